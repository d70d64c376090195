"""Headless verbs, one module per area."""
