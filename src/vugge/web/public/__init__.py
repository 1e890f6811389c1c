"""Pages that anybody may read, without logging in."""
