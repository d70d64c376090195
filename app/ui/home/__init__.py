"""Today: what waits, what is unfinished, and whether the place is ready."""
