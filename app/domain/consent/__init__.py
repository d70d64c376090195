"""Consent: events, status as of a time, the decision, and the tree of hashes over the log."""
