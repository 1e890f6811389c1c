"""A municipality that does not exist, so that Vugge can be tried and measured: made from a seed, and loaded."""
