"""Invented families on invented or real nurseries, for trials and benchmarks; no family is real.

Most families live near a few nurseries and wish those; about one in five applies for two or three
children; points come in steps, and columns of tie keys make the order strict.

The *hard* kind is made to be difficult: a third of the families have several children, half of them
twins; every nursery orders children its own way; seats that ages share and extra staff are short.
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


@dataclass(frozen=True, slots=True)
class Kind:
    """How families and nurseries are drawn; chances are between 0 and 1.

    `sizes` are the weights of one, two and three children; `joint_share` of the seats of both ages
    are open to them together; `has_own_points` gives each wish its own points.
    """

    sizes: tuple[int, int, int]
    twins: float
    needs: float
    staff: float
    joint: float
    joint_ages: tuple[tuple[int, int], ...]
    joint_share: float
    has_own_points: bool


USUAL = Kind((84, 14, 2), 0.15, 0.03, 0.3, 0.15, ((4, 5),), 2 / 3, has_own_points=False)
HARD = Kind((64, 28, 8), 0.5, 0.12, 0.8, 0.7, ((0, 1), (2, 3), (4, 5)), 0.6, has_own_points=True)
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
    children: int,
    facilities: int,
    seed: int,
    places: Sequence[PlaceRow] | None = None,
    kind: Kind = USUAL,
) -> InventedFiles:
    """Return invented applicants; the same numbers give the same files.

    Args:
        children: how many applicants.
        facilities: how many nurseries, the most wished of `places` where these are given.
        seed: of the drawing.
        places: real nurseries in their own order, neighbours near each other.
        kind: `USUAL` or `HARD`.
    """
    draw = Random(f"{seed}:{children}:{facilities}")
    if places is None:
        places = _places(draw, children, facilities)
    else:
        most = sorted(places, key=lambda one: (-sum(one.wanted), one.id))[:facilities]
        chosen = {one.id for one in most}
        places = [one for one in places if one.id in chosen]
    rows = _Families(draw, places, kind, children).rows()
    return InventedFiles(rows, _facilities(draw, places, kind), RULES)


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


def _facilities(draw: Random, places: Sequence[PlaceRow], kind: Kind) -> list[tuple[str, ...]]:
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
        staff = str(draw.randint(0, 2)) if draw.random() < kind.staff else ""
        joint = []
        for first, second in kind.joint_ages:
            both = one.seats[first] + one.seats[second]
            if draw.random() < kind.joint and both > 1:
                joint.append(f"{first}+{second}:{max(1, int(both * kind.joint_share))}")
        rows.append((one.id, one.name, *map(str, one.seats), staff, ";".join(joint)))
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


class _Families:
    """Draws families until there are enough children."""

    def __init__(self, draw: Random, places: Sequence[PlaceRow], kind: Kind, count: int) -> None:
        self._draw = draw
        self._places = places
        self._kind = kind
        self._count = count
        self._wishes = _Wishes(draw, places)
        self._lots = list(range(1, count + 1))
        draw.shuffle(self._lots)

    def rows(self) -> list[tuple[str, ...]]:
        """Return the table of children."""
        points = [f"点数{rank}" for rank in range(1, MOST_WISHES + 1)]
        rows: list[tuple[str, ...]] = [
            ("申請者番号", "世帯番号", "年齢", "在籍保育所ID", "きょうだいパターン",
             *(f"希望保育園ID_{rank}" for rank in range(1, MOST_WISHES + 1)),
             *(points if self._kind.has_own_points else ["点数"]),
             "調整指数", "所得階層", "抽選番号", "加配")
        ]  # fmt: skip
        household = 0
        while len(rows) <= self._count:
            household += 1
            rows += self._family(household, len(rows))
        return rows

    def _family(self, household: int, first: int) -> list[tuple[str, ...]]:
        draw = self._draw
        size = draw.choices((1, 2, 3), self._kind.sizes)[0]
        size = min(size, self._count + 1 - first)
        age = draw.choices(range(AGES), AGE_WEIGHTS)[0]
        own = self._wishes.of_family(age)
        pattern = str(draw.choices(range(1, 8), (20, 8, 4, 20, 30, 8, 10))[0]) if size > 1 else ""
        points = draw.randint(20, 44) - 2 * (household % 7 == 0)
        found = []
        for number in range(size):
            if number and draw.random() >= self._kind.twins:
                age = draw.choices(range(AGES), AGE_WEIGHTS)[0]
            found.append(self._child(own, first + number, household, age, pattern, points))
        return found

    def _child(
        self, family: list[int], number: int, household: int, age: int, pattern: str, points: int
    ) -> tuple[str, ...]:
        draw = self._draw
        own = family[: max(1, draw.randint(len(family) - 1, len(family)))]
        present = ""
        if draw.random() < 0.04 and len(self._places) > len(family):
            near = [place for place in range(len(self._places)) if place not in family]
            present = self._places[draw.choice(near)].id
        blank = [""] * (MOST_WISHES - len(own))
        written = [str(points)]
        if self._kind.has_own_points:
            written = [str(draw.randint(20, 44)) for _wish in own] + blank
        need = "1" if draw.random() < self._kind.needs else ""
        return (
            f"{number:06}", f"{household:06}", str(age), present, pattern,
            *(self._places[place].id for place in own), *blank, *written,
            str(draw.randint(0, 9)), str(draw.randint(1, 12)), str(self._lots[number - 1]), need,
        )  # fmt: skip
