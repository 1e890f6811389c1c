"""How the people of the demo are made: the same from the same seed, the same day and the same catalogue."""
