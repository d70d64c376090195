"""Pressing a target: the same as a click or a key on it would do."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from app.ui.parts.record_view import RecordView
from app.ui.reach.targets import Target


def press(target: Target) -> None:
    """Do what the control does; a field takes the focus, a closed list opens."""
    widget = target.widget
    if target.bound is not None:
        target.bound.trigger(None)
        return
    if widget is None or not shiboken6.isValid(widget):
        return
    bring_into_sight(widget)
    if isinstance(widget, QAbstractItemView) and target.row >= 0:
        _press_line(widget, target.row)
        return
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(widget, QAbstractButton):
        widget.click()
    elif isinstance(widget, QComboBox):
        widget.showPopup()


def takes_text(target: Target) -> bool:
    """Tell whether somebody writes into it, so that keys belong to it afterwards."""
    return isinstance(target.widget, (QLineEdit, QTextEdit))


def bring_into_sight(widget: QWidget) -> None:
    """Scroll whatever holds a control until it shows."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            step.ensureWidgetVisible(widget, 0, 24)
        step = step.parentWidget()


def _press_line(view: QAbstractItemView, row: int) -> None:
    index = view.model().index(row, max(0, view.currentIndex().column()))
    combo = _combo_of(view)
    if combo is not None:
        combo.setCurrentIndex(row)
        combo.hidePopup()
        combo.activated.emit(row)
        return
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    view.setCurrentIndex(index)
    if isinstance(view, RecordView):
        view.record_activated.emit(index.data(Qt.ItemDataRole.UserRole))
    else:
        view.activated.emit(index)


def _combo_of(view: QAbstractItemView) -> QComboBox | None:
    step = view.parentWidget()
    while step is not None:
        if isinstance(step, QComboBox):
            return step
        step = step.parentWidget()
    return None
