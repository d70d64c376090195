"""The entry point: joins the parts of the program and runs one command.

This package is the only place that imports adapters. It loads nothing heavy by itself: a command
pays for the parts it uses and for no other.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from app import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run the `madoguchi` command and return its exit code (see `app.cli.program`)."""
    words = list(sys.argv[1:] if argv is None else argv)
    _open_closed_streams()
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        # A frozen program is its own interpreter: a helper process of the audit ends in here.
        freeze_support()
    if words == ["--version"]:
        sys.stdout.write(f"madoguchi {__version__}\n")
        return 0
    return _run(words)


def _open_closed_streams() -> None:
    """Give a closed standard stream an empty one.

    Otherwise the next file opened, the database perhaps, would get its number and be written into.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            mode = "r" if number == 0 else "w"
            # A program without a console (Windows) has no streams, but its numbers may be free.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _run(words: list[str]) -> int:
    from app.bootstrap.crash import report_crash

    try:
        from app.bootstrap.joined import Joined
        from app.cli.program import run

        return run(words, Joined(), _language_of_the_platform())
    except KeyboardInterrupt:
        return _end_as_interrupted()
    except Exception as error:
        # Who works on the program sees the whole traceback with `python -X dev -m app`.
        if sys.flags.dev_mode:
            raise
        return report_crash(error, is_json="--json" in words)


def _language_of_the_platform() -> str:
    """Return English where the person's locale says English, else Japanese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.lower().startswith("en") else "ja"
    return "ja"


def _end_as_interrupted() -> int:
    """End the way a shell expects after Ctrl-C: by the signal itself, without a traceback."""
    import signal

    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    return 130
