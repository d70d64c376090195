"""Connections to an encrypted database: the raw key first, then the settings that keep it safe.

A raw key costs 0.2 ms for each connection, a passphrase would cost 215 ms. The key lives in a
closure and is never part of a URL, a repr or a log.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from app.crypto.wraps import DataKey
from app.store.failures import plain_failure, plain_failures

BUSY_MILLISECONDS = 5000
CACHE_KIB = 24 * 1024
PAGE_BYTES = 4096
# "MDGC": files of ours say so, encrypted, in their header.
APPLICATION_ID = 0x4D444743

# An option of a connection: its transactions wait for nobody, and must not write.
READS_ONLY = "madoguchi_reads_only"
_SETTINGS = (
    "PRAGMA cipher_log = off",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = FULL",
    f"PRAGMA cache_size = -{CACHE_KIB}",
)


def connect(file: Path, key: DataKey, *, must_exist: bool = True, wal: bool = True) -> Any:
    """Open one keyed DBAPI connection and read from it once, which is when a wrong key shows.

    Args:
        file: the database.
        key: its data key.
        must_exist: refuse to make a new, empty file.
        wal: switch to the write-ahead log; a file that is being exported stays without.

    Raises:
        Unavailable: as `app.store.failures` lists them.
    """
    with plain_failures(file):
        mode = "rw" if must_exist else "rwc"
        raw = dbapi2.connect(
            f"{file.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_MILLISECONDS / 1000,
        )
        try:
            raw.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
            for setting in _SETTINGS:
                raw.execute(setting)
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if wal:
                raw.execute("PRAGMA journal_mode = WAL").fetchone()
        except BaseException:
            raw.close()
            raise
    return raw


def make_engine(file: Path, key: DataKey) -> Engine:
    """Return a pooled engine on an existing database.

    Every transaction begins with `BEGIN IMMEDIATE`: it has the right to write from its first
    statement on, so it never reads first and then finds that somebody else wrote meanwhile. One
    with the option `READS_ONLY` only looks, beside whoever writes.
    """
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=_creator(file, key),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=2,
        pool_timeout=BUSY_MILLISECONDS / 1000,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        only_reads = connection.get_execution_options().get(READS_ONLY, False)
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "handle_error")
    def _in_plain_words(context: ExceptionContext) -> None:
        plain = plain_failure(context.original_exception, file)
        if plain is not None:
            raise plain from None

    return engine


def _creator(file: Path, key: DataKey) -> Callable[[], Any]:
    def open_keyed() -> Any:
        return connect(file, key)

    return open_keyed
