"""Every control by other means: by its number, by one or two switches, by resting the pointer."""
