"""F6: from one part of the window to the next, always to something that takes the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow


def next_pane(window: MainWindow) -> None:
    """Move the focus between navigation, header, content, side panel, message and status line."""
    every = (window.top_bar, window.navigation, window.header, *window.body.panes(),
             window.strip, window.status)  # fmt: skip
    panes = [one for one in every if one.isVisible()]
    focus = QApplication.focusWidget()
    here = -1
    if focus is not None:
        here = next((n for n, one in enumerate(panes) if one.isAncestorOf(focus)), -1)
    for offset in range(1, len(panes) + 1):
        stop = _stop_inside(panes[(here + offset) % len(panes)])
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _stop_inside(pane: QWidget) -> QWidget | None:
    for widget in pane.findChildren(QWidget):
        takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        if takes and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
            return widget
    return None
