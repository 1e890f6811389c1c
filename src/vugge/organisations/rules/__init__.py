"""What is decided about organisations: their kinds, periods, roles, who may keep the register, and the file format."""
