"""Histories of devices and a server that lose, double and reorder messages, found by seed."""
