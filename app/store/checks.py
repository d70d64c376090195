"""Whether a database is whole: pages, links between records, the text index, the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from app.domain.errors import Unavailable
from app.store.tables import FTS_TABLES


def broken_links(connection: Connection) -> int:
    """Return how many rows point at a record that is not there."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())


def check_index(connection: Connection, tables: Sequence[str] = FTS_TABLES) -> bool:
    """Tell whether the text index fits together."""
    try:
        for table in tables:
            connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
    except Unavailable:
        return False
    return True


def check_whole(raw: Any, place: Path) -> None:
    """Read every page of an open file; `Unavailable("store.damaged")` when one does not fit.

    The seals of all pages (HMAC) are read first, then the structure, the links and the index.
    """
    try:
        seals = raw.execute("PRAGMA cipher_integrity_check").fetchall()
        structure = raw.execute("PRAGMA integrity_check").fetchall()
        links = raw.execute("PRAGMA foreign_key_check").fetchall()
        for table in FTS_TABLES:
            raw.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
    except dbapi2.DatabaseError:
        raise Unavailable("store.damaged", place=str(place)) from None
    if seals or structure != [("ok",)] or links:
        raise Unavailable("store.damaged", place=str(place))


def check_length(raw: Any, file: Path) -> None:
    """Compare the file's length with what its first page says: finds a truncated file at once.

    While another program still has pages in the write-ahead log there is nothing to compare, and
    nothing to wait for: the check is for the first opening after an accident.
    """
    log = file.with_name(file.name + "-wal")
    if log.exists() and log.stat().st_size:
        waiting = int(raw.execute("PRAGMA busy_timeout").fetchone()[0])
        raw.execute("PRAGMA busy_timeout = 0")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.execute(f"PRAGMA busy_timeout = {waiting}")
        if log.exists() and log.stat().st_size:
            return
    pages = int(raw.execute("PRAGMA page_count").fetchone()[0])
    page_bytes = int(raw.execute("PRAGMA cipher_page_size").fetchone()[0])
    if file.stat().st_size < pages * page_bytes:
        raise Unavailable("store.damaged", place=str(file), missing="end")
