"""Pages for citizens: the family, consents, who has looked, and all that is kept about oneself."""
