"""The console of the volunteer who helps people with ICT."""
