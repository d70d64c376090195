"""Arrow keys in a group of which one is chosen: next, previous, and round the ends.

Qt moves by geometry, so in cards set in rows an arrow stops at the end of a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_STEPS: Final = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class ArrowSteps(QObject):
    """Watches the buttons of a group; install it on each of them."""

    def __init__(self, buttons: Sequence[QAbstractButton], parent: QObject) -> None:
        """Walk `buttons`, a list the group keeps in its order.

        The list itself and no function of the group: a circle of Python objects would keep the
        group until the collector comes, in the middle of a signal.
        """
        super().__init__(parent)
        self._buttons = buttons

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the neighbour and give it the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            buttons = list(self._buttons)
            if step is not None and watched in buttons:
                at = buttons.index(watched)
                button = buttons[(at + step) % len(buttons)]
                button.setFocus(Qt.FocusReason.TabFocusReason)
                button.click()
                return True
        return False
