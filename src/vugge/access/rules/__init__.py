"""What is decided on access: values in, sights and explained answers out. No clock, no tables, no files."""
