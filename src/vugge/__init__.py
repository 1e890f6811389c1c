"""Vugge: one plan for everybody around a child, from cradle to job."""
