"""The journey: routes and stations, evidence, a child's plan, what is agreed, conferences and transitions."""
