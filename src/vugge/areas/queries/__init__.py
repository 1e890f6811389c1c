"""What can be asked about areas; one function a question, a fixed number of SQL statements each."""
