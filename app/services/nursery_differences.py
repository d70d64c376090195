"""What a file changes against the one of last time, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.nursery.ids import id_key, plain_id
from app.domain.nursery.results import ResultRow
from app.domain.nursery.rounds import CellChange, FileDifference, Move
from app.domain.tables import Table

# The heading that names a row, and the one that says its name.
KEYS = {"children": "申請者番号", "facilities": "保育所ID"}
NAME = "保育所名"
_SEATS_END = "歳募集人数"


def file_difference(word: str, before: Table | None, after: Table) -> FileDifference:
    """Return what a table changes; rows and columns are found by their names, in any order."""
    if before is None:
        seats = _seats(after) if word == "facilities" else None
        return FileDifference((), None if seats is None else (seats, seats), is_first=True)
    key = KEYS[word]
    old, new = _rows(before, key), _rows(after, key)
    columns = [one for one in after.headers if one and one != key]
    columns += [one for one in before.headers if one and one != key and one not in columns]
    changes: list[CellChange] = []
    for one in sorted(old.keys() | new.keys(), key=id_key):
        changes += _of_row(one, old.get(one), new.get(one), columns)
    seats_of_both = (_seats(before), _seats(after)) if word == "facilities" else None
    return FileDifference(tuple(changes), seats_of_both)


def _of_row(
    one: str,
    old: Mapping[str, str] | None,
    new: Mapping[str, str] | None,
    columns: Sequence[str],
) -> list[CellChange]:
    name = (new or old or {}).get(NAME, "")
    if old is None or new is None:
        # One line for a row that came or went; its cells say nothing more.
        return [
            CellChange(one, name, "", None if old is None else one, None if new is None else one)
        ]
    return [
        CellChange(one, name, column, old.get(column, ""), new.get(column, ""))
        for column in columns
        if plain_id(old.get(column, "")) != plain_id(new.get(column, ""))
    ]


def _rows(table: Table, key: str) -> dict[str, dict[str, str]]:
    if key not in table.headers:
        return {}
    at = table.headers.index(key)
    return {
        plain_id(cells[at]): dict(zip(table.headers, cells, strict=True))
        for _number, cells in table.rows
    }


def _seats(table: Table) -> int:
    """Return all open seats of a table of facilities; what is no number counts as none."""
    places = [place for place, one in enumerate(table.headers) if one.endswith(_SEATS_END)]
    texts = (plain_id(cells[place]) for _number, cells in table.rows for place in places)
    return sum(int(text) for text in texts if text.isascii() and text.isdigit())


def moves(before: Sequence[ResultRow], after: Sequence[ResultRow]) -> tuple[Move, ...]:
    """Return the children whose place is another in a second result, in the order of ids."""
    old = {row.child: row.nursery for row in before}
    new = {row.child: row.nursery for row in after}
    return tuple(
        Move(child, old.get(child, ""), new.get(child, ""))
        for child in sorted(old.keys() | new.keys(), key=id_key)
        if old.get(child, "") != new.get(child, "")
    )
