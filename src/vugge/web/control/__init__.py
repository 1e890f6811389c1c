"""Pages for supervisors: a sample of the log, emergencies to review, questions, and who was affected."""
