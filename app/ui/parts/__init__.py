"""The parts screens are built from; each paints itself and answers for its role and name."""
