"""What can be asked of a journey: the law's stations, the facts of a life, what is agreed, and whose bus is leaving."""
