"""Voices and ears: reading aloud, offline."""
