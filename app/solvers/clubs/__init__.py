"""Plans the clubs' week: greedy first, then large neighbourhoods with small CP-SAT models."""
