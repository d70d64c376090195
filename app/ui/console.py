"""Makes the application and its window, and runs it until it is closed."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.domain.modes import Modes
from app.domain.roles import Actor
from app.messages.readings import ruby_for
from app.ui.parts.painting import room_on_screen
from app.ui.registry import registry
from app.ui.shell.window import MainWindow
from app.ui.theme import theme
from app.ui.theme.fonts import load_fonts
from app.ui.theme.theme import RubySpan

NAME = "Madoguchi"


class Gate(Protocol):
    """The way to a centre that is not open yet; the bootstrap provides it."""

    @property
    def folder(self) -> Path:
        """The centre's folder."""

    def facts(self) -> dict[str, object] | None:
        """Return id, name and is_demo without any key, None when there is no centre."""

    def unlock(self, secret: str) -> Any:
        """Return the open centre; the secret is the passphrase or the recovery code."""

    def create(
        self, name: str, passphrase: str, administrator: str, kana: str, pin: str
    ) -> tuple[Any, str]:
        """Make a centre with its first administrator; return it and the recovery code."""


def make_application() -> QApplication:
    """Return the one application, with fonts, name and readings in place."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication([NAME])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName("")
    application.setDesktopFileName("madoguchi")
    if application.property("is_furnished"):
        return application
    application.setProperty("is_furnished", True)
    application.setStyle("Fusion")
    missing = load_fonts()
    if missing:
        sys.stderr.write(f"{missing}\n")
    mark = Path(__file__).resolve().parents[2] / "resources" / "icons" / "madoguchi.svg"
    application.setWindowIcon(QIcon(str(mark)))
    theme().set_readings(_readings)
    # Qt's own dialogs (choosing a file) speak Japanese too.
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_ja", folder):
        application.installTranslator(translator)
    return application


def _readings(text: str) -> list[RubySpan]:
    modes = theme().modes
    if not modes.furigana or modes.language == "en":
        return []
    return [RubySpan(r.start, r.start + r.length, r.kana) for r in ruby_for(text)]


def make_window(centre: Any, actor: Actor | None, modes: Modes) -> MainWindow:
    """Return a window over an open centre: signed in as `actor`, or at the sign-in page."""
    import app.ui.screens  # noqa: F401 - importing registers every screen

    make_application()
    theme().apply(modes)
    window = MainWindow(centre, registry, _on_bug)
    if actor is not None:
        window.signed_in(actor, modes)
    return window


def _on_bug(error: BaseException) -> None:
    """Hand a bug of a job to the crash path, as if it had happened here."""
    sys.excepthook(type(error), error, error.__traceback__)


class _Ready(QObject):
    """Writes a file once the first page was painted: the benchmark of the cold start reads it."""

    def __init__(self, window: MainWindow, file: Path) -> None:
        super().__init__(window)
        self._file = file
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first painting."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell)
        return False

    def _tell(self) -> None:
        self._file.write_text("ready", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Beginning:
    """How the window begins.

    Attributes:
        hint: shown on the sign-in page of a demo centre.
        actor: who is signed in already.
        language: instead of the one the centre or the actor chose.
    """

    hint: str = ""
    actor: Actor | None = None
    language: str | None = None

    def modes(self, centre: Any) -> Modes:
        """Return how the first page looks."""
        modes: Modes = centre.profiles.modes_for(self.actor) if centre is not None else Modes()
        return replace(modes, language=self.language) if self.language else modes


def run(gate: Gate, centre: Any, begin: Beginning, ready_file: Path | None = None) -> int:
    """Show the window and return the exit code once it is closed.

    Args:
        gate: makes or unlocks the centre where that is still to be done.
        centre: the open centre, or None.
        begin: who begins, and how.
        ready_file: written once the first page was painted.
    """
    application = make_application()
    window = make_window(centre, begin.actor, begin.modes(centre))
    window.gate = gate
    window.hint = begin.hint
    if ready_file is not None:
        _Ready(window, ready_file)
    window.resize(1366, 768)
    if begin.actor is not None:
        window.look.follow_system(False)
    elif centre is not None:
        window.look.follow_system(not centre.profiles.has_chosen(None))
        window.show_screen("sign-in")
    elif gate.facts() is not None:
        window.show_screen("unlock")
    else:
        window.show_screen("setup")
    window.show()
    room = room_on_screen(window)
    if room.width() <= 1366 or room.height() <= 800:
        window.showMaximized()
    window.activateWindow()
    code = application.exec()
    if window.context.services is not None:
        window.context.services.close()
    return code
