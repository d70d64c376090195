"""The console of the volunteer who helps people with ICT."""

__version__ = "0.1.0"
