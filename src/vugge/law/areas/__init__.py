"""The state's lists of disadvantaged housing areas: criteria, list dates, national figures, breaks in series."""
