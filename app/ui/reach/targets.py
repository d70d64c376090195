"""What of a window can be pressed just now, in reading order, with the part it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from app.ui.a11y.audit.controls import is_inner_part, region_name
from app.ui.actions import BoundAction

KINDS = (QAbstractButton, QLineEdit, QTextEdit, QComboBox, QAbstractItemView)
# Where somebody writes, letters and the words made of them come before everything else.
REGIONS = ("keyboard", "words", "navigation", "header", "content", "side", "messages", "status")


@dataclass(frozen=True, slots=True)
class Target:
    """A control, a line of a list (`row`), or with `bound` an action that has no control here."""

    widget: QWidget | None
    row: int = -1
    bound: BoundAction | None = None

    def rectangle(self, root: QWidget) -> QRect:
        """Return where it is in the root's coordinates, also where that is scrolled away."""
        widget = self.widget
        # A page that was left may be gone before the next look.
        if widget is None or not shiboken6.isValid(widget):
            return QRect()
        inner = widget.rect()
        if isinstance(widget, QAbstractItemView) and self.row >= 0:
            inner = _line(widget, self.row).translated(widget.viewport().pos())
        return inner.translated(widget.mapTo(root, QPoint(0, 0)))

    def words(self) -> str:
        """Return what it is called, for the ear."""
        if self.bound is not None:
            return str(self.bound.label)
        widget = self.widget
        is_there = widget is not None and shiboken6.isValid(widget)
        if is_there and isinstance(widget, QAbstractItemView) and self.row >= 0:
            index = widget.model().index(self.row, 0)
            return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
        if widget is None or not shiboken6.isValid(widget):
            return ""
        return _name(widget)


def active_root(window: QWidget) -> QWidget:
    """Return what takes presses now: an open list, a question, or the window itself."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup
    modal = QApplication.activeModalWidget()
    return modal if modal is not None else window


def targets_of(root: QWidget) -> list[Target]:
    """Return every control of a window or question that is shown, in reading order."""
    found: dict[QWidget, None] = {}
    for kind in KINDS:
        for widget in root.findChildren(kind):
            if _counts(widget, root):
                found[widget] = None
    targets = [one for widget in found for one in _of(widget)]
    return [one for _region, rows in _grouped(targets, root) for row in rows for one in row]


def layout_of(targets: Iterable[Target], root: QWidget) -> list[list[list[Target]]]:
    """Return targets as parts of the window, rows in them and items in those."""
    return [rows for _region, rows in _grouped(list(targets), root)]


def _counts(widget: QWidget, root: QWidget) -> bool:
    own_window = widget.window() is root.window()
    shown = own_window and widget.isVisibleTo(root) and widget.isEnabled()
    if not shown or (is_inner_part(widget) and not isinstance(root, QComboBox)):
        return _is_open_list(widget, root)
    return bool(widget.focusPolicy().value) or isinstance(widget, QAbstractButton)


def _is_open_list(widget: QWidget, root: QWidget) -> bool:
    """The list of a combo is an inner part while closed and the whole choice while open."""
    is_list = isinstance(widget, QAbstractItemView) and isinstance(root.parentWidget(), QComboBox)
    return is_list and root is QApplication.activePopupWidget()


def _of(widget: QWidget) -> Iterator[Target]:
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        count = widget.model().rowCount()
        if count:
            yield from (Target(widget, row) for row in range(count))
            return
    yield Target(widget)


def _grouped(targets: list[Target], root: QWidget) -> list[tuple[str, list[list[Target]]]]:
    groups: dict[str, list[Target]] = {one: [] for one in REGIONS}
    for one in targets:
        region = region_name(one.widget) if one.widget is not None else ""
        groups.setdefault(region, []).append(one)
    return [(region, _rows(found, root)) for region, found in groups.items() if found]


def _rows(targets: list[Target], root: QWidget) -> list[list[Target]]:
    """Return targets of one part by lines: what begins above the middle of a line is in it."""
    placed = [(one.rectangle(root), one) for one in targets]
    placed.sort(key=lambda pair: (pair[0].top(), pair[0].left()))
    rows: list[list[tuple[QRect, Target]]] = []
    for rectangle, one in placed:
        if rows and rectangle.top() < rows[-1][0][0].center().y():
            rows[-1].append((rectangle, one))
        else:
            rows.append([(rectangle, one)])
    return [[one for _r, one in sorted(row, key=lambda pair: pair[0].left())] for row in rows]


def _line(view: QAbstractItemView, row: int) -> QRect:
    line = QRect()
    model = view.model()
    for column in range(model.columnCount()):
        line = line.united(view.visualRect(model.index(row, column)))
    return line


def _name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    node = QAccessible.queryAccessibleInterface(widget)
    return node.text(QAccessible.Text.Name) if node is not None else ""
