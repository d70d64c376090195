"""Matching of disabled workers with telework: values and rules every layer agrees on."""
