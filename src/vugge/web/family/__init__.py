"""Pages for citizens: the family, its journey, consents, who has looked, and all that is kept about oneself."""
