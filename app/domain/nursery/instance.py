"""Children, households, nurseries and the rules: the whole input of one allocation."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from app.domain.nursery.rules import Number, Rules

AGES = (0, 1, 2, 3, 4, 5)
PATTERNS = (1, 2, 3, 4, 5, 6, 7)
# A place in a household's tuple: a nursery's index, or None (stays where it is now, or no place).
Place = int | None
Tuple = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Child:
    """One applicant.

    Args:
        id: the applicant's number.
        household: index of its household.
        age: age class, 0 to 5.
        wishes: nursery indexes, best first, all different, blanks closed up.
        points: points of each wish, aligned with `wishes`, after household aggregation.
        ties: tie keys, direction applied, the smaller comes first.
        lot: the household's number in the lottery, 0 when there is none; the smaller comes first.
        present: index of the nursery it attends now (a transfer applicant), else None.
        need: extra staff it needs, 0 for most.
    """

    id: str
    household: int
    age: int
    wishes: tuple[int, ...] = ()
    points: tuple[Number, ...] = ()
    ties: tuple[Number, ...] = ()
    lot: int = 0
    present: int | None = None
    need: int = 0


@dataclass(frozen=True, slots=True)
class Household:
    """Children who are placed together.

    Args:
        id: the household's number.
        members: child indexes, elder first: higher age class, then id.
        pattern: 1 to 7; of no meaning for one child, nor where `listed` is given.
        listed: tuples of the combinations file in their order, one place a member in the order of
            `members`, without the all-None tuple; None when the household is not named there.
    """

    id: str
    members: tuple[int, ...]
    pattern: int = 1
    listed: tuple[Tuple, ...] | None = None


@dataclass(frozen=True, slots=True)
class JointQuota:
    """Seats that several age classes of a nursery share, on top of the seats of each age."""

    ages: tuple[int, ...]
    seats: int


@dataclass(frozen=True, slots=True)
class Nursery:
    """One nursery with what is open; seats that transfer applicants hold now are not in it.

    `seats` has one number an age class; `staff` None means no limit.
    """

    id: str
    name: str
    seats: tuple[int, int, int, int, int, int]
    joint: tuple[JointQuota, ...] = ()
    staff: int | None = None


@dataclass(frozen=True)
class Instance:
    """The input as everybody sees it: all three tuples in the order of `id_key`."""

    children: tuple[Child, ...]
    households: tuple[Household, ...]
    nurseries: tuple[Nursery, ...]
    rules: Rules = field(default_factory=Rules)

    @cached_property
    def child_index(self) -> dict[str, int]:
        """Return id → index of the child."""
        return {child.id: place for place, child in enumerate(self.children)}

    @cached_property
    def nursery_index(self) -> dict[str, int]:
        """Return id → index of the nursery."""
        return {nursery.id: place for place, nursery in enumerate(self.nurseries)}
