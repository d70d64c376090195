"""The officer's data set: a database with a key of its own in the folder `nursery` of the centre.

Nothing of the centre opens it, and it opens nothing of the centre: another key, another passphrase,
another recovery code, another log.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, insert, select, update
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from app.crypto.core_dumps import switch_off_core_dumps
from app.crypto.recovery_code import make_recovery_secret, show
from app.crypto.wraps import DataKey, make_data_key, wrap_with_passphrase, wrap_with_recovery
from app.domain.errors import BadInput, Unavailable
from app.domain.ids import new_id
from app.store.audit import StoredAuditLog, first_hash
from app.store.centre import utc_now
from app.store.failures import plain_failures
from app.store.files import remove_if_there, replace, sync_file
from app.store.keyed_engine import APPLICATION_ID, connect, make_engine
from app.store.nursery_rounds import StoredRounds
from app.store.nursery_tables import GUARDS, data_set, metadata
from app.store.side_file import SideFile, read_side_file
from app.store.tables import audit_log
from app.store.unlocking import Unlock, check_passphrase, keys_for, open_first

FOLDER = "nursery"
DATABASE = "nursery.db"
KEYS = ("nursery.keys.json", "nursery.keys.copy.json")
SCHEMA = 1


def has_data_set(centre: Path) -> bool:
    """Tell whether a centre's folder holds a data set, whole or not."""
    return any((centre / FOLDER / name).exists() for name in (DATABASE, *KEYS))


def create_data_set(centre: Path, name: str, passphrase: str) -> str:
    """Make an empty data set and return its recovery code, shown once and kept nowhere.

    Raises:
        BadInput: `nursery.data_set_exists`, `store.passphrase_short`.
        Unavailable: `store.disk_full`, `store.read_only`.
    """
    check_passphrase(passphrase)
    switch_off_core_dumps()
    folder = centre / FOLDER
    if has_data_set(centre):
        raise BadInput("nursery.data_set_exists")
    with plain_failures(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        key, secret, one = make_data_key(), make_recovery_secret(), new_id()
        side = SideFile(one, name, False, ())
        side = side.with_wrap(wrap_with_passphrase(key, passphrase, one))
        side = side.with_wrap(wrap_with_recovery(key, secret, one))
        fresh = folder / f"{DATABASE}.new"
        _make_database(fresh, key, one)
        side.write(folder, KEYS)
        replace(fresh, folder / DATABASE)
    return show(secret)


def open_data_set(
    centre: Path, unlock: Unlock, *, now: Callable[[], datetime] = utc_now
) -> NurseryDataSet:
    """Open the data set with its own passphrase or recovery code.

    Raises:
        Unavailable: `store.no_centre` where there is none, `store.wrong_key`, `store.damaged`,
            `store.keys_damaged`, `store.newer_program`.
    """
    switch_off_core_dumps()
    folder = centre / FOLDER
    side = read_side_file(folder, KEYS)
    raw, key = open_first(folder / DATABASE, keys_for(side, unlock), unlock)
    try:
        version = int(raw.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA:
            raise Unavailable("store.newer_program", found=version, known=SCHEMA)
    finally:
        raw.close()
    return NurseryDataSet(folder / DATABASE, key, now)


class NurseryDataSet:
    """The open data set; its repr shows no key."""

    def __init__(self, file: Path, key: DataKey, now: Callable[[], datetime]) -> None:
        """Open connections as they are needed."""
        self.file = file
        self._now = now
        self._engine: Engine = make_engine(file, key)

    def __repr__(self) -> str:
        return "NurseryDataSet(open)"

    def unit_of_work(self) -> NurseryWork:
        """Return a unit of work, not yet entered."""
        return NurseryWork(self._engine, self._now)

    def close(self) -> None:
        """Let go of the file; safe to call twice."""
        self._engine.dispose()


class NurseryWork:
    """One transaction: enter, read and write, `commit()`; leaving without it keeps nothing."""

    rounds: StoredRounds
    audit: StoredAuditLog

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        """Prepare a transaction."""
        self._engine = engine
        self.now = now
        self.connection: Connection
        self._head: tuple[int, bytes] | None = None

    def __enter__(self) -> Self:
        self.connection = self._engine.connect()
        try:
            self.connection.begin()
        except BaseException:
            self.connection.close()
            raise
        self.rounds = StoredRounds(self.connection)
        self.audit = StoredAuditLog(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    @property
    def centre(self) -> str:
        """Return the id of the data set."""
        return str(self.connection.execute(select(data_set.c.id)).scalar_one())

    @property
    def audit_head(self) -> tuple[int, bytes]:
        """Return the number and hash of the newest row of the log."""
        if self._head is None:
            row = self.connection.execute(select(data_set)).mappings().one()
            self._head = int(row["audit_number"]), bytes(row["audit_hash"])
        return self._head

    @audit_head.setter
    def audit_head(self, head: tuple[int, bytes]) -> None:
        self._head = head
        number, digest = head
        self.connection.execute(update(data_set).values(audit_number=number, audit_hash=digest))

    def commit(self) -> None:
        """Keep everything done so far; on return it is on the disk."""
        self.connection.commit()


def _make_database(file: Path, key: DataKey, one: str) -> None:
    remove_if_there(*(file.with_name(file.name + end) for end in ("", "-wal", "-shm", "-journal")))
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    raw = connect(file, key, wal=False)
    try:
        _make_tables(raw, one)
    finally:
        raw.close()
    sync_file(file)


def _make_tables(raw: Any, one: str) -> None:
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool)
    with engine.connect() as connection:
        metadata.create_all(connection)
        audit_log.create(connection)
        for guard in GUARDS:
            connection.exec_driver_sql(guard)
        connection.execute(
            insert(data_set).values(one=1, id=one, audit_number=0, audit_hash=first_hash(one))
        )
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.commit()
