"""What can be done with people: each deed on a person demands a permit that covers it, and is written down."""
