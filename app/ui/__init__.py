"""The window: screens, actions, and how they look and speak."""
