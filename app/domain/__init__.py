"""Rules and values of the centre's work; standard library only."""
