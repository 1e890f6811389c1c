"""Pages for those who keep the registers: organisations, units, staff, files, duplicates."""
