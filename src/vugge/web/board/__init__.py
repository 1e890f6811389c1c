"""Pages for members of bodies and those who serve them: figures that have been released."""
