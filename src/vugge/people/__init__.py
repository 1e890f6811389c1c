"""Who the people are: persons, households, custody, homes, and where somebody is and was (spells)."""
