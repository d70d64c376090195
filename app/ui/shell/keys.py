"""Shortcuts from the registry; a key held down starts its action once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.actions import BoundAction
from app.ui.registry import Registry


class Keys:
    """Listens for every registered key in one window."""

    def __init__(
        self, window: QWidget, registry: Registry, bound: Callable[[str], BoundAction]
    ) -> None:
        self._shortcuts = []
        for action in registry.actions():
            if not action.shortcut:
                continue
            shortcut = QShortcut(QKeySequence(action.shortcut), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            # A trembling hand holds keys: repeats must not open a page twice.
            shortcut.setAutoRepeat(False)
            target = bound(action.id)
            shortcut.activated.connect(lambda target=target: target.trigger(None))
            self._shortcuts.append(shortcut)
