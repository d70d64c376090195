"""The crash path: our own bug becomes a plain sentence and a file without personal data.

The file holds the places in our source and the kind of the exception. Its message is left out: it
may quote what somebody typed (`KeyError: '佐藤 和子'`).
"""

from __future__ import annotations

import faulthandler
import os
import re
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from app import __version__

BUG = 1
_REMOTE_PLACE = re.compile(r'^  File "([^"]+)", line (\d+), in (\S+)$', re.M)
_fault_file: IO[str] | None = None
_told: set[object] = set()


def report_crash(error: BaseException, *, is_json: bool = False) -> int:
    """Write the crash file, say so in a sentence, and return the exit code of a bug."""
    file = write_crash(error)
    from app.cli.output import standard_output
    from app.messages import _

    said = _("The program stopped because of a mistake of its own. What was saved is safe.")
    advice = (
        _("Show this file to who looks after the program; it names no person: {file}").format(
            file=file
        )
        if file
        else _("Tell who looks after the program what you did last.")
    )
    try:
        out = standard_output(is_json)
        out.plain_error("bug", said, advice)
        out.flush()
    # Nobody reads any more, or the disk is full: the exit code still says it.
    except (OSError, ValueError):
        pass
    return BUG


def write_crash(error: BaseException) -> Path | None:
    """Write where the error happened, without its message; None where no folder takes a file."""
    lines = [f"madoguchi {__version__}", f"python {sys.version.split()[0]} {sys.platform}"]
    seen: BaseException | None = error
    while seen is not None:
        kind = type(seen)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__, limit=-60)
        ]
        # A helper process sends its traceback as text; its places are kept, its words are not.
        lines += [
            f"  {_short(name)}:{line} {function}"
            for name, line, function in _REMOTE_PLACE.findall(str(getattr(seen, "tb", "")))
        ]
        seen = seen.__cause__ or seen.__context__
    for folder in (crash_folder(), Path(tempfile.gettempdir())):
        file = folder / f"madoguchi-crash-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write("\n".join(lines) + "\n")
            return file
        except OSError:
            continue
    return None


def crash_folder() -> Path:
    """Return the folder crash files are written to."""
    from platformdirs import user_state_path

    return user_state_path("Madoguchi", appauthor=False) / "crashes"


def watch_for_crashes() -> None:
    """Catch what no handler caught while a window is open, and what ends the interpreter itself."""
    global _fault_file
    sys.excepthook = _on_exception
    try:
        crash_folder().mkdir(parents=True, exist_ok=True)
        _fault_file = open(crash_folder() / "fault.txt", "w")  # noqa: SIM115 - stays open for good
        faulthandler.enable(_fault_file)
    except OSError:
        if sys.stderr is not None:
            faulthandler.enable()


def _on_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    # A page that cannot be painted raises the same exception sixty times a second.
    places = traceback.extract_tb(trace)
    where = (kind.__name__, places[-1].filename, places[-1].lineno) if places else kind.__name__
    if where in _told:
        return
    _told.add(where)
    report_crash(error.with_traceback(trace))


def _short(filename: str) -> str:
    """Return the last parts of a path: a home folder's name is a person's name."""
    return "/".join(Path(filename).parts[-3:])
