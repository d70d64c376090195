"""Pages about consultations: write, close, find again."""
