"""The input of the round after a released one: seats left, and the children who still wait.

Children who hold what they were given do not move: what they use is no longer open. Whoever
declined is not an applicant any more and gives the seat back. Whoever waits, or asked to move and
stays, applies again. What is open afterwards is the whole budget less what is held by those who do
not apply again; the seats of transfer applicants come on top of it again by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.errors import BadInput, Finding
from app.domain.nursery.ids import plain_id
from app.domain.nursery.instance import AGES, Instance
from app.domain.nursery.results import MOVED, OFFERED, ResultRow
from app.domain.tables import Table

Rows = tuple[Sequence[str], Sequence[Sequence[str]]]
_CHILD, _NURSERY, _STAFF, _JOINT = "申請者番号", "保育所ID", "加配定員", "合同定員"


def carried(
    instance: Instance,
    tables: Mapping[str, Table],
    rows: Sequence[ResultRow],
    declined: Sequence[str],
) -> dict[str, Rows]:
    """Return the tables of the next round as headings and rows, by word.

    Raises:
        BadInput: `nursery.declined_without_place` for children who were given nothing.
    """
    given = {row.child: row for row in rows if row.result in (OFFERED, MOVED)}
    wrong = [one for one in declined if one not in given]
    if wrong:
        code = "nursery.declined_without_place"
        findings = tuple(Finding(code, value=one, data={"child": one}) for one in wrong)
        raise BadInput(code, findings, child=wrong[0])
    gone = {instance.child_index[one] for one in given}
    children = _children(tables["children"], set(given))
    return {
        "children": (tables["children"].headers, children),
        "facilities": (
            tables["facilities"].headers,
            _facilities(instance, tables["facilities"], gone, given, set(declined)),
        ),
    }


def _children(table: Table, gone: set[str]) -> list[Sequence[str]]:
    at = table.headers.index(_CHILD)
    return [cells for _row, cells in table.rows if plain_id(cells[at]) not in gone]


def _facilities(
    instance: Instance, table: Table, gone: set[int], given: Mapping[str, ResultRow],
    declined: set[str],
) -> list[Sequence[str]]:  # fmt: skip
    """Return the facilities with what is open now."""
    # Children at each nursery whose use changes what is open: came (-1) or went away (+1).
    moved: dict[int, list[tuple[int, int]]] = {}
    for child in gone:
        one = instance.children[child]
        if one.present is not None:
            moved.setdefault(one.present, []).append((child, 1))
        if one.id not in declined:
            held = instance.nursery_index[given[one.id].nursery]
            moved.setdefault(held, []).append((child, -1))
        elif one.present is not None:
            # Who declines a move keeps the seat it has.
            moved.setdefault(one.present, []).append((child, -1))
    at = table.headers.index(_NURSERY)
    found: list[Sequence[str]] = []
    for _row, cells in table.rows:
        number = instance.nursery_index[plain_id(cells[at])]
        found.append(_row_of(instance, table.headers, cells, number, moved.get(number, [])))
    return found


def _row_of(
    instance: Instance, headers: Sequence[str], cells: Sequence[str], number: int,
    moved: Sequence[tuple[int, int]],
) -> Sequence[str]:  # fmt: skip
    if not moved:
        return cells
    nursery = instance.nurseries[number]
    new = dict(zip(headers, cells, strict=True))
    for age in AGES:
        change = sum(sign for child, sign in moved if instance.children[child].age == age)
        new[f"{age}歳募集人数"] = str(nursery.seats[age] + change)
    if nursery.staff is not None:
        change = sum(sign * instance.children[child].need for child, sign in moved)
        new[_STAFF] = str(nursery.staff + change)
    if nursery.joint:
        parts = []
        for quota in nursery.joint:
            change = sum(s for child, s in moved if instance.children[child].age in quota.ages)
            parts.append(f"{'+'.join(map(str, quota.ages))}:{quota.seats + change}")
        new[_JOINT] = ";".join(parts)
    return [new[one] for one in headers]
