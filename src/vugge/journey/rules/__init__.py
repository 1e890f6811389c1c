"""What the journey decides, in plain Python: nothing here reads a clock, a file or a table."""
