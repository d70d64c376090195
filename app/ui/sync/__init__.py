"""Exchange with other computers: how it stands, what to decide, and how a device is enrolled."""
