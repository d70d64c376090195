"""Telework: workers and jobs, her own profile and choices, matches with reasons, what follows."""
