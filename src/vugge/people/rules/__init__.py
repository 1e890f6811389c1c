"""What is decided about people: names, ages, what may be shown, what is the same person twice. No tables, no clock."""
