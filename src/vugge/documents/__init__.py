"""Documents and charts, made from ready values: nothing here asks a room or a database."""
