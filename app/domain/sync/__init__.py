"""Synchronisation: how changes of several devices become one, and the proof that nothing is lost."""
