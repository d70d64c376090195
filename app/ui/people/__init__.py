"""Pages about people: find, look, write, import."""
