"""Areas, their official figures, the law's criteria and the state's lists."""
