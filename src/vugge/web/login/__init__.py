"""The entrances: staff by their workplace's log-in or two factors here, citizens by MitID, and the demo's own."""
