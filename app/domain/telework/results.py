"""What a matching gives back: placements, the report and what a checker found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.domain.telework.scoring import Terms

Method = Literal["most", "fit", "stable"]
METHODS: tuple[Method, ...] = ("most", "fit", "stable")


@dataclass(frozen=True, slots=True)
class Placement:
    """One worker proposed for one job; `tasks` only where she takes a part of it.

    A matching of another program may leave `score` and `half_hours` out (None).
    """

    worker: str
    job: str
    score: int | None
    half_hours: int | None
    coach: str = ""
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """A job shared between workers: (worker, names of her tasks).

    `is_needed` when nobody would have fitted all of it.
    """

    job: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one result. `fit` is the sum of all scores in hundredths of a point.

    Under limits `bound` is the value of the relaxation (for *most* a placement counts as a hundred
    full scores), `gap` the share of it that the result does not reach.
    """

    method: Method
    placed: int
    fit: int
    blocking_pairs: int
    unmet_needs: int
    worst_off: int
    workers: int
    places: int
    pairs: int
    candidates: int
    coach_waiting: int = 0
    bound: float | None = None
    gap: float | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """Placements in the order of the workers' ids, with their report."""

    placements: tuple[Placement, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule; `rule` is a code such as `need`, `hours`, `veto` or `capacity`."""

    rule: str
    worker: str
    job: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the separate checker found; blocking pairs are listed up to a limit and counted all.

    `wrong_scores` counts scores that are not the ones written; they break no rule of anybody's.
    """

    violations: tuple[Violation, ...]
    blocking: tuple[tuple[str, str], ...]
    blocking_pairs: int
    placed: int
    fit: int
    wrong_scores: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One point of an explanation: a code such as `skill_short`, and the values it speaks of."""

    code: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pair may be proposed or not, from facts only.

    `would_fit_if` are changes that together would make the pair fit; empty when it fits already
    or when somebody ruled the other out. `terms` add up to the score and stand also where the pair
    does not fit, so that a change can be weighed.
    """

    worker: str
    job: str
    satisfied: tuple[Fact, ...]
    unsatisfied: tuple[Fact, ...]
    would_fit_if: tuple[Fact, ...]
    terms: Terms

    @property
    def is_possible(self) -> bool:
        """Tell whether the pair may be proposed."""
        return not self.unsatisfied
