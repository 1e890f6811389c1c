"""Who may see and do what, on which basis: the one module that decides, and consent."""
