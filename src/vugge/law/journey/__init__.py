"""The national route from cradle to job: stations by the day from which they hold, and what can be observed."""
