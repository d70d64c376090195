"""A whole desktop for one program: screen, window manager, bus, accessibility, screen reader.

The order of starting matters: private folders, X server, session bus, window manager (without one
no window ever becomes active), accessibility bus, its two status flags, speech sink, Orca, and
only then the program. Nothing touches the desktop of the person who runs it.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from tools.desktop.accessibility_bus import AccessibilityBus
from tools.desktop.keys import Keyboard
from tools.desktop.orca import start_orca
from tools.desktop.pictures import take_picture
from tools.desktop.processes import Children, ToolMissingError
from tools.desktop.ssip import SpeechSink
from tools.desktop.tree import Tree
from tools.desktop.waiting import TookTooLongError, wait_until

_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_KEPT_VARIABLES = ("PATH", "TERM", "TZ", "VIRTUAL_ENV")
REPOSITORY = Path(__file__).resolve().parents[2]


class Desktop:
    """A private desktop as a context manager; `with Desktop() as desktop: ...`.

    Args:
        size: Width and height of the screen in pixels.
        with_orca: Also start the real Orca and record what it says in `speech`.
        folder: Where its files live; a temporary one, removed at the end, when not given.
        language: Locale name the programs on it are told.
    """

    def __init__(
        self,
        size: tuple[int, int] = (1366, 768),
        *,
        with_orca: bool = False,
        folder: Path | None = None,
        language: str = "ja_JP.UTF-8",
    ) -> None:
        self.size = size
        self.with_orca = with_orca
        self.language = language
        self._is_ours = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="madoguchi-desktop-"))
        self.env: dict[str, str] = {}
        self.children = Children(self.folder)
        self.keyboard: Keyboard
        self.bus: AccessibilityBus
        self.tree: Tree
        self.speech: SpeechSink | None = None

    def __enter__(self) -> Desktop:
        """Start everything but the program."""
        try:
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what was started and remove the folder."""
        if hasattr(self, "bus"):
            self.bus.close()
        self.children.stop_all()
        if self.speech is not None:
            self.speech.close()
        if self._is_ours:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start_program(
        self,
        command: Sequence[str],
        *,
        name: str = "program",
        env: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start the program under test on this desktop, from the folder of the project."""
        return self.children.start(name, command, self.env | dict(env or {}), cwd=REPOSITORY)

    def picture(self, file: Path) -> None:
        """Save what the screen shows as a PNG."""
        take_picture(file, self.env)

    def printed_by(self, name: str = "program") -> str:
        """Return what a child has printed so far."""
        log = self.children.log(name)
        return log.read_text("utf-8", "replace") if log.exists() else ""

    def wait_still(self, quiet_seconds: float = 0.25, limit_seconds: float = 5.0) -> None:
        """Wait until the picture on the screen has not changed for a moment."""
        end = time.monotonic() + limit_seconds
        before, since = b"", time.monotonic()
        while time.monotonic() < end:
            now = take_picture(None, self.env)
            if now != before:
                before, since = now, time.monotonic()
            elif time.monotonic() - since >= quiet_seconds:
                return
            time.sleep(0.05)

    def _start(self) -> None:
        self._make_folders()
        self._start_screen()
        self._start_session_bus()
        self.children.start("openbox", ["openbox", "--sm-disable"], self.env)
        self._start_accessibility()
        self.keyboard = Keyboard(self.env, self.children)
        self.keyboard.wait_for_window_manager()
        if self.with_orca:
            self.speech = SpeechSink(self.folder / "run" / "speech.sock")
            self.env["SPEECHD_ADDRESS"] = f"unix_socket:{self.speech.address}"
            start_orca(self.children, self.folder / "data" / "orca", self.env, self.speech)

    def _make_folders(self) -> None:
        for name in ("home", "run", "config", "data", "cache", "state"):
            (self.folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        self.env = {key: os.environ[key] for key in _KEPT_VARIABLES if key in os.environ}
        self.env |= {
            "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_SESSION_TYPE": "x11",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            # Both gettexts look here first, and C.UTF-8 exists on every machine.
            "LANGUAGE": self.language.partition(".")[0] + ":" + self.language.partition("_")[0],
            "GSETTINGS_BACKEND": "memory",
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_XCB_GL_INTEGRATION": "none",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }

    def _start_screen(self) -> None:
        reading, writing = os.pipe()
        try:
            self.children.start(
                "Xvfb",
                [
                    *("Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-noreset"),
                    *("-screen", "0", f"{self.size[0]}x{self.size[1]}x24"),
                ],
                self.env,
                pass_fds=(writing,),
            )
            os.close(writing)
            self.env["DISPLAY"] = ":" + self._read_line(reading, "the screen (Xvfb)")
        finally:
            os.close(reading)

    def _start_session_bus(self) -> None:
        daemon = self.children.start(
            "dbus-daemon",
            [
                *("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"),
                f"--address=unix:path={self.folder / 'run' / 'bus'}",
            ],
            self.env,
            stdout=subprocess.PIPE,
        )
        assert daemon.stdout is not None
        address = self._read_line(daemon.stdout.fileno(), "the session bus (dbus-daemon)")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address

    def _start_accessibility(self) -> None:
        launcher = next((path for path in _LAUNCHERS if Path(path).exists()), None)
        if launcher is None:
            raise ToolMissingError("at-spi-bus-launcher")
        self.children.start("at-spi", [launcher, "--launch-immediately"], self.env)
        self.bus = AccessibilityBus(self.env["DBUS_SESSION_BUS_ADDRESS"])
        self.tree = Tree(self.bus)

    @staticmethod
    def _read_line(descriptor: int, what: str, seconds: float = 10.0) -> str:
        end, line = time.monotonic() + seconds, b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([descriptor], [], [], max(0.0, end - time.monotonic()))
            piece = os.read(descriptor, 256) if ready else b""
            if not piece:
                raise TookTooLongError(f"{what} did not start")
            line += piece
        return line.decode().strip()


__all__ = ["REPOSITORY", "Desktop", "wait_until"]
