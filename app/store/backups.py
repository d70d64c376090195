"""Backups: one encrypted file that holds the whole centre and the locked copies of its key.

Layout: a first line that names the format, the length of the header (8 bytes, big-endian), the
header (JSON: when, which key, the side file, the length of the database), the database as SQLCipher
encrypts it, and 32 bytes of HMAC-SHA256 over everything before, under a key derived from the data
key. So a changed, cut or lengthened byte anywhere is found, and a backup opens with the passphrase
or the recovery code that were valid when it was made.
"""

from __future__ import annotations

import glob
import hmac
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from app.crypto.wraps import DataKey
from app.domain.errors import BadInput, Finding, Refused, Unavailable
from app.domain.progress import NoProgress, Progress
from app.store.centre import BACKUPS, DATABASE, OpenCentre, is_free
from app.store.checks import check_whole
from app.store.failures import plain_failures
from app.store.files import remove_if_there, replace, sync_file, sync_folder
from app.store.keyed_engine import connect
from app.store.mapping import moment_text, stored_moment
from app.store.schema_version import HEAD
from app.store.side_file import SideFile, parse
from app.store.unlocking import Unlock, keys_for

MAGIC = b"MADOGUCHI BACKUP 1\n"
_ANY_MAGIC = b"MADOGUCHI BACKUP "
_SEAL = 32
_MOST_HEADER = 1 << 20
_PIECE = 1 << 20
_DAY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What a backup holds: which centre, made when, how many records (removed ones included)."""

    centre_id: str
    centre_name: str
    is_demo: bool
    made_at: datetime
    file_bytes: int
    people: int
    consultations: int
    audit_rows: int


@dataclass(frozen=True, slots=True)
class _Header:
    made_at: datetime
    key_id: str
    side: SideFile
    database_at: int
    database_bytes: int


def create_backup(centre: OpenCentre, file: Path, progress: Progress | None = None) -> BackupInfo:
    """Write a backup, read it back, and only then give it its name.

    Raises:
        BadInput: `backup.file_taken` when the name belongs to a file that is no backup.
        Unavailable: `store.disk_full`, `store.read_only`, …; an older backup of that name stays.
        Cancelled: the person pressed cancel; nothing is left behind.
    """
    progress = progress or NoProgress()
    with plain_failures(file):
        if file.exists() and not _begins_like_a_backup(file):
            raise BadInput("backup.file_taken", place=str(file))
        file.parent.mkdir(parents=True, exist_ok=True)
        export, fresh = file.with_name(file.name + ".export"), file.with_name(file.name + ".new")
        try:
            centre.export_to(export, progress)
            _assemble(centre, export, fresh, datetime.now(UTC))
            header = _read_header(fresh)
            _check_seal(fresh, header, centre.data_key, progress)
            raw = connect(export, centre.data_key, wal=False)
            try:
                info = _info(raw, fresh, header)
            finally:
                raw.close()
            replace(fresh, file)
        finally:
            remove_if_there(export, fresh)
    return info


def verify_backup(file: Path, unlock: Unlock, progress: Progress | None = None) -> BackupInfo:
    """Read every byte of a backup and every record in it.

    Raises:
        BadInput: `backup.no_file`, `backup.not_a_backup`.
        Refused: `backup.damaged` (data: `what`): the answer is no.
        Unavailable: `store.wrong_key`, `store.newer_program`, `store.disk_full`.
    """
    with (
        plain_failures(file),
        tempfile.TemporaryDirectory(prefix="madoguchi-") as folder,
    ):
        header, key = _unlock(file, unlock, progress or NoProgress())
        with _extracted(file, header, key, Path(folder) / DATABASE) as raw:
            return _info(raw, file, header)


def restore_backup(
    file: Path,
    unlock: Unlock,
    folder: Path,
    progress: Progress | None = None,
    *,
    is_replacing: bool = False,
) -> BackupInfo:
    """Make a centre out of a backup; the folder appears complete or not at all.

    Args:
        file: the backup.
        unlock: a passphrase, recovery code or key that was valid when it was made.
        folder: where the centre shall be; it must be empty or not exist.
        progress: told about the steps.
        is_replacing: move a centre that is already in `folder` aside, into a folder beside it
            whose name ends in `-before-restore-…`. Nothing is erased.

    Raises:
        BadInput: `store.folder_not_empty`, and as `verify_backup`.
        Refused: `backup.damaged`; then nothing changed.
        Unavailable: as `verify_backup`.
    """
    with plain_failures(folder):
        if not is_replacing and not is_free(folder):
            raise BadInput("store.folder_not_empty", place=str(folder))
        header, key = _unlock(file, unlock, progress or NoProgress())
        folder.parent.mkdir(parents=True, exist_ok=True)
        _forget_interrupted(folder)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-restore-", dir=folder.parent))
        try:
            with _extracted(file, header, key, fresh / DATABASE) as raw:
                info = _info(raw, file, header)
                # Another device from now on: versions and stamps after the backup are not reused.
                raw.execute("UPDATE device SET id = ?", (os.urandom(4).hex(),))
            sync_file(fresh / DATABASE)
            header.side.write(fresh)
            (fresh / BACKUPS).mkdir(mode=0o700)
            _put_in_place(fresh, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return info


def _forget_interrupted(folder: Path) -> None:
    """Remove what restores left that were stopped more than a day ago; the backup has it all."""
    for left in folder.parent.glob(f".{glob.escape(folder.name)}-restore-*"):
        if time.time() - left.stat().st_mtime > _DAY_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _put_in_place(fresh: Path, folder: Path) -> None:
    if folder.exists():
        if is_free(folder):
            shutil.rmtree(folder)
        else:
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            folder.rename(folder.with_name(f"{folder.name}-before-restore-{stamp}"))
    fresh.rename(folder)
    sync_folder(folder.parent)


def _assemble(centre: OpenCentre, export: Path, fresh: Path, now: datetime) -> None:
    header = json.dumps(
        {
            "made_at": moment_text(now),
            "key_id": centre.data_key.id,
            "schema": HEAD,
            "side": json.loads(centre.side_content()),
            "database_bytes": export.stat().st_size,
        },
        ensure_ascii=False,
    ).encode("utf-8")
    seal = _new_seal(centre.data_key)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as target, export.open("rb") as source:
        for piece in (MAGIC, len(header).to_bytes(8, "big"), header, *_pieces(source)):
            target.write(piece)
            seal.update(piece)
        target.write(seal.digest())
        target.flush()
        os.fsync(target.fileno())


def _unlock(file: Path, unlock: Unlock, progress: Progress) -> tuple[_Header, DataKey]:
    header = _read_header(file)
    keys = [key for key in keys_for(header.side, unlock) if key.id == header.key_id]
    if not keys:
        raise Unavailable("store.wrong_key", place=str(file))
    _check_seal(file, header, keys[0], progress)
    return header, keys[0]


def _read_header(file: Path) -> _Header:
    if not file.is_file():
        raise BadInput("backup.no_file", (Finding("backup.no_file", str(file)),), place=str(file))
    with file.open("rb") as stream:
        magic = stream.read(len(MAGIC))
        if magic != MAGIC:
            if magic.startswith(_ANY_MAGIC) and magic.endswith(b"\n"):
                raise Unavailable("store.newer_program", place=str(file))
            found = (Finding("backup.not_a_backup", str(file)),)
            raise BadInput("backup.not_a_backup", found, place=str(file))
        length = int.from_bytes(stream.read(8), "big")
        if not 0 < length <= _MOST_HEADER:
            raise _damaged(file, "header")
        content = stream.read(length)
    try:
        header = json.loads(content)
        if int(header["schema"]) > HEAD:
            raise Unavailable("store.newer_program", found=header["schema"], known=HEAD)
        found_header = _Header(
            made_at=stored_moment(header["made_at"]),
            key_id=str(header["key_id"]),
            side=parse(json.dumps(header["side"]).encode("utf-8")),
            database_at=len(MAGIC) + 8 + length,
            database_bytes=int(header["database_bytes"]),
        )
    except (ValueError, KeyError, TypeError):
        raise _damaged(file, "header") from None
    except Unavailable as error:
        if error.code == "store.keys_damaged":
            raise _damaged(file, "header") from None
        raise
    expected = found_header.database_at + found_header.database_bytes + _SEAL
    if file.stat().st_size != expected:
        raise _damaged(file, "length")
    return found_header


def _check_seal(file: Path, header: _Header, key: DataKey, progress: Progress) -> None:
    seal = _new_seal(key)
    total = header.database_at + header.database_bytes
    done = 0
    with file.open("rb") as stream:
        while done < total:
            piece = stream.read(min(_PIECE, total - done))
            if not piece:
                raise _damaged(file, "length")
            seal.update(piece)
            done += len(piece)
            progress.step("verify", done, total)
        if not hmac.compare_digest(stream.read(), seal.digest()):
            raise _damaged(file, "seal")


@contextmanager
def _extracted(file: Path, header: _Header, key: DataKey, database: Path) -> Iterator[Any]:
    """Copy the database out of a backup, check it whole, and give an open connection to it."""
    handle = os.open(database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target, file.open("rb") as source:
        source.seek(header.database_at)
        left = header.database_bytes
        while left:
            piece = source.read(min(_PIECE, left))
            if not piece:
                raise _damaged(file, "length")
            target.write(piece)
            left -= len(piece)
    try:
        raw = connect(database, key, wal=False)
    except Unavailable as error:
        raise _database_damaged(file, error) from None
    try:
        try:
            check_whole(raw, database)
        except Unavailable as error:
            raise _database_damaged(file, error) from None
        yield raw
    finally:
        raw.close()


def _info(raw: Any, file: Path, header: _Header) -> BackupInfo:
    counts = {
        table: int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("people", "consultations", "audit_log")
    }
    return BackupInfo(
        centre_id=header.side.id,
        centre_name=header.side.name,
        is_demo=header.side.is_demo,
        made_at=header.made_at,
        file_bytes=file.stat().st_size,
        people=counts["people"],
        consultations=counts["consultations"],
        audit_rows=counts["audit_log"],
    )


def _new_seal(key: DataKey) -> hmac.HMAC:
    return hmac.new(key.derive(b"backup seal"), digestmod="sha256")


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(_PIECE):
        yield piece


def _begins_like_a_backup(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(_ANY_MAGIC)) == _ANY_MAGIC


def _damaged(file: Path, what: str) -> Refused:
    return Refused("backup.damaged", place=str(file), what=what)


def _database_damaged(file: Path, error: Unavailable) -> Exception:
    """Say that the backup is damaged; a full disk and the like stay what they are."""
    if error.code in ("store.damaged", "store.wrong_key"):
        return _damaged(file, "database")
    return error
