"""Writes a file whole or not at all: a full disk leaves the one before as it was."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from app.domain.errors import Unavailable


class Prepared:
    """A file that lies beside its place, whole and on the disk, and is moved there in one step."""

    def __init__(self, path: str | Path, data: bytes) -> None:
        """Write it beside its place; `Unavailable("files.cannot_write")`."""
        self._target = Path(path)
        self._beside: Path | None = None
        try:
            handle, name = tempfile.mkstemp(prefix=".writing-", dir=self._target.parent)
            self._beside = Path(name)
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise self._cannot(error) from error

    def release(self) -> None:
        """Put it in its place; `Unavailable("files.cannot_write")`."""
        try:
            if self._beside is not None:
                self._beside.replace(self._target)
        except OSError as error:
            raise self._cannot(error) from error

    def discard(self) -> None:
        """Take it away; what was in its place before stays."""
        if self._beside is not None:
            with suppress(OSError):
                self._beside.unlink()

    def _cannot(self, error: OSError) -> Unavailable:
        self.discard()
        reason = error.strerror or type(error).__name__
        return Unavailable("files.cannot_write", file=str(self._target), reason=reason)


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a file beside its place and put it there in one move.

    Raises:
        Unavailable: `files.cannot_write`.
    """
    Prepared(path, data).release()
