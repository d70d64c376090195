"""The ranked list of a household: which tuples of places its pattern allows, and in which order.

The order is that of docs/nursery.md: (0) patterns 2 and 3 only, who is placed, read from the eldest
or the youngest; (1) more children placed; (2) patterns 1 to 5, more of them in one nursery; (3) the
smaller product of wish ranks; (4) the ranks compared from the eldest (pattern 3: the youngest).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from app.domain.nursery.instance import Household, Instance, Tuple

NOT_PLACED_RANK = 99
_ONE_NURSERY = (1, 2, 3)
_ALL_PLACED = (1, 4, 6)
_COUNTS_TOGETHER = (1, 2, 3, 4, 5)


def ranked_list(instance: Instance, household: Household) -> tuple[Tuple, ...]:
    """Return the household's tuples, best first, without the one in which nobody is placed."""
    if household.listed is not None:
        return household.listed
    members = household.members
    if len(members) == 1:
        return tuple((nursery,) for nursery in instance.children[members[0]].wishes)
    ranked = sorted(_allowed(instance, household))
    return tuple(found for _key, found in ranked)


_Key = tuple[tuple[int, ...], int, int, int, tuple[int, ...]]


def _allowed(instance: Instance, household: Household) -> Iterator[tuple[_Key, Tuple]]:
    pattern = household.pattern
    wishes = [instance.children[member].wishes for member in household.members]
    nobody = [] if pattern in _ALL_PLACED else [0]
    ranks = [[*range(1, len(own) + 1), *nobody] for own in wishes]
    for chosen in product(*ranks):
        places = tuple(
            own[rank - 1] if rank else None for own, rank in zip(wishes, chosen, strict=True)
        )
        placed = [place for place in places if place is not None]
        if not placed or (pattern in _ONE_NURSERY and len(set(placed)) > 1):
            continue
        if (pattern == 2 and places[0] is None) or (pattern == 3 and places[-1] is None):
            continue
        yield _key(pattern, chosen, placed), places


def _key(pattern: int, chosen: tuple[int, ...], placed: list[int]) -> _Key:
    ranks = tuple(rank or NOT_PLACED_RANK for rank in chosen)
    size = 1
    for rank in ranks:
        size *= rank
    reading = ranks[::-1] if pattern == 3 else ranks
    who = tuple(int(not rank) for rank in (chosen[::-1] if pattern == 3 else chosen))
    together = max(placed.count(place) for place in placed) if pattern in _COUNTS_TOGETHER else 0
    return (who if pattern in (2, 3) else (), -len(placed), -together, size, reading)
