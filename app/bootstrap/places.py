"""Where things lie: the centre's folder, the login of a demo centre, the files with secrets."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from app.cli.options import Globals
from app.demo.build import DemoLogin
from app.domain.errors import Refused, Unavailable

LONGEST_SECRET_BYTES = 4096
DEMO_LOGIN = "demo-login.txt"


def data_folder() -> Path:
    """Return the platform's folder for this program's data."""
    from platformdirs import user_data_path

    return user_data_path("Madoguchi", appauthor=False)


def centre_folder(shared: Globals) -> Path:
    """Return the centre's folder: the one named, else the platform's.

    Raises:
        Unavailable: `store.not_a_folder` when the name belongs to a file.
    """
    folder = shared.centre or data_folder() / "centre"
    if folder.is_file():
        raise Unavailable("store.not_a_folder", file=str(folder))
    return folder


def read_demo_login(folder: Path) -> DemoLogin:
    """Return the login beside a demo centre.

    The caller has made sure that the centre is marked as a demo; any other centre ignores the file.
    """
    try:
        return DemoLogin.from_lines((folder / DEMO_LOGIN).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError):
        raise Unavailable("unlock.demo_login_unreadable", file=str(folder / DEMO_LOGIN)) from None


def write_demo_login(folder: Path, login: DemoLogin) -> None:
    """Write the login beside a demo centre, readable for its owner only."""
    file = os.open(folder / DEMO_LOGIN, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        out.write(login.as_lines())


class Secrets:
    """Reads secrets from files, from standard input, or from the person at the terminal.

    Standard input gives one secret a line, in the order passphrase, PIN, so that a script can hand
    over both. Secrets never come from an argument or the environment. `passphrase` is kept once it
    was given, so that nobody is asked twice in one command.
    """

    def __init__(self) -> None:
        self.passphrase: str | None = None

    def __repr__(self) -> str:
        return "Secrets(hidden)"

    def from_file(self, name: str) -> str:
        """Return the first line of a file; `-` takes the next line of standard input."""
        try:
            raw = self._next_line() if name == "-" else _start_of(Path(name).expanduser())
            text = raw.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
        except (OSError, UnicodeDecodeError):
            raise Unavailable("unlock.file_unreadable", file=name) from None
        if not text or len(raw) > LONGEST_SECRET_BYTES:
            raise Unavailable("unlock.file_empty", file=name)
        return text

    def asked(self, question: str) -> str | None:
        """Return what the person types unseen, or None when there is no terminal."""
        if sys.stdin is None or not sys.stdin.isatty():
            return None
        try:
            return getpass.getpass(f"{question}: ", stream=sys.stderr)
        except EOFError:
            return None

    def asked_twice(self, question: str, again: str) -> str | None:
        """Return a new secret typed twice alike; `Refused("unlock.not_the_same")` otherwise."""
        first = self.asked(question)
        if first is not None and self.asked(again) != first:
            raise Refused("unlock.not_the_same")
        return first

    @staticmethod
    def _next_line() -> bytes:
        if sys.stdin is None:
            raise OSError("no input")
        return sys.stdin.buffer.readline(LONGEST_SECRET_BYTES + 2)


def _start_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.readline(LONGEST_SECRET_BYTES + 2)
