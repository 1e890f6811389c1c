"""What can be done about access: give and end bases, ask for consent and answer, open in an emergency, look after."""
