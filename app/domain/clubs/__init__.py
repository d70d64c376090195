"""Clubs: what a week of sessions needs, what a plan is, and the rules apart from any planner."""
