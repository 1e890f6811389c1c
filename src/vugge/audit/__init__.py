"""Who did what, to what, for which purpose and on which basis: `@action` and the append-only log."""
