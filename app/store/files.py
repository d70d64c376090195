"""Files that are there completely or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(*files: Path, content: bytes, mode: int = 0o600) -> None:
    """Write files so that a crash leaves each with either its old content or the new one.

    No file is replaced before all of them are on the disk: a full disk changes none.
    """
    fresh = [file.with_name(file.name + ".new") for file in files]
    try:
        for one in fresh:
            handle = os.open(one, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
    except BaseException:
        remove_if_there(*fresh)
        raise
    for one, file in zip(fresh, files, strict=True):
        replace(one, file)


def replace(fresh: Path, file: Path) -> None:
    """Put a finished file in its place, atomically, and make the change of name durable."""
    os.replace(fresh, file)
    sync_folder(file.parent)


def sync_file(file: Path) -> None:
    """Wait until a file's content is on the disk."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows does this by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_if_there(*files: Path) -> None:
    """Remove files; those that are not there are no trouble."""
    for file in files:
        file.unlink(missing_ok=True)
