"""Tab goes where the eye goes: the order in which parts were put in, whenever rows were loaded."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QScrollArea, QWidget


def order_tabs(*parts: QWidget) -> None:
    """Chain every Tab stop of these parts of a window in reading order."""
    before: QWidget | None = None
    for stop in [stop for part in parts for stop in tab_stops(part)]:
        if before is not None and before.nextInFocusChain() is not stop:
            QWidget.setTabOrder(before, stop)
        before = stop


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes the focus by Tab, part after part."""
    if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and not widget.focusProxy():
        yield widget
        return
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from tab_stops(inner)
        return
    if isinstance(widget, QAbstractScrollArea | QComboBox):
        # What Qt made inside these is none of our business; touching it from here ends badly.
        return
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from tab_stops(child)
