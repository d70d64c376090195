"""The week of clubs: the board, one session, and the plan that mends it."""
