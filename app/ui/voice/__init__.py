"""Speaking with the window: listening, what was understood, what is asked back."""
