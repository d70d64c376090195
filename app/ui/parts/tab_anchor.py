"""A place in the Tab order for what is made later; never seen, never reached."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class TabAnchor(QWidget):
    """Stands where it was made; Qt appends everything newer at the end of the window's order.

    Walking Qt's own chain instead would make Python objects of the bars inside scrolling parts,
    and collecting those takes the bars away from Qt.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("is_decoration", True)
        self.hide()

    def put_after(self, stops: Iterable[QWidget]) -> None:
        """Let these Tab stops follow here, in this order."""
        before: QWidget = self
        for stop in stops:
            QWidget.setTabOrder(before, stop)
            before = stop
