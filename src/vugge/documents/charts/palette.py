"""The few colours of charts, each with enough contrast on white and apart in shades of grey."""

INK = "#14424f"  # petrol: what is shown
TEXT = "#1a1a1a"
MUTED = "#595959"  # secondary text
RULE = "#8e8e8e"  # axes and outlines
GRID = "#e4e4e4"
LIMIT = "#9a3412"  # brick: what the law says
MET = "#f7e7dc"  # the side of the limit on which a criterion is met
PAPER = "#ffffff"
