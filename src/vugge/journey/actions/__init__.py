"""What can be done about a journey: write down what was observed, and agree on goals and steps."""
