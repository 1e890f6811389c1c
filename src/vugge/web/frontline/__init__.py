"""Pages for those who meet the child: their people, search, a person, a household, consent, an emergency."""
