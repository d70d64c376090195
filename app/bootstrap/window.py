"""Opens the window: finds or makes the centre, unlocks it where nobody needs to be asked."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.centre import Centre
from app.bootstrap.joined import make_demo
from app.bootstrap.places import Secrets, centre_folder, data_folder, read_demo_login
from app.cli.options import Globals
from app.domain.errors import Unavailable
from app.messages import _

if TYPE_CHECKING:
    from app.domain.roles import Actor
    from app.store.console_lock import ConsoleLock

DEMO_PEOPLE, DEMO_CONSULTATIONS, DEMO_SEED = 40, 60, 1
NEEDS_NO_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def open_window(shared: Globals, secrets: Secrets, is_demo: bool, ready_file: Path | None) -> int:
    """Show the window and return the exit code once it is closed.

    A demo centre and one whose key is in the keyring or in the given file open at the sign-in page,
    any other at the page that asks for the passphrase; an empty folder opens the set-up. Whoever is
    named with a PIN file is signed in already.

    Raises:
        Unavailable: no display, a second window on the same centre, or a store that cannot open.
        Refused: the operator and the PIN in the file do not fit.
    """
    from app.bootstrap.crash import watch_for_crashes

    watch_for_crashes()
    # Qt's loop lets no Python handler run; what was typed is in the drafts a second later anyway.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _require_display()
    folder = centre_folder(shared)
    if is_demo:
        folder = shared.centre or data_folder() / "demo"
        if not _is_there(folder):
            make_demo(folder, DEMO_PEOPLE, DEMO_CONSULTATIONS, DEMO_SEED)
    gate = Door(folder)
    try:
        centre = gate.open_unasked(shared, secrets)
        actor = _sign_in(centre, shared, secrets)
        from app.ui.console import Beginning, run

        begin = Beginning(gate.hint(), actor, shared.language)
        return run(gate, centre, begin, ready_file)
    finally:
        gate.let_go()


class Door:
    """The way to a centre that is not open yet; satisfies `app.ui.console.Gate`.

    Whoever opens the centre through it holds the console lock, so that one window at most works on
    a centre.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: ConsoleLock | None = None

    @property
    def folder(self) -> Path:
        """The centre's folder."""
        return self._folder

    def facts(self) -> dict[str, object] | None:
        """Return id, name and is_demo without any key, None when there is no centre."""
        from app.store.centre import centre_info

        if not _is_there(self._folder):
            return None
        info = centre_info(self._folder)
        return {"id": info.id, "name": info.name, "is_demo": info.is_demo}

    def open_unasked(self, shared: Globals, secrets: Secrets) -> Centre | None:
        """Open the centre with what is at hand, or return None where a person has to be asked."""
        from app.bootstrap.unlock import open_store

        if not _is_there(self._folder):
            return None
        self._hold()
        try:
            return _ready(Centre(open_store(self._folder, shared, secrets, may_ask=False)[0]))
        except Unavailable as error:
            # A demo centre whose login file is gone still opens with its passphrase.
            if error.code not in ("unlock.no_secret", "unlock.demo_login_unreadable"):
                raise
            return None

    def unlock(self, secret: str) -> Centre:
        """Return the open centre; the secret is the passphrase or the recovery code."""
        from app.bootstrap.unlock import unlock_by
        from app.store.centre import open_centre

        self._hold()
        return _ready(Centre(open_centre(self._folder, unlock_by(secret))))

    def create(
        self, name: str, passphrase: str, administrator: str, kana: str, pin: str
    ) -> tuple[Centre, str]:
        """Make a centre with its first administrator; return it and the recovery code."""
        from app.bootstrap.create import create

        code = create(self._folder, name, passphrase, administrator, kana, pin)
        return self.unlock(passphrase), code

    def hint(self) -> str:
        """Return who signs in with which PIN, on a demo centre only."""
        facts = self.facts()
        if facts is None or not facts["is_demo"]:
            return ""
        try:
            login = read_demo_login(self._folder)
        except Unavailable:
            return ""
        return _("Everybody here is invented. The PIN of {operator} is {pin}.").format(
            operator=login.operator, pin=login.pin
        )

    def let_go(self) -> None:
        """Let another window have the centre."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _hold(self) -> None:
        from app.store.console_lock import ConsoleLock

        if self._lock is None:
            lock = ConsoleLock(self._folder)
            lock.acquire()
            self._lock = lock


def _sign_in(centre: Centre | None, shared: Globals, secrets: Secrets) -> Actor | None:
    if centre is None or not shared.operator or not shared.pin_file:
        return None
    from app.bootstrap.unlock import sign_in_named

    return sign_in_named(centre, shared.operator, shared.pin_file, secrets)


def _ready(centre: Centre) -> Centre:
    """Bring an older program's settings up to date before anybody reads them."""
    centre.settings.bring_up()
    return centre


def _is_there(folder: Path) -> bool:
    """Tell whether a folder holds a centre, whole or not; only an empty one is set up."""
    from app.store.centre import DATABASE
    from app.store.side_file import COPY, NAME

    return any((folder / name).exists() for name in (DATABASE, NAME, COPY))


def _require_display() -> None:
    """Say in a sentence what Qt would say by aborting the whole process."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if not sys.platform.startswith("linux") or chosen in NEEDS_NO_DISPLAY:
        return
    if os.environ.get("WAYLAND_DISPLAY") and chosen in ("", "wayland"):
        return
    if not _x_answers(os.environ.get("DISPLAY", "")):
        raise Unavailable("display.none")


def _x_answers(display: str) -> bool:
    host, _colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    local = Path(f"/tmp/.X11-unix/X{number}")
    attempts: list[tuple[socket.AddressFamily, str | tuple[str, int]]]
    if host in ("", "unix"):
        attempts = [(socket.AF_UNIX, str(local)), (socket.AF_UNIX, f"\0{local}")]
    else:
        attempts = [(socket.AF_INET, (host, 6000 + int(number)))]
    for family, address in attempts:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(3)
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False
