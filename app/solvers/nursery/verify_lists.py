"""Households' lists for the check: what is better than what is held, without writing lists out.

Four siblings with 20 wishes each have 160,000 tuples. The check needs two things of such a list
only: whether a tuple is in it, and which tuples above it would be open. *Merit* answers both: it is
what tuples of a household are compared by, the smaller being the better; only tuples whose single
places would be open are put together at all. Nothing of the engines is used here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import prod

from app.domain.nursery.instance import Household, Instance, Place, Tuple

WAITS = 99
ONE_NURSERY, ALL_PLACED, MUST = (1, 2, 3), (1, 4, 6), {2: 0, 3: -1}
Merit = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """The list of one household, by the combinations file, the wishes or the pattern.

    Args:
        pattern: 1 to 7, 0 where `listed` holds everything.
        wishes: the wishes of each child, elder first.
        listed: the whole list where it is short.
    """

    pattern: int
    wishes: tuple[tuple[int, ...], ...]
    listed: tuple[Tuple, ...] = ()

    def merit(self, places: Tuple) -> Merit | None:
        """Return what a tuple is compared by; None when it is not in the list."""
        if not self.pattern:
            return (self.listed.index(places),) if places in self.listed else None
        ranks = []
        for place, own in zip(places, self.wishes, strict=True):
            if place is not None and place not in own:
                return None
            ranks.append(WAITS if place is None else own.index(place) + 1)
        placed = [place for place in places if place is not None]
        if not placed or not self._allows(places, placed):
            return None
        if self.pattern == 3:
            ranks.reverse()
        absent = [rank == WAITS for rank in ranks] if self.pattern in MUST else []
        together = max(map(placed.count, placed)) if self.pattern <= 5 else 0
        return (absent, -len(placed), -together, prod(ranks), ranks)

    def _allows(self, places: Tuple, placed: Sequence[int]) -> bool:
        pattern = self.pattern
        return (
            (pattern not in ALL_PLACED or len(placed) == len(places))
            and (pattern not in ONE_NURSERY or len(set(placed)) == 1)
            and (pattern not in MUST or places[MUST[pattern]] is not None)
        )

    def above(self, merit: Merit | None, choices: Sequence[Sequence[Place]]) -> list[Tuple]:
        """Return the tuples better than a merit (None: all) made of these places, best first.

        Args:
            merit: of what is held.
            choices: the places to look at, by child; without None where a child must not wait.
        """
        if not self.pattern:
            return [
                places
                for places in self.listed_above(merit)
                if all(place in own for place, own in zip(places, choices, strict=True))
            ]
        found = []
        for places in self._made_of(choices):
            own = self.merit(places)
            if own is not None and (merit is None or own < merit):
                found.append((own, places))
        return [places for _merit, places in sorted(found, key=lambda one: one[0])]

    def positions(self, wanted: Sequence[Tuple]) -> list[int]:
        """Return the positions, from 1, of tuples of the list that stand best first.

        Whatever is better is counted, once for all of them: the list itself is never kept.
        """
        if not self.pattern:
            return [self.listed.index(places) + 1 for places in wanted]
        merits = [merit for merit in map(self.merit, wanted) if merit is not None]
        if not merits:
            return []
        between = [0] * (len(merits) + 1)
        for places in self._made_of([(*own, None) for own in self.wishes]):
            merit = self.merit(places)
            if merit is not None:
                between[bisect_right(merits, merit)] += 1
        return [better + 1 for better in accumulate(between[:-1])]

    def listed_above(self, merit: Merit | None) -> Sequence[Tuple]:
        """Return what is better than a merit in a list that is written out."""
        if merit is None:
            return self.listed
        last = merit[0]
        assert isinstance(last, int)
        return self.listed[:last]

    def _made_of(self, choices: Sequence[Sequence[Place]], begun: Tuple = ()) -> Iterator[Tuple]:
        """Yield the tuples of these places; what the pattern forbids is cut early where it shows."""
        if len(begun) == len(choices):
            yield begun
            return
        for place in choices[len(begun)]:
            if place is None and self.pattern in ALL_PLACED:
                continue
            if self.pattern not in ONE_NURSERY or _is_with(begun, place):
                yield from self._made_of(choices, (*begun, place))


def list_of(instance: Instance, household: Household) -> ListOf:
    """Return the list of a household."""
    wishes = tuple(instance.children[child].wishes for child in household.members)
    if household.listed is not None:
        return ListOf(0, wishes, household.listed)
    if len(wishes) == 1:
        return ListOf(0, wishes, tuple((place,) for place in wishes[0]))
    return ListOf(household.pattern, wishes)


def _is_with(places: Tuple, place: Place) -> bool:
    return place is None or all(other is None or other == place for other in places)
