"""Backups as files: verified and restored with whichever key is at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.places import DEMO_LOGIN, Secrets, write_demo_login
from app.bootstrap.unlock import passphrase_of, unlock_by
from app.cli.options import Globals
from app.demo.build import demo_login
from app.domain.errors import Unavailable
from app.domain.progress import Progress

if TYPE_CHECKING:
    from app.store.backups import BackupInfo
    from app.store.centre import Unlock

OTHER_KEY = ("store.wrong_key", "store.no_such_way")


def verify(file: Path, shared: Globals, secrets: Secrets, progress: Progress) -> dict[str, object]:
    """Read a backup to its end and return what it holds."""
    from app.store.backups import verify_backup

    return _facts(_with_a_key(shared, secrets, lambda key: verify_backup(file, key, progress)))


def restore(
    file: Path, folder: Path, shared: Globals, secrets: Secrets, progress: Progress
) -> dict[str, object]:
    """Make a centre out of a backup in an empty folder and return what it held."""
    from app.store.backups import restore_backup

    info = _with_a_key(shared, secrets, lambda key: restore_backup(file, key, folder, progress))
    if info.is_demo and not (folder / DEMO_LOGIN).exists():
        # The login is no part of a backup; a demo centre without it would open for nobody.
        write_demo_login(folder, demo_login())
    return _facts(info)


def _with_a_key(
    shared: Globals, secrets: Secrets, work: Callable[[Unlock], BackupInfo]
) -> BackupInfo:
    """Do the work with the first key that fits; another key's refusal costs nothing but the try."""
    if not shared.passphrase_file:
        for unlock in _keys_at_hand():
            try:
                return work(unlock)
            except Unavailable as error:
                if error.code not in OTHER_KEY:
                    raise
    return work(unlock_by(passphrase_of(shared, secrets)))


def _keys_at_hand() -> Iterator[Unlock]:
    from app.store.centre import KeyringUnlock, Passphrase

    yield KeyringUnlock()
    yield Passphrase(demo_login().passphrase)


def _facts(info: BackupInfo) -> dict[str, object]:
    return {
        "centre_id": info.centre_id, "name": info.centre_name, "is_demo": info.is_demo,
        "made_at": info.made_at.isoformat(), "bytes": info.file_bytes, "people": info.people,
        "consultations": info.consultations, "audit_rows": info.audit_rows,
    }  # fmt: skip
