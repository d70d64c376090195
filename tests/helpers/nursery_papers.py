"""Whole tiny inputs as rows of tables, and what docs/nursery.md says the answer of each must be.

Nothing of the program is used here, not even its reading: points, tie keys, lists, budgets, ties
and the answer are worked out from the rows themselves, by trying every combination.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product

Row = dict[str, str]
# A place of one household's tuple: a nursery's id, or "" for none or for staying.
Places = tuple[str, ...]
# ("seats", nursery, ages) or ("joint", nursery, ages) or ("staff", nursery, ages).
Resource = tuple[str, str, str]
WISHES = 4
EVERY_AGE = "0+1+2+3+4+5"


@dataclass
class Papers:
    """The rows of the four files; `rules` is what rules.toml says."""

    children: list[Row]
    facilities: list[Row]
    combinations: list[Row] = field(default_factory=list)
    aggregation: str = "own"
    method: str = "points-first"
    objective: str = "matched"
    # (column, direction)
    ties: list[tuple[str, str]] = field(default_factory=list)


def id_order(text: str) -> tuple[bool, int, str]:
    """All-digit ids as numbers, before the others."""
    return (not text.isdigit(), int(text) if text.isdigit() else 0, text)


class Answer:
    """What the definition says about one set of papers."""

    def __init__(self, papers: Papers) -> None:
        self.papers = papers
        self.child = {row["申請者番号"]: row for row in papers.children}
        self.nursery = {row["保育所ID"]: row for row in papers.facilities}
        self.families: dict[str, list[str]] = {}
        for row in papers.children:
            self.families.setdefault(row["世帯番号"], []).append(row["申請者番号"])
        for own in self.families.values():
            own.sort(key=lambda one: (-self.age(one), id_order(one)))

    def age(self, child: str) -> int:
        return int(self.child[child]["年齢"])

    def need(self, child: str) -> int:
        return int(self.child[child]["加配"] or 0)

    def present(self, child: str) -> str:
        return self.child[child]["在籍保育所ID"]

    def wishes(self, child: str) -> list[str]:
        row = self.child[child]
        return [row[f"希望保育園ID_{n}"] for n in range(1, WISHES + 1) if row[f"希望保育園ID_{n}"]]

    def own_points(self, child: str, place: str) -> Fraction:
        row = self.child[child]
        n = next(n for n in range(1, WISHES + 1) if row[f"希望保育園ID_{n}"] == place)
        return Fraction(row[f"点数{n}"] or row["点数"])

    def points(self, child: str, place: str) -> Fraction:
        """The points of a wish after the household's aggregation."""
        siblings = self.families[self.child[child]["世帯番号"]]
        found = [self.own_points(one, place) for one in siblings if place in self.wishes(one)]
        match self.papers.aggregation:
            case "max":
                return max(found)
            case "min":
                return min(found)
            case "mean":
                return sum(found, Fraction(0)) / len(found)
            case _:
                return self.own_points(child, place)

    def tie_keys(self, child: str) -> tuple[Fraction, ...]:
        """The smaller comes first."""
        return tuple(
            Fraction(self.child[child][column]) * (-1 if first == "larger" else 1)
            for column, first in self.papers.ties
        )

    def family_list(self, family: str) -> list[Places]:
        """The household's tuples, best first, its fallback last."""
        members = self.families[family]
        nobody = ("",) * len(members)
        named = [row for row in self.papers.combinations if row["ファミリーコード"] == family]
        if named:
            found = []
            for row in sorted(named, key=lambda one: int(one["総当たり順位"])):
                by_child = {row[f"宛名コード{n}"]: row[f"希望施設{n}"] for n in (1, 2, 3)}
                places = tuple(by_child.get(one, "") for one in members)
                places = tuple(
                    "" if place == self.present(one) else place
                    for one, place in zip(members, places, strict=True)
                )
                if places == nobody:
                    break
                found.append(places)
            return [*found, nobody]
        if len(members) == 1:
            return [*((place,) for place in self.wishes(members[0])), nobody]
        pattern = int(self.child[members[0]]["きょうだいパターン"] or 1)
        keyed = []
        for places in product(*([*self.wishes(one), ""] for one in members)):
            if key := self._key(pattern, members, places):
                keyed.append((key, places))
        return [*(places for _key, places in sorted(keyed)), nobody]

    def _key(self, pattern: int, members: list[str], places: Places) -> list[object]:
        """What tuples of a pattern are compared by; nothing for what it does not allow."""
        placed = [place for place in places if place]
        one_nursery = len(set(placed)) == 1
        allowed = {
            1: len(placed) == len(places) and one_nursery,
            2: bool(places[0]) and one_nursery,
            3: bool(places[-1]) and one_nursery,
            4: len(placed) == len(places),
            5: len(placed) >= 1,
            6: len(placed) == len(places),
            7: len(placed) >= 1,
        }[pattern]
        if not allowed:
            return []
        ranks = [
            self.wishes(one).index(place) + 1 if place else 99
            for one, place in zip(members, places, strict=True)
        ]
        weight = 1
        for rank in ranks:
            weight *= rank
        who = [0 if place else 1 for place in places]
        if pattern == 3:
            ranks, who = ranks[::-1], who[::-1]
        together = max(placed.count(place) for place in placed)
        return [
            who if pattern in (2, 3) else [],
            -len(placed), -together if pattern <= 5 else 0, weight, ranks,
        ]  # fmt: skip

    def used_by(self, child: str, place: str) -> dict[Resource, int]:
        """What a child uses at a nursery."""
        row, age = self.nursery[place], str(self.age(child))
        found: dict[Resource, int] = {("seats", place, age): 1}
        for part in filter(None, row["合同定員"].split(";")):
            ages = part.split(":")[0]
            if age in ages.split("+"):
                found["joint", place, ages] = 1
        if row["加配定員"] and self.need(child):
            found["staff", place, EVERY_AGE] = self.need(child)
        return found

    @cached_property
    def budgets(self) -> dict[Resource, int]:
        """What is open, and what transfer applicants hold now."""
        found: dict[Resource, int] = {}
        for place, row in self.nursery.items():
            for age in range(6):
                found["seats", place, str(age)] = int(row[f"{age}歳募集人数"] or 0)
            for part in filter(None, row["合同定員"].split(";")):
                ages, seats = part.split(":")
                found["joint", place, ages] = int(seats)
            if row["加配定員"]:
                found["staff", place, EVERY_AGE] = int(row["加配定員"])
        for child in self.child:
            if here := self.present(child):
                for resource, amount in self.used_by(child, here).items():
                    found[resource] += amount
        return found

    def equal_until_siblings(self, child: str, place: str) -> tuple[object, ...]:
        """The priority of a child at a nursery, as far as other households compare with it."""
        if place == self.present(child):
            return (0,)
        if place not in self.wishes(child):
            # Somebody typed it: whoever has no points there comes after everybody who has.
            return (2,)
        rank = self.wishes(child).index(place) if self.papers.method == "wish-first" else 0
        return (1, rank, -self.points(child, place), self.tie_keys(child))

    def priority(self, child: str, place: str) -> tuple[object, ...]:
        """The whole priority; the smaller comes first."""
        return (self.equal_until_siblings(child, place), -self.age(child), id_order(child))

    def seats_of(self, family: str, places: Places) -> list[tuple[str, str]]:
        """(child, nursery) of everybody who then has a seat."""
        pairs = zip(self.families[family], places, strict=True)
        found = [(one, place or self.present(one)) for one, place in pairs]
        return [(one, place) for one, place in found if place]

    def municipal(self) -> list[str]:
        """Households by their best child."""

        def key(child: str) -> tuple[object, ...]:
            best = max((self.points(child, place) for place in self.wishes(child)), default=None)
            return (
                best is None, -(best or 0), self.tie_keys(child), -self.age(child), id_order(child),
            )  # fmt: skip

        return sorted(self.families, key=lambda one: min(map(key, self.families[one])))

    def full_ties(self) -> set[tuple[str, str]]:
        """Pairs of children whom nothing tells apart where it matters."""
        found = set()
        for place in self.nursery:
            here = [c for c in self.child if place in (*self.wishes(c), self.present(c))]
            for one, other in combinations(sorted(here, key=id_order), 2):
                if self.child[one]["世帯番号"] == self.child[other]["世帯番号"]:
                    continue
                level = self.equal_until_siblings(one, place)
                if level != self.equal_until_siblings(other, place) or level == (0,):
                    continue
                above = {c for c in here if self.equal_until_siblings(c, place) <= level}
                both = self.used_by(one, place).keys() & self.used_by(other, place).keys()
                if any(self._most(resource, above) > self.budgets[resource] for resource in both):
                    found.add((one, other))
        return found

    def _most(self, resource: Resource, among: set[str]) -> int:
        """The most that these children can use, each household at its largest tuple."""
        return sum(
            max(
                sum(
                    self.used_by(child, place).get(resource, 0)
                    for child, place in self.seats_of(family, places)
                    if child in among
                )
                for places in self.family_list(family)
            )
            for family in self.families
        )

    def over_budget(self, held: dict[str, str]) -> dict[Resource, tuple[int, int]]:
        """(used, budget) of everything that what children hold (nursery or "") exceeds."""
        used: dict[Resource, int] = {}
        for child, place in held.items():
            for resource, amount in self.used_by(child, place).items() if place else ():
                used[resource] = used.get(resource, 0) + amount
        return {
            resource: (amount, self.budgets[resource])
            for resource, amount in used.items()
            if amount > self.budgets[resource]
        }

    def places_of(self, family: str, held: dict[str, str]) -> Places:
        """The tuple of a household in a result."""
        return tuple(
            "" if held[one] == self.present(one) else held[one] for one in self.families[family]
        )

    def not_listed(self, held: dict[str, str]) -> list[str]:
        """The households whose tuple is not in their list."""
        return [f for f in self.families if self.places_of(f, held) not in self.lists[f]]

    def lost_seat(self, held: dict[str, str]) -> list[str]:
        """The children who had a seat and hold none."""
        return [one for one in self.child if self.present(one) and not held[one]]

    def blocking(self, held: dict[str, str]) -> list[tuple[str, int]]:
        """(household, position from 1) that block a result, of households that hold what they list."""
        seats = {
            family: [(one, held[one]) for one in members if held[one]]
            for family, members in self.families.items()
        }
        unlisted = self.not_listed(held)
        return [
            (family, place + 1)
            for family in self.families
            if family not in unlisted
            for place in range(self.lists[family].index(self.places_of(family, held)))
            if self._blocks(family, self.lists[family][place], seats)
        ]

    def _blocks(self, family: str, places: Places, seats: dict[str, list[tuple[str, str]]]) -> bool:
        users: dict[Resource, list[str]] = {}
        for child, place in self.seats_of(family, places):
            for resource in self.used_by(child, place):
                users.setdefault(resource, []).append(child)
        for resource, own in users.items():
            place = resource[1]
            lowest = max(self.priority(child, place) for child in own)
            total = sum(self.used_by(child, place)[resource] for child in own)
            for other, held in seats.items():
                for child, at in held if other != family else ():
                    if at == place and self.priority(child, place) < lowest:
                        total += self.used_by(child, place).get(resource, 0)
            if total > self.budgets[resource]:
                return False
        return True

    def fits_alone(self, child: str, place: str, held: dict[str, str]) -> bool:
        """Whether higher priorities leave room for a child whose siblings are nowhere."""
        family = self.families[self.child[child]["世帯番号"]]
        for resource, amount in self.used_by(child, place).items():
            above = sum(
                self.used_by(other, place).get(resource, 0)
                for other, at in held.items()
                if at == place and other not in family
                and self.priority(other, place) < self.priority(child, place)
            )  # fmt: skip
            if above + amount > self.budgets[resource]:
                return False
        return True

    @cached_property
    def lists(self) -> dict[str, list[Places]]:
        """The list of each household."""
        return {one: self.family_list(one) for one in self.families}

    def feasible(self) -> Iterator[dict[str, int]]:
        """Every choice of positions within the budgets."""
        names = list(self.families)
        for positions in product(*(range(len(self.lists[one])) for one in names)):
            choice = dict(zip(names, positions, strict=True))
            if not self.over_budget(self.held(choice)):
                yield choice

    def held(self, choice: dict[str, int]) -> dict[str, str]:
        """Child → nursery it then holds, or ""."""
        found = dict.fromkeys(self.child, "")
        for family, position in choice.items():
            found.update(self.seats_of(family, self.lists[family][position]))
        return found

    def best(self) -> list[dict[str, int]]:
        """The best choices by the whole objective: there is exactly one."""
        order = self.municipal()
        counts = self.papers.objective == "matched"
        best: tuple[object, ...] | None = None
        found: list[dict[str, int]] = []
        for choice in self.feasible():
            placed = sum(
                bool(place) for f, position in choice.items() for place in self.lists[f][position]
            )
            ranks = [choice[family] for family in order]
            value = (len(self.blocking(self.held(choice))), -placed if counts else 0, ranks)
            if best is None or value < best:
                best, found = value, []
            if value == best:
                found.append(choice)
        return found
