"""Take-outs as ZIP files: the same files give the same bytes; nothing read is trusted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from app.domain.errors import BadInput, Finding, Unavailable
from app.files.tables import guard_formula
from app.files.writing import write_whole

# A person of a hundred years has thousands of events at most.
MOST_FILES = 100_000
MOST_BYTES = 256 * 1024 * 1024
# The oldest day a ZIP can say: what is inside has its own dates.
_DAY = (1980, 1, 1, 0, 0, 0)
_NAME = re.compile(r"(?:[a-z]+/)?[A-Za-z0-9_-]+\.[a-z]+", re.ASCII)


def write_archive(path: str | Path, files: Mapping[str, bytes]) -> None:
    """Write files as one ZIP, whole or not at all; `Unavailable("files.cannot_write")`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            about = zipfile.ZipInfo(name, _DAY)
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 3
            about.external_attr = 0o600 << 16
            archive.writestr(about, files[name], zipfile.ZIP_DEFLATED, 9)
    write_whole(path, packed.getvalue())


def read_archive(path: str | Path) -> dict[str, bytes]:
    """Return the files of a ZIP by name.

    Raises:
        BadInput: `takeout.refused`: no ZIP, damaged, too large, or with names no take-out has.
        Unavailable: `files.cannot_read`.
    """
    file = str(path)
    try:
        with Path(path).open("rb") as source, zipfile.ZipFile(source) as archive:
            return _read(archive, file)
    except FileNotFoundError:
        raise BadInput("file.not_found", (Finding("file.not_found", file),)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_read", file=file, reason=reason) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _refused("takeout.no_archive", file) from None


def _read(archive: zipfile.ZipFile, file: str) -> dict[str, bytes]:
    about = archive.infolist()
    # The sizes that the list tells are checked again while reading: a list can lie.
    if len(about) > MOST_FILES or sum(one.file_size for one in about) > MOST_BYTES:
        raise _refused("takeout.too_large", file)
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for one in about:
        if one.filename in found or not _NAME.fullmatch(one.filename) or one.flag_bits & 1:
            raise _refused("takeout.strange_name", file, one.filename)
        with archive.open(one) as source:
            data = source.read(left + 1)
        left -= len(data)
        if left < 0:
            raise _refused("takeout.too_large", file)
        found[one.filename] = data
    return found


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV in UTF-8 with the mark spreadsheets need; no cell is a formula."""
    import csv

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guard_formula(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _refused(code: str, file: str, value: str = "") -> BadInput:
    return BadInput("takeout.refused", (Finding(code, file, value=value),))
