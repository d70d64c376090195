"""Models that search for the best plan: problem in, outcome with its proof and reasons out."""
