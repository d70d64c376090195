"""Unsaved typing, parked where everything else is encrypted too."""

from __future__ import annotations

import json

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.ids import OperatorId
from app.domain.operators import Draft
from app.store.mapping import Row, moment_text, stored_moment
from app.store.stamps import Transaction
from app.store.tables import drafts


class StoredDrafts:
    """The drafts inside one transaction; satisfies `DraftRepository`."""

    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection

    def put(self, draft: Draft) -> None:
        """Store a draft, replacing the one before."""
        entries = json.dumps(draft.values, ensure_ascii=False)
        latest = {"entries": entries, "saved_at": moment_text(draft.saved_at)}
        key = {"operator": draft.operator, "screen": draft.screen, "record": draft.record}
        statement = insert(drafts).values(**key, **latest)
        self._connection.execute(statement.on_conflict_do_update(tuple(key), set_=latest))

    def get(self, operator: OperatorId, screen: str, record: str) -> Draft | None:
        """Return a draft, or None."""
        query = select(drafts).where(_is_of(operator, screen, record))
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _draft_of(row)

    def list(self, operator: OperatorId) -> tuple[Draft, ...]:
        """Return an operator's drafts, newest first."""
        query = (
            select(drafts).where(drafts.c.operator == operator).order_by(drafts.c.saved_at.desc())
        )
        return tuple(_draft_of(row) for row in self._connection.execute(query).mappings())

    def drop(self, operator: OperatorId, screen: str, record: str) -> None:
        """Forget a draft; nothing happens when there is none."""
        self._connection.execute(delete(drafts).where(_is_of(operator, screen, record)))


def _is_of(operator: OperatorId, screen: str, record: str) -> ColumnElement[bool]:
    return and_(drafts.c.operator == operator, drafts.c.screen == screen, drafts.c.record == record)


def _draft_of(row: Row) -> Draft:
    values = json.loads(str(row["entries"]))
    return Draft(
        operator=OperatorId(str(row["operator"])),
        screen=str(row["screen"]),
        record=str(row["record"]),
        values={str(key): str(value) for key, value in values.items()},
        saved_at=stored_moment(row["saved_at"]),
    )
