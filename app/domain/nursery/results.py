"""What comes out: who holds which place, what a check of it found, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.nursery.instance import Place

# Results of a child, as result.csv writes them.
OFFERED = "内定"
WAITING = "保留"
MOVED = "転園"
STAYING = "在園継続"
RESULTS = (OFFERED, WAITING, MOVED, STAYING)

# The place every child holds afterwards, by child index: its present nursery when it stays there,
# None when it has no place. A result somebody typed may hold None for a child with a present
# nursery: that is a lost seat.
Held = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so, as a code with numbers; `app.messages.nursery` makes the sentence.

    `data` holds numbers and ids only (points as int or Fraction), never a whole record.
    """

    code: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of result.csv; `rank` counts from 1, None for 保留 and 在園継続."""

    child: str
    result: str
    nursery: str
    rank: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OverBudget:
    """A resource that holds more than its budget.

    `kind` is `seats`, `joint` or `staff`; `ages` are the age classes it is for (all for `staff`).
    """

    nursery: int
    kind: str
    ages: tuple[int, ...]
    used: int
    budget: int


@dataclass(frozen=True, slots=True)
class Blocking:
    """A household and a position (from 1) of its list, better than what it has, that it could take.

    `wanted` and `holds` have one place a member (None: no place, or stays); `displaces` are the
    children of other households, lowest priority first, who would have to give way.
    """

    household: int
    position: int
    wanted: tuple[Place, ...]
    holds: tuple[Place, ...]
    displaces: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verifier found: nothing anywhere means feasible and stable.

    `not_listed` are households whose tuple is not in their list (and not the fallback), `lost_seat`
    children with a present nursery who hold no place; `blocking` is empty where the result is not
    feasible only if there is none, it is always computed.
    """

    over_budget: tuple[OverBudget, ...] = ()
    not_listed: tuple[int, ...] = ()
    lost_seat: tuple[int, ...] = ()
    blocking: tuple[Blocking, ...] = ()

    @property
    def is_feasible(self) -> bool:
        """Whether every household holds a tuple of its list and no budget is exceeded."""
        return not (self.over_budget or self.not_listed or self.lost_seat)

    @property
    def is_stable(self) -> bool:
        """Whether no household could take a better position."""
        return not self.blocking


@dataclass(frozen=True, slots=True)
class WishOutcome:
    """What became of one wish of a child, and why.

    `outcome` is `given`, `not_needed` (a better one was given) or `not_given`.
    """

    rank: int
    nursery: int
    outcome: str
    reason: Reason
