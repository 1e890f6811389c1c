"""What is decided about areas: is an area on a list by the law of that day, why, and how far from each limit."""
