"""Copies of an open database into a new encrypted file, through `sqlcipher_export`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.crypto.wraps import DataKey
from app.domain.errors import Cancelled
from app.domain.progress import Progress
from app.store.checks import check_whole
from app.store.failures import plain_failures
from app.store.files import remove_if_there, sync_file, sync_folder
from app.store.keyed_engine import connect

_STEPS_BETWEEN_REPORTS = 200_000


def export_checked(
    raw: Any, target: Path, key: DataKey, progress: Progress, *, is_locked: bool = False
) -> None:
    """Write the whole database to `target` under `key`, and read all of it back.

    Args:
        raw: an open keyed connection, in autocommit.
        target: the new file; one of that name is replaced.
        key: the key of the new file.
        progress: told about `export` and `check`.
        is_locked: the caller already keeps everybody else out.

    Raises:
        Unavailable: as `app.store.failures` lists them; then there is no `target`.
        Cancelled: the person pressed cancel; then there is no `target`.
    """
    with plain_failures(target):
        remove_if_there(*_parts(target))
        try:
            _export(raw, target, key, progress, is_locked=is_locked)
            progress.step("check", 0, 1)
            copy = connect(target, key, wal=False)
            try:
                check_whole(copy, target)
            finally:
                copy.close()
            progress.step("check", 1, 1)
            sync_file(target)
            sync_folder(target.parent)
        except BaseException:
            remove_if_there(*_parts(target))
            raise


def _export(raw: Any, target: Path, key: DataKey, progress: Progress, *, is_locked: bool) -> None:
    pages = int(raw.execute("PRAGMA page_count").fetchone()[0])
    total = pages * int(raw.execute("PRAGMA cipher_page_size").fetchone()[0])
    version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    application = int(raw.execute("PRAGMA application_id").fetchone()[0])
    cancelled: list[Cancelled] = []

    def report() -> int:
        try:
            done = target.stat().st_size if target.exists() else 0
            progress.step("export", min(done, total), total)
        except Cancelled as stop:
            cancelled.append(stop)
            return 1
        return 0

    raw.execute("ATTACH DATABASE ? AS copy KEY ?", (str(target), f"x'{key.raw.hex()}'"))
    try:
        raw.set_progress_handler(report, _STEPS_BETWEEN_REPORTS)
        # One read transaction over all tables: the copy is the store at one moment.
        if not is_locked:
            raw.execute("BEGIN")
        raw.execute("SELECT sqlcipher_export('copy')").fetchone()
        if raw.in_transaction:
            raw.execute("COMMIT")
        raw.execute(f"PRAGMA copy.user_version = {version}")
        raw.execute(f"PRAGMA copy.application_id = {application}")
    except dbapi2.OperationalError:
        if cancelled:
            raise cancelled[0] from None
        raise
    finally:
        raw.set_progress_handler(None, 0)
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raw.execute("DETACH DATABASE copy")
    progress.step("export", total, total)


def _parts(target: Path) -> tuple[Path, Path, Path, Path]:
    names = ("", "-journal", "-wal", "-shm")
    first, second, third, fourth = (target.with_name(target.name + name) for name in names)
    return first, second, third, fourth
