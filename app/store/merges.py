"""Mergings of two records of one person, and the moving of what belongs to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Table, or_, select

from app.domain.ids import OperatorId, PersonId
from app.domain.merging import Merge
from app.store.consultation_index import ConsultationIndex
from app.store.kinds import CONSULTATIONS, DELEGATIONS, FOLLOW_UPS, MERGES
from app.store.mapping import Row, moment_of, plain, stored_moment
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import (
    consultations,
    delegations,
    follow_ups,
    merges,
    telework_fields,
)

_TABLES: dict[str, Table] = {
    "consultations": consultations,
    "follow_ups": follow_ups,
    "delegations": delegations,
}
_KINDS = {"consultations": CONSULTATIONS, "follow_ups": FOLLOW_UPS, "delegations": DELEGATIONS}


class StoredMerges:
    """Mergings inside one transaction; satisfies `MergeRepository`."""

    def __init__(self, transaction: Transaction, index: ConsultationIndex) -> None:
        self._transaction = transaction
        self._connection = transaction.connection
        self._records = Records(transaction, merges, MERGES)
        self._index = index

    def add(self, merge: Merge) -> None:
        """Store a merging."""
        self._records.insert(
            [
                {
                    "id": merge.id, "kept": merge.kept, "merged": merge.merged,
                    "at": plain(merge.at), "by": merge.by, "moved": json.dumps(merge.moved),
                    "filled": json.dumps(merge.filled), "undone_at": plain(merge.undone_at),
                }
            ]
        )  # fmt: skip

    def get(self, merge: str) -> Merge | None:
        """Return a merging, or None."""
        row = self._records.row(merge)
        return None if row is None else _merge_of(row)

    def of_person(self, person: PersonId) -> tuple[Merge, ...]:
        """Return the mergings a person's record took part in that were not undone, newest first."""
        query = (
            select(merges)
            .where(
                or_(merges.c.kept == person, merges.c.merged == person),
                merges.c.undone_at.is_(None),
            )
            .order_by(merges.c.at.desc(), merges.c.id.desc())
        )
        return tuple(_merge_of(row) for row in self._connection.execute(query).mappings())

    def set_undone(self, merge: str, at: datetime) -> None:
        """Note that a merging was undone."""
        self._records.change(merge, {"undone_at": at}, None)

    def belongings(self, person: PersonId) -> dict[str, tuple[str, ...]]:
        """Return the ids of everything that moves with a record, by table; removed ones too."""
        found = {}
        for name, table in _TABLES.items():
            query = select(table.c.id).where(table.c.person == person).order_by(table.c.id)
            found[name] = tuple(self._connection.execute(query).scalars())
        return found

    def move(self, table: str, ids: Iterable[str], of: PersonId, to: PersonId) -> None:
        """Give records that still belong to one person to another."""
        records = Records(self._transaction, _TABLES[table], _KINDS[table])
        for one in ids:
            row = records.row(one, removed=True)
            if row is None or row["person"] != of:
                continue
            records.change_any(row, {"person": to})
        if table == "consultations":
            self._index.renew(of)
            self._index.renew(to)

    def has_work_profile(self, person: PersonId) -> bool:
        """Tell whether a record carries a telework profile, which moves with nobody."""
        query = select(telework_fields.c.id).where(telework_fields.c.person == person).limit(1)
        return self._connection.execute(query).first() is not None


def _merge_of(row: Row) -> Merge:
    moved: dict[str, list[str]] = json.loads(str(row["moved"]))
    return Merge(
        id=str(row["id"]),
        kept=PersonId(str(row["kept"])),
        merged=PersonId(str(row["merged"])),
        at=stored_moment(row["at"]),
        by=OperatorId(str(row["by"])),
        moved={name: tuple(ids) for name, ids in moved.items()},
        filled=json.loads(str(row["filled"])),
        undone_at=moment_of(row["undone_at"]),
    )
