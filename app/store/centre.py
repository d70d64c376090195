"""A centre on this computer: made, opened, changed and closed.

The folder holds `centre.db` (SQLCipher, raw key), `centre.keys.json` with its copy, `backups/`,
and `console.lock`.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from app.crypto import keyring
from app.crypto.core_dumps import switch_off_core_dumps
from app.crypto.municipality import read_public_key, wrap_for_municipality
from app.crypto.recovery_code import make_recovery_secret, show
from app.crypto.wraps import (
    DataKey,
    make_data_key,
    wrap_with_passphrase,
    wrap_with_recovery,
)
from app.domain.errors import BadInput, Refused, Unavailable
from app.domain.hybrid_clock import NOTHING_YET
from app.domain.ids import new_id
from app.domain.progress import NoProgress, Progress
from app.store.audit import first_hash
from app.store.checks import check_length, check_whole
from app.store.export import export_checked
from app.store.failures import plain_failures
from app.store.files import remove_if_there, replace, sync_file
from app.store.keyed_engine import connect, make_engine
from app.store.retention import sweep
from app.store.rotation import rotate
from app.store.schema_version import HEAD
from app.store.side_file import COPY, NAME, SideFile, read_side_file
from app.store.unit_of_work import StoredUnitOfWork
from app.store.unlocking import (
    KeyringUnlock,
    MunicipalityKey,
    Passphrase,
    RecoveryCode,
    Unlock,
    check_passphrase,
    keys_for,
    open_first,
)

__all__ = [
    "CentreInfo",
    "DataKey",
    "KeyringUnlock",
    "MunicipalityKey",
    "OpenCentre",
    "Passphrase",
    "RecoveryCode",
    "Unlock",
    "centre_info",
    "create_centre",
    "open_centre",
]

DATABASE = "centre.db"
UNFINISHED = "centre.db.new"
BACKUPS = "backups"
# Setting of the centre, put to "no" where several people share one desktop account.
KEYRING_ALLOWED = "keyring.allowed"
_LEFTOVERS = {NAME, COPY, f"{NAME}.new", f"{COPY}.new", "console.lock", "console.pid"}


@dataclass(frozen=True, slots=True)
class CentreInfo:
    """What is known without a key; `unlock_ways` are those of the side file, never the keyring."""

    id: str
    name: str
    is_demo: bool
    unlock_ways: frozenset[str]


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def create_centre(folder: Path, name: str, passphrase: str, *, is_demo: bool = False) -> str:
    """Make an empty centre and return its recovery code, which is shown once and kept nowhere.

    Raises:
        BadInput: `store.folder_not_empty`, `store.name_missing`, `store.passphrase_short`.
        Unavailable: `store.disk_full`, `store.read_only`.
    """
    if not name.strip():
        raise BadInput("store.name_missing")
    check_passphrase(passphrase)
    switch_off_core_dumps()
    with plain_failures(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_free(folder):
            raise BadInput("store.folder_not_empty", place=str(folder))
        key, secret, centre = make_data_key(), make_recovery_secret(), new_id()
        side = SideFile(centre, name.strip(), is_demo, ())
        side = side.with_wrap(wrap_with_passphrase(key, passphrase, centre))
        side = side.with_wrap(wrap_with_recovery(key, secret, centre))
        _make_database(folder / UNFINISHED, key, centre)
        side.write(folder)
        replace(folder / UNFINISHED, folder / DATABASE)
        (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
    return show(secret)


def centre_info(folder: Path) -> CentreInfo:
    """Return what is known of a centre without its key; raises as `read_side_file` does."""
    side = read_side_file(folder)
    return CentreInfo(side.id, side.name, side.is_demo, side.ways())


def open_centre(
    folder: Path, unlock: Unlock, *, now: Callable[[], datetime] = utc_now
) -> OpenCentre:
    """Open a centre, finish what a crash interrupted, and bring its tables up to date.

    Raises:
        Unavailable: `store.no_centre`, `store.wrong_key`, `store.no_such_way`, `store.damaged`,
            `store.keys_damaged`, `store.read_only`, `store.disk_full`, `store.busy`,
            `store.newer_program`.
    """
    switch_off_core_dumps()
    side = read_side_file(folder)
    file = folder / DATABASE
    keys = keys_for(side, unlock)
    with plain_failures(folder):
        if file.exists() and not os.access(file, os.R_OK | os.W_OK):
            raise Unavailable("store.read_only", place=str(file))
        raw, key = open_first(file, keys, unlock)
        try:
            check_length(raw, file)
            _bring_up_to_date(raw, folder, key, now())
            with suppress(Unavailable), plain_failures(folder):
                # Whoever keeps the store busy just now, the sweep can wait until tomorrow.
                sweep(raw, folder / BACKUPS, now())
        finally:
            raw.close()
        side = _finish_rotation(folder, side, key)
    return OpenCentre(folder, side, key, now)


class OpenCentre:
    """An unlocked centre; close it when done. Its repr shows no key."""

    def __init__(
        self, folder: Path, side: SideFile, key: DataKey, now: Callable[[], datetime]
    ) -> None:
        self.folder = folder
        self._side = side
        self._key = key
        self._now = now
        self._engine: Engine = make_engine(folder / DATABASE, key)

    def __repr__(self) -> str:
        return f"OpenCentre({self._side.name!r})"

    @property
    def info(self) -> CentreInfo:
        """What is known of the centre without its key."""
        side = self._side
        return CentreInfo(side.id, side.name, side.is_demo, side.ways())

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / DATABASE

    def unit_of_work(self) -> StoredUnitOfWork:
        """Return a unit of work, not yet entered."""
        return StoredUnitOfWork(self._engine, self._now)

    def reading(self) -> StoredUnitOfWork:
        """Return a unit of work that only reads, beside whoever writes; not yet entered."""
        return StoredUnitOfWork(self._engine, self._now, reads_only=True)

    def change_passphrase(self, old: str, new: str) -> None:
        """Lock the key with another passphrase; the data stay as they are encrypted.

        Raises:
            Unavailable: `store.wrong_key` when `old` is not the present one.
            BadInput: `store.passphrase_short`.
        """
        check_passphrase(new)
        keys_for(self._side, Passphrase(old))
        self._keep(self._side.with_wrap(wrap_with_passphrase(self._key, new, self._side.id)))

    def new_recovery_code(self) -> str:
        """Return a new recovery code; the one before opens nothing any more."""
        secret = make_recovery_secret()
        self._keep(self._side.with_wrap(wrap_with_recovery(self._key, secret, self._side.id)))
        return show(secret)

    def add_municipality_key(self, public_pem: bytes) -> None:
        """Let the holder of a private key open the centre; `BadInput("municipality.not_a_key")`."""
        public = read_public_key(public_pem)
        self._keep(self._side.with_wrap(wrap_for_municipality(self._key, public, self._side.id)))

    def remember_in_keyring(self, remember: bool) -> None:
        """Put the key into the system's keyring, or take it out.

        Raises:
            Refused: `keyring.forbidden` where the centre's policy says so.
            Unavailable: `keyring.none` when there is no allowed keyring, or it is locked.
        """
        if not remember:
            keyring.forget(self._side.id)
            return
        with self.unit_of_work() as work:
            if work.settings.get(KEYRING_ALLOWED) == "no":
                raise Refused("keyring.forbidden")
        keyring.remember(self._side.id, self._key)

    def rotate_key(self, passphrase: str, progress: Progress | None = None) -> str:
        """Encrypt everything under a new data key and return the new recovery code.

        Whatever stops it, the centre opens with the same passphrase before and after.

        Raises:
            Unavailable: `store.wrong_key`, `store.busy` while another program has the centre open,
                `store.disk_full`; then everything is as before.
        """
        keys_for(self._side, Passphrase(passphrase))
        in_keyring = keyring.recall(self._side.id) == self._key
        self._engine.dispose()
        try:
            self._side, self._key, code = rotate(
                self.folder, self.file, self._side, self._key, passphrase, progress or NoProgress()
            )
        finally:
            self._engine = make_engine(self.file, self._key)
        if in_keyring:
            keyring.remember(self._side.id, self._key)
        return code

    def export_to(self, target: Path, progress: Progress) -> None:
        """Write a checked, encrypted copy of the whole database under the same key."""
        with plain_failures(target):
            raw = connect(self.file, self._key)
            try:
                export_checked(raw, target, self._key, progress)
            finally:
                raw.close()

    @property
    def data_key(self) -> DataKey:
        """The key, for the backups that are sealed with it; its repr shows nothing."""
        return self._key

    def side_content(self) -> bytes:
        """Return the side file, with the wraps of the present key only."""
        return self._side.only(self._key).content()

    def check_whole(self) -> None:
        """Read every page and link; `Unavailable("store.damaged")` when something does not fit."""
        raw = connect(self.file, self._key)
        try:
            check_whole(raw, self.file)
        finally:
            raw.close()

    def close(self) -> None:
        """Let go of the files; the write-ahead log goes into the database."""
        self._engine.dispose()

    def _keep(self, side: SideFile) -> None:
        side.write(self.folder)
        self._side = side


def is_free(folder: Path) -> bool:
    """Tell whether a centre may be made in a folder: it is missing, empty, or holds only what an
    interrupted creation left, which has no records yet."""
    if not folder.exists():
        return True
    return all(
        one.name in _LEFTOVERS or one.name.startswith(UNFINISHED) for one in folder.iterdir()
    )


def _make_database(file: Path, key: DataKey, centre: str) -> None:
    remove_if_there(*(file.with_name(file.name + end) for end in ("", "-wal", "-shm", "-journal")))
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    raw = connect(file, key, wal=False)
    try:
        _upgrade(raw)
        raw.execute(
            "INSERT INTO device"
            "(one, centre, id, last_clock, last_version, audit_number, audit_hash)"
            " VALUES (1, ?, ?, ?, 0, 0, ?)",
            (centre, secrets.token_hex(4), NOTHING_YET, first_hash(centre)),
        )
    finally:
        raw.close()
    sync_file(file)


def _bring_up_to_date(raw: Any, folder: Path, key: DataKey, now: datetime) -> None:
    version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    if version > HEAD:
        raise Unavailable("store.newer_program", found=version, known=HEAD)
    if version == HEAD:
        return
    backups = folder / BACKUPS
    backups.mkdir(mode=0o700, exist_ok=True)
    copy = backups / f"before-schema-{HEAD}-{now:%Y%m%dT%H%M%S}.db"
    export_checked(raw, copy, key, NoProgress())
    _upgrade(raw)


def _upgrade(raw: Any) -> None:
    # Alembic takes longer to import than the whole opening; hardly any start needs it.
    from app.store.migrations.runner import upgrade

    upgrade(raw)


def _finish_rotation(folder: Path, side: SideFile, key: DataKey) -> SideFile:
    """Drop what an interrupted rotation left: wraps of the key that lost, and a half-made file."""
    unfinished = folder / UNFINISHED
    if unfinished.exists():
        remove_if_there(unfinished, folder / f"{UNFINISHED}-journal")
    alone = side.only(key)
    if alone.wraps and alone != side:
        alone.write(folder)
        return alone
    return side
