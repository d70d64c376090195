"""Which widgets of a window are controls, texts or inner parts of a composite control."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QAbstractItemView)


def is_inner_part(widget: QWidget) -> bool:
    """Tell whether a composite control answers for this widget (scroll bars, headers, viewports)."""
    if isinstance(widget, (QScrollBar, QHeaderView)) or widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    if isinstance(parent, (QComboBox, QAbstractSpinBox, QLineEdit)):
        return True
    return type(widget).__name__ in {"QComboBoxPrivateContainer", "QTableCornerButton"}


def shown_widgets(root: QWidget) -> Iterator[QWidget]:
    """Yield every visible widget of a window that is not an inner part of another control."""
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisible() and not is_inner_part(widget):
            yield widget


def is_tab_stop(widget: QWidget) -> bool:
    """Tell whether Tab is meant to stop here."""
    takes_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return (
        takes_tab
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, (QMenuBar, QTabBar))
    )


def is_scroll_container(widget: QWidget) -> bool:
    """Tell whether a widget only scrolls others (an item view or an editor is more than that)."""
    return isinstance(widget, QAbstractScrollArea) and not isinstance(
        widget, (QAbstractItemView, QTextEdit)
    )


def is_clickable(widget: QWidget) -> bool:
    """Tell whether a press on this widget does something."""
    return isinstance(widget, (QAbstractButton, *FIELDS))


def is_text(widget: QWidget) -> bool:
    """Tell whether a widget draws words of its own."""
    if isinstance(widget, (QLabel, QAbstractButton)):
        return bool(widget.text())
    if isinstance(widget, QLineEdit):
        return bool(widget.text())
    return isinstance(widget, QComboBox) and bool(widget.currentText())


def rectangle_in_window(widget: QWidget) -> QRect:
    """Return a widget's rectangle in the coordinates of its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def visible_rectangle(widget: QWidget) -> QRect:
    """Return the piece of a widget that no scroll area cuts off, in window coordinates."""
    rectangle = rectangle_in_window(widget)
    parent = widget.parentWidget()
    while parent is not None and parent is not widget.window():
        rectangle = rectangle.intersected(rectangle_in_window(parent))
        parent = parent.parentWidget()
    return rectangle.intersected(widget.window().rect())


def is_in_scroll_area(widget: QWidget) -> bool:
    """Tell whether the widget can be scrolled into view."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def region_name(widget: QWidget) -> str:
    """Return which part of the window a widget stands in; empty outside every part."""
    step: QWidget | None = widget
    while step is not None:
        if step.property("region"):
            return str(step.property("region"))
        step = step.parentWidget()
    return ""
