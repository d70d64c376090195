"""Writing without keys: the letters of the keyboard on the screen, and what they make of a text."""
