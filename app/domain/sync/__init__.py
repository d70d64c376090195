"""Synchronisation without network or disk: records, merging, and what each side does."""
