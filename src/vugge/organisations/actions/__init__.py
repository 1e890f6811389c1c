"""What can be done about those who act: keep the register, its staff, and import both."""
