"""The audit log: rows are only added, and each carries the hash of everything before it.

The database refuses to change or delete rows (triggers). Whoever goes around that with the key in
hand breaks the chain, and the chain's head, kept beside the device's counters and inside every
backup, shows rows cut off the end.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, func, insert, select

from app.domain.operators import AuditRow
from app.store.mapping import Row, moment_text, stored_moment
from app.store.tables import audit_log

_BATCH = 1000
_FIELDS = ("number", "at", "operator", "verb", "area", "subject", "detail")


class Chained(Protocol):
    """The transaction a log lives in: whose it is, the time, and the newest row."""

    @property
    def connection(self) -> Connection:
        """Return the open connection."""

    @property
    def now(self) -> Callable[[], datetime]:
        """Return what tells the time."""

    @property
    def centre(self) -> str:
        """Return the id of the centre or data set."""

    @property
    def audit_head(self) -> tuple[int, bytes]:
        """Return the number and hash of the newest row."""

    @audit_head.setter
    def audit_head(self, head: tuple[int, bytes]) -> None: ...


class StoredAuditLog:
    """The audit log inside one transaction; satisfies `AuditLog`."""

    def __init__(self, transaction: Chained) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def add(self, actor: str, verb: str, area: str, subject: str = "", detail: str = "") -> None:
        """Add a row at the present time."""
        number, before = self._transaction.audit_head
        row: dict[str, object] = {
            "number": number + 1,
            "at": moment_text(self._transaction.now()),
            "operator": actor,
            "verb": verb,
            "area": area,
            "subject": subject,
            "detail": detail,
        }
        digest = chained(before, row)
        self._connection.execute(insert(audit_log).values(**row, hash=digest))
        self._transaction.audit_head = (number + 1, digest)

    def rows(
        self, limit: int = 100, offset: int = 0, subject: str | None = None
    ) -> tuple[tuple[AuditRow, ...], int]:
        """Return rows, newest first, and the number of all."""
        query = select(audit_log).order_by(audit_log.c.number.desc()).limit(limit).offset(offset)
        count = select(func.count()).select_from(audit_log)
        if subject is not None:
            query = query.where(audit_log.c.subject == subject)
            count = count.where(audit_log.c.subject == subject)
        found = self._connection.execute(query).mappings().all()
        return tuple(_row_of(row) for row in found), self._connection.execute(count).scalar_one()

    def verify(self) -> int | None:
        """Return the number of the first changed or missing row, or None if all hold."""
        before, expected = first_hash(self._transaction.centre), 1
        for row in self._walk():
            if row["number"] != expected or row["hash"] != chained(before, row):
                return expected
            before, expected = bytes(row["hash"]), expected + 1
        if self._transaction.audit_head != (expected - 1, before):
            return expected
        return None

    def every(self) -> Iterator[AuditRow]:
        """Walk all rows, oldest first."""
        for row in self._walk():
            yield _row_of(row)

    def _walk(self) -> Iterator[Row]:
        last = None
        while True:
            query = select(audit_log).order_by(audit_log.c.number).limit(_BATCH)
            if last is not None:
                query = query.where(audit_log.c.number > last)
            rows = self._connection.execute(query).mappings().all()
            yield from rows
            if len(rows) < _BATCH:
                return
            last = rows[-1]["number"]


def first_hash(centre: str) -> bytes:
    """Return what the first row of a centre's log is chained to."""
    return hashlib.sha256(b"madoguchi audit log " + centre.encode("utf-8")).digest()


def chained(before: bytes, row: Row) -> bytes:
    """Return the hash of a row and of everything before it."""
    fields = json.dumps([row[name] for name in _FIELDS], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before + fields.encode("utf-8")).digest()


def _row_of(row: Row) -> AuditRow:
    digest = row["hash"]
    assert isinstance(digest, bytes)
    return AuditRow(
        number=int(str(row["number"])),
        at=stored_moment(row["at"]),
        operator=str(row["operator"]),
        verb=str(row["verb"]),
        area=str(row["area"]),
        subject=str(row["subject"]),
        detail=str(row["detail"]),
        hash_hex=digest.hex(),
    )
