"""Pictures of screens: a window nobody sees, shown in one mode after another.

`madoguchi shot` and the audit share the studio, so what is looked at is what is measured.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import BadInput, Unavailable
from app.domain.modes import Modes
from app.domain.progress import NoProgress, Progress
from app.ui.registry import registry

DEFAULT_SIZE = (1366, 768)
LONGEST_WAIT_SECONDS = 1.0


def screen_ids() -> tuple[str, ...]:
    """Return the ids of every registered screen, in navigation order."""
    import app.ui.screens  # noqa: F401 - importing registers every screen

    return tuple(one.id for one in registry.screens())


class Studio:
    """One offscreen window over one centre; use it as a context manager.

    Args:
        centre: an open centre with sample data, joined by the bootstrap, signed in or not.
    """

    def __init__(self, centre: Any) -> None:
        from app.ui.console import make_window

        self._centre = centre
        self._window: Any = make_window(centre, getattr(centre, "actor", None), Modes())

    def __enter__(self) -> Studio:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._window.close()
        self._centre.close()

    def show(self, screen_id: str, modes: Modes, size: tuple[int, int]) -> QWidget:
        """Show a screen with its sample content in these modes and return the settled window.

        Raises:
            BadInput: there is no such screen (`shot.no_screen`).
        """
        if screen_id not in screen_ids():
            raise BadInput("shot.no_screen", screen=screen_id, screens=", ".join(screen_ids()))
        screen = registry.screen(screen_id)
        window = self._window
        if window.modes != modes:
            window.set_modes(modes)
        if (window.width(), window.height()) != size:
            window.resize(*size)
        sample = screen.sample(window.context) if screen.sample else {}
        window.show_screen(screen_id, **sample)
        window.show()
        window.activateWindow()
        window.settle()
        _wait_for_focus()
        shown: QWidget = window
        return shown


def _wait_for_focus() -> None:
    """A field of a new page takes the focus a moment later (`app.ui.a11y.focus_news`)."""
    loop, tick = QEventLoop(), QTimer()
    tick.start(20)
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while QApplication.focusWidget() is None and time.monotonic() < end:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def save_picture(window: QWidget, out: Path) -> None:
    """Write what a window shows as PNG; `Unavailable("shot.cannot_write")` where that is not possible."""
    out.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(out), "PNG"):
        raise Unavailable("shot.cannot_write", file=str(out))


def take_pictures(
    opener: Callable[[], Any],
    screens: Sequence[str],
    modes: Modes,
    size: tuple[int, int],
    target: Callable[[str], Path],
    progress: Progress | None = None,
) -> list[Path]:
    """Save one picture of each screen and return the files in order.

    Args:
        opener: opens the centre to show.
        screens: ids of the screens.
        modes: the modes of every picture.
        size: window size in px.
        target: file for a screen's id.
        progress: told of each picture.
    """
    watcher = progress or NoProgress()
    made: list[Path] = []
    with Studio(opener()) as studio:
        for number, screen_id in enumerate(screens, 1):
            out = target(screen_id)
            save_picture(studio.show(screen_id, modes, size), out)
            made.append(out)
            watcher.step("shot.pictures", number, len(screens))
    return made
