"""Writes a file whole or not at all: a full disk leaves the one before as it was."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from app.domain.errors import Unavailable


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a file beside its place and put it there in one move.

    Raises:
        Unavailable: `files.cannot_write`.
    """
    target = Path(path)
    name = ""
    try:
        handle, name = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).replace(target)
    except OSError as error:
        if name:
            with suppress(OSError):
                Path(name).unlink()
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_write", file=str(path), reason=reason) from error
