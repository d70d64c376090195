"""The one place where failures of SQLite and of the disk become `Unavailable` with a code.

| code | what happened | kept |
|---|---|---|
| store.wrong_key | the key does not open this file | everything |
| store.damaged | pages are missing or were changed | what a backup holds |
| store.disk_full | no room left | everything before this step |
| store.read_only | the folder or file may not be written | everything |
| store.busy | another program holds the store too long | everything before this step |
| store.no_centre | there is no such file | - |
| store.disk_trouble | the disk answers with an error | everything before this step |
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.domain.errors import Unavailable

_BY_SQLITE = {
    3: "store.read_only",
    5: "store.busy",
    6: "store.busy",
    8: "store.read_only",
    10: "store.disk_trouble",
    11: "store.damaged",
    13: "store.disk_full",
    14: "store.read_only",
    23: "store.read_only",
    26: "store.damaged",
}
_IOERR_CORRUPT_FILESYSTEM = 10 | 33 << 8
# A page that was cut off in the middle, and a page whose seal (HMAC) does not fit.
_DAMAGED_READS = {10 | 2 << 8, 10 | 32 << 8, _IOERR_CORRUPT_FILESYSTEM}
# Inside `sqlcipher_export` every failure has the number of a plain error; only its text tells.
_BY_TEXT = {
    "disk is full": "store.disk_full",
    "malformed": "store.damaged",
    "not a database": "store.damaged",
    "readonly": "store.read_only",
    "is locked": "store.busy",
    "disk I/O": "store.disk_trouble",
}
# With less than this left, a trouble of the disk is that it is full.
_NEARLY_FULL_BYTES = 256 * 1024
_BY_OS = {
    errno.ENOSPC: "store.disk_full",
    errno.EDQUOT: "store.disk_full",
    errno.EFBIG: "store.disk_full",
    errno.EROFS: "store.read_only",
    errno.EACCES: "store.read_only",
    errno.EPERM: "store.read_only",
    errno.ENOENT: "store.no_centre",
    errno.EBUSY: "store.busy",
}


def plain_failure(error: BaseException, place: Path | None = None) -> Unavailable | None:
    """Return the `Unavailable` that stands for an error, or None when it is a bug of ours."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    code = None
    if isinstance(error, OSError):
        code = _BY_OS.get(error.errno or 0, "store.disk_trouble")
    elif isinstance(error, dbapi2.DatabaseError):
        extended = getattr(error, "sqlite_errorcode", 0) or 0
        code = _BY_SQLITE.get(extended & 0xFF)
        if extended in _DAMAGED_READS:
            code = "store.damaged"
        if extended == 1:
            code = next((found for part, found in _BY_TEXT.items() if part in str(error)), None)
    if code is None:
        return None
    if code == "store.disk_trouble" and place is not None and _is_nearly_full(place):
        code = "store.disk_full"
    # The original text is left out: it may quote a statement with somebody's name in it.
    return Unavailable(code, place=str(place) if place is not None else "")


def _is_nearly_full(place: Path) -> bool:
    for folder in (place, *place.parents):
        try:
            return shutil.disk_usage(folder).free < _NEARLY_FULL_BYTES
        except FileNotFoundError:
            continue
        except OSError:
            return False
    return False


@contextmanager
def plain_failures(place: Path | None = None) -> Iterator[None]:
    """Turn failures of the database and the disk inside the block into `Unavailable`."""
    try:
        yield
    except (DBAPIError, dbapi2.DatabaseError, OSError) as error:
        plain = plain_failure(error, place)
        if plain is None:
            raise
        raise plain from None
