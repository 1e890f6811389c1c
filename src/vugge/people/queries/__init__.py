"""What can be asked of people: `facts` for access (ids and days, no names), the rest within a viewer's scope."""
