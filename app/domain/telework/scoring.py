"""What a score may look at, and nothing else.

These types are all that scoring code is given. They hold the content of work: hours, times, skills
and interests. What a person needs at work is a question of feasibility (`conditions.py`); nothing
here says who she is, what it costs to employ her, or what her life was like before.
"""

from __future__ import annotations

from dataclasses import dataclass

# Hundredths of a point; the four parts make 100 points together.
REQUIRED_MOST = 4000
DESIRED_MOST = 2500
HOURS_MOST = 2000
INTERESTS_MOST = 1500
HIGHEST_SCORE = REQUIRED_MOST + DESIRED_MOST + HOURS_MOST + INTERESTS_MOST

# Employers see skills in steps of ten points of a hundred: closer is no better, so it is a tie.
BANDS = 10


@dataclass(frozen=True, slots=True)
class WorkerWork:
    """The work a person offers: hours a week in half hours, free times as bits, skills by level."""

    least_half_hours: int
    most_half_hours: int
    wished_half_hours: int
    windows: int
    skills: tuple[tuple[str, int], ...] = ()
    interests: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Requirement:
    """A skill a job asks for, and the level that is enough once the job is redesigned."""

    skill: str
    level: int
    redesigned_level: int


@dataclass(frozen=True, slots=True)
class JobWork:
    """The work a job asks for: hours a week in half hours, times as bits, skills, fields."""

    least_half_hours: int
    most_half_hours: int
    windows: int
    required: tuple[Requirement, ...] = ()
    desired: tuple[tuple[str, int], ...] = ()
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """The parts of one score in hundredths of a point; the score is their sum."""

    required: int
    desired: int
    hours: int
    interests: int

    @property
    def score(self) -> int:
        """Return the fit of the pair, 0 to `HIGHEST_SCORE`."""
        return self.required + self.desired + self.hours + self.interests

    @property
    def wish(self) -> int:
        """Return what the worker's own order looks at first: her hours and her interests."""
        return self.hours + self.interests

    @property
    def band(self) -> int:
        """Return the step of ten points in which the employer sees her skills, 0 to 10."""
        return (self.required + self.desired) * BANDS // (REQUIRED_MOST + DESIRED_MOST)
