"""Reading the combinations file: ranked tuples of the households it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.domain.nursery.instance import Child, Household, Place, Tuple
from app.domain.tables import Table
from app.files.nursery_cells import Findings, headings, plain, whole

FAMILY, RANK, CODE, PLACE = "ファミリーコード", "総当たり順位", "宛名コード", "希望施設"
_NUMBERED = re.compile(rf"({CODE}|{PLACE})_?([1-9][0-9]{{0,2}})")


class CombinationsReader:
    """Reads the rows of each household in the order of their rank."""

    def __init__(
        self,
        children: Sequence[Child],
        households: Mapping[str, Household],
        nurseries: Mapping[str, int],
        findings: Findings,
    ) -> None:
        self._children = children
        self._households = households
        self._nurseries = nurseries
        self._findings = findings
        self._index = {child.id: place for place, child in enumerate(children)}

    def read(self, table: Table) -> dict[str, tuple[Tuple, ...]]:
        """Return household id → its list, without the row in which nobody is placed."""
        columns = headings(table)
        pairs = _pairs(columns)
        missing = [word for word in (FAMILY, RANK) if word not in columns]
        missing += [] if pairs else [CODE + "1", PLACE + "1"]
        for word in missing:
            self._findings.error("nursery.column_missing", 1, word)
        if missing:
            return {}
        ranked: dict[str, dict[int, tuple[int, Tuple]]] = {}
        for row, cells in table.rows:
            family = plain(cells[columns[FAMILY]])
            household = self._households.get(family)
            if household is None:
                self._findings.error("nursery.unknown_household", row, FAMILY, family)
                continue
            rank = whole(cells[columns[RANK]])
            if rank is None or rank < 1:
                self._findings.error("nursery.rank", row, RANK, cells[columns[RANK]].strip())
                continue
            of_family = ranked.setdefault(family, {})
            if rank in of_family:
                self._findings.error(
                    "nursery.rank_twice", row, RANK, str(rank), first=of_family[rank][0]
                )
                continue
            of_family[rank] = (row, self._tuple(household, row, cells, pairs))
        return {family: self._list(rows) for family, rows in ranked.items()}

    def _tuple(
        self, household: Household, row: int, cells: tuple[str, ...], pairs: list[_Pair]
    ) -> Tuple:
        places: dict[int, Place] = {}
        for code_column, code_word, place_column, place_word in pairs:
            code, place = plain(cells[code_column]), plain(cells[place_column])
            if not code:
                if place:
                    self._findings.error("nursery.place_without_child", row, place_word, place)
                continue
            child = self._index.get(code)
            if child is None or child not in household.members:
                self._findings.error(
                    "nursery.not_of_household", row, code_word, code, household=household.id
                )
                continue
            if child in places:
                self._findings.error("nursery.child_twice", row, code_word, code)
                continue
            places[child] = self._place(child, place, row, place_word)
        return tuple(places.get(child) for child in household.members)

    def _place(self, child: int, text: str, row: int, word: str) -> Place:
        if not text:
            return None
        place = self._nurseries.get(text)
        one = self._children[child]
        if place is None:
            self._findings.error("nursery.unknown_nursery", row, word, text)
        elif place == one.present:
            return None
        elif place not in one.wishes:
            self._findings.error("nursery.not_wished", row, word, text, child=one.id)
        return place

    def _list(self, rows: Mapping[int, tuple[int, Tuple]]) -> tuple[Tuple, ...]:
        found: dict[Tuple, int] = {}
        ended = False
        for _rank, (row, places) in sorted(rows.items()):
            if ended:
                self._findings.warning("nursery.after_end", row, RANK, str(_rank))
            elif not any(place is not None for place in places):
                ended = True
            elif places in found:
                self._findings.error(
                    "nursery.tuple_twice", row, RANK, str(_rank), first=found[places]
                )
            else:
                found[places] = row
        return tuple(found)


_Pair = tuple[int, str, int, str]


def _pairs(columns: Mapping[str, int]) -> list[_Pair]:
    numbered: dict[int, dict[str, tuple[int, str]]] = {}
    for word, column in columns.items():
        if form := _NUMBERED.fullmatch(word):
            numbered.setdefault(int(form[2]), {})[form[1]] = (column, word)
    return [
        (*both[CODE], *both[PLACE])
        for _count, both in sorted(numbered.items())
        if CODE in both and PLACE in both
    ]
