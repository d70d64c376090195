"""Nursery allocation: deferred acceptance for families, proof by CP-SAT, and a check apart."""
