"""What a person agreed to: her page, the talk that asks, how she stops, and the log."""
