"""Invented families on invented or real nurseries, for trials and benchmarks; no family is real.

Most families live near a few nurseries and wish those; about one in five applies for two or three
children; points come in steps, and columns of tie keys make the order strict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

AGES = 6
MOST_WISHES = 5
# Shares of the age classes among applicants: most families apply for one-year-olds.
AGE_WEIGHTS = (26, 36, 18, 12, 5, 3)
SEATS_A_CHILD = 0.85
RULES = """\
# Who comes first where points are equal: the columns in this order.
method = "points-first"
objective = "matched"
aggregation = "own"

[[tie_keys]]
column = "調整指数"
first = "larger"

[[tie_keys]]
column = "所得階層"
first = "smaller"

[[tie_keys]]
column = "抽選番号"
first = "smaller"
"""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A nursery to invent families for: seats open, and how many wish it, by age class."""

    id: str
    name: str
    seats: tuple[int, ...]
    wanted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InventedFiles:
    """Tables as they are written: headings first; and the text of the rules."""

    children: list[tuple[str, ...]]
    facilities: list[tuple[str, ...]]
    rules: str


def invent(
    children: int, facilities: int, seed: int, places: Sequence[PlaceRow] | None = None
) -> InventedFiles:
    """Return invented applicants; the same numbers give the same files.

    Args:
        children: how many applicants.
        facilities: how many nurseries, the most wished of `places` where these are given.
        seed: of the drawing.
        places: real nurseries in their own order, neighbours near each other.
    """
    draw = Random(f"{seed}:{children}:{facilities}")
    if places is None:
        places = _places(draw, children, facilities)
    else:
        most = sorted(places, key=lambda one: (-sum(one.wanted), one.id))[:facilities]
        chosen = {one.id for one in most}
        places = [one for one in places if one.id in chosen]
    return InventedFiles(_families(draw, children, places), _facilities(draw, places), RULES)


def _places(draw: Random, children: int, count: int) -> list[PlaceRow]:
    total = children * SEATS_A_CHILD / count
    found = []
    for number in range(1, count + 1):
        size = draw.uniform(0.5, 1.5) * total / sum(AGE_WEIGHTS)
        seats = tuple(
            max(0, round(weight * size * draw.uniform(0.7, 1.3))) for weight in AGE_WEIGHTS
        )
        wanted = tuple(max(1, round(seat * draw.uniform(0.5, 2.5))) for seat in seats)
        found.append(PlaceRow(f"{number:04}", f"第{number}保育園", seats, wanted))
    return found


def _facilities(draw: Random, places: Sequence[PlaceRow]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (
            "保育所ID",
            "保育所名",
            *(f"{age}歳募集人数" for age in range(AGES)),
            "加配定員",
            "合同定員",
        )
    ]
    for one in places:
        staff = str(draw.randint(0, 2)) if draw.random() < 0.3 else ""
        joint = ""
        if draw.random() < 0.15 and one.seats[4] + one.seats[5] > 1:
            joint = f"4+5:{max(1, (one.seats[4] + one.seats[5]) * 2 // 3)}"
        rows.append((one.id, one.name, *map(str, one.seats), staff, joint))
    return rows


class _Wishes:
    """Draws first wishes by how many wait, and the others from the neighbourhood."""

    def __init__(self, draw: Random, places: Sequence[PlaceRow]) -> None:
        self._draw = draw
        self._count = len(places)
        self._weights = [
            list(accumulate(one.wanted[age] + 0.01 for one in places)) for age in range(AGES)
        ]

    def of_family(self, age: int) -> list[int]:
        """Return places, best first."""
        first = self._draw.choices(range(self._count), cum_weights=self._weights[age])[0]
        wishes = [first]
        for _more in range(self._draw.choice((1, 2, 3, 4, 4, 5, 5, 5)) * 3):
            near = first + round(self._draw.gauss(0, 6))
            if 0 <= near < self._count and near not in wishes:
                wishes.append(near)
        return wishes[: self._draw.randint(1, MOST_WISHES)]


def _families(draw: Random, count: int, places: Sequence[PlaceRow]) -> list[tuple[str, ...]]:
    wishes = _Wishes(draw, places)
    rows: list[tuple[str, ...]] = [
        ("申請者番号", "世帯番号", "年齢", "在籍保育所ID", "きょうだいパターン",
         *(f"希望保育園ID_{rank}" for rank in range(1, MOST_WISHES + 1)),
         "点数", "調整指数", "所得階層", "抽選番号", "加配")
    ]  # fmt: skip
    lots = list(range(1, count + 1))
    draw.shuffle(lots)
    household = 0
    while len(rows) <= count:
        household += 1
        size = min(draw.choices((1, 2, 3), (84, 14, 2))[0], count + 1 - len(rows))
        age = draw.choices(range(AGES), AGE_WEIGHTS)[0]
        own = wishes.of_family(age)
        pattern = str(draw.choices(range(1, 8), (20, 8, 4, 20, 30, 8, 10))[0]) if size > 1 else ""
        points = draw.randint(20, 44) - 2 * (household % 7 == 0)
        for number in range(size):
            if number:
                age = age if draw.random() < 0.15 else draw.choices(range(AGES), AGE_WEIGHTS)[0]
            rows.append(_child(draw, places, own, len(rows), household, age, pattern, points, lots))
    return rows


def _child(
    draw: Random, places: Sequence[PlaceRow], family: list[int], number: int, household: int,
    age: int, pattern: str, points: int, lots: list[int],
) -> tuple[str, ...]:  # fmt: skip
    own = family[: max(1, draw.randint(len(family) - 1, len(family)))]
    present = ""
    if draw.random() < 0.04 and len(places) > len(family):
        near = [place for place in range(len(places)) if place not in family]
        present = places[draw.choice(near)].id
    ids = [places[place].id for place in own] + [""] * (MOST_WISHES - len(own))
    need = "1" if draw.random() < 0.03 else ""
    return (
        f"{number:06}", f"{household:06}", str(age), present, pattern, *ids, str(points),
        str(draw.randint(0, 9)), str(draw.randint(1, 12)), str(lots[number - 1]), need,
    )  # fmt: skip
