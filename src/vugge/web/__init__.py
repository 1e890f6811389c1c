"""Pages, by reader: what people see, made of what the rooms answer."""
