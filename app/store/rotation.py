"""A new data key for a whole centre, in steps that may each be the last one before a power cut.

1. Everybody else is kept out, and the write-ahead log goes into the database.
2. The database is exported to `centre.db.new` under the new key and read back.
3. The side file is written with the wraps of both keys.
4. `centre.db.new` takes the place of `centre.db` in one step.
5. The side file is written with the wraps of the new key.

Before step 4 the old key opens the database, after it the new one, and from step 3 to 5 the same
passphrase unwraps both. The next opening tries them and tidies up. The recovery code changes: the
old one opens the centre until step 5, the new one from step 4 on.
"""

from __future__ import annotations

import os
from pathlib import Path

from app.crypto.municipality import public_key_of, wrap_for_municipality
from app.crypto.recovery_code import make_recovery_secret, show
from app.crypto.wraps import DataKey, make_data_key, wrap_with_passphrase, wrap_with_recovery
from app.domain.progress import Progress
from app.store.export import export_checked
from app.store.failures import plain_failures
from app.store.files import replace
from app.store.keyed_engine import connect
from app.store.side_file import SideFile


def rotate(
    folder: Path,
    file: Path,
    side: SideFile,
    key: DataKey,
    passphrase: str,
    progress: Progress,
) -> tuple[SideFile, DataKey, str]:
    """Change the key; return the new side file, the new key and the new recovery code.

    Raises:
        Unavailable: `store.busy` while another program has the centre open; then nothing changed.
    """
    fresh, secret = make_data_key(), make_recovery_secret()
    both = side.with_wrap(wrap_with_passphrase(fresh, passphrase, side.id))
    both = both.with_wrap(wrap_with_recovery(fresh, secret, side.id))
    for wrap in side.wraps:
        if wrap["way"] == "municipality":
            both = both.with_wrap(wrap_for_municipality(fresh, public_key_of(wrap), side.id))
    unfinished = folder / "centre.db.new"
    with plain_failures(folder):
        raw = connect(file, key, wal=False)
        try:
            # A write-ahead log left beside the new file would be replayed into it. Leaving WAL mode
            # removes the log, and succeeds only when nobody else has the file open.
            raw.execute("PRAGMA journal_mode = DELETE").fetchone()
            raw.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("COMMIT")
            export_checked(raw, unfinished, fresh, progress, is_locked=True)
            both.write(folder)
            if os.name != "nt":
                replace(unfinished, file)
        finally:
            raw.close()
        # Windows does not rename over an open file; there the lock ends a moment before.
        if os.name == "nt":
            replace(unfinished, file)
        alone = both.only(fresh)
        alone.write(folder)
    return alone, fresh, show(secret)
