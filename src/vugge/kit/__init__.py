"""Plain Python that every room builds on; knows nothing of Django or of any room."""
