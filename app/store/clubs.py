"""The parts of the clubs' registers, one row each."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import select

from app.domain.clubs.register import Body
from app.store.kinds import CLUB_PARTS
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import club_parts


class StoredClubs:
    """Parts inside one transaction; satisfies `ClubsRepository`."""

    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection
        self._parts = Records(transaction, club_parts, CLUB_PARTS)

    def parts(self) -> Mapping[str, Body]:
        """Return every part by its id."""
        return {one: json.loads(body) for one, body in self._texts().items()}

    def put(self, parts: Mapping[str, Body]) -> None:
        """Store parts; one that is as it was is not written again."""
        known, hidden = self._texts(), self._hidden()
        fresh: list[dict[str, object]] = []
        for its_id, body in parts.items():
            text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            if its_id in hidden:
                self._parts.set_removed(its_id, False)
            if its_id in known or its_id in hidden:
                if known.get(its_id) != text:
                    self._parts.change(its_id, {"body": text}, None)
            else:
                fresh.append({"id": its_id, "body": text})
        self._parts.insert(fresh)

    def remove(self, ids: Collection[str]) -> None:
        """Take parts away; one that is not there changes nothing."""
        known = self._texts()
        for its_id in ids:
            if its_id in known:
                self._parts.set_removed(its_id, True)

    def _texts(self) -> dict[str, str]:
        query = select(club_parts.c.id, club_parts.c.body).where(club_parts.c.removed_at.is_(None))
        return {str(row.id): str(row.body) for row in self._connection.execute(query)}

    def _hidden(self) -> set[str]:
        query = select(club_parts.c.id).where(club_parts.c.removed_at.is_not(None))
        return {str(one) for one in self._connection.execute(query).scalars()}
