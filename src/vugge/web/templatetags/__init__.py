"""Django looks here for what templates can load."""
