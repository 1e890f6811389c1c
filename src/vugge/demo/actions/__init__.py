"""What can be done with the demo: load its municipality, once."""
