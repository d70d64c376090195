"""Rules about the keyboard: order, traps, reach, and a focus that can be seen (WCAG 2.1, 2.4)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QRadioButton,
    QTableView,
    QTextEdit,
    QWidget,
)

from app.ui.a11y.audit.controls import (
    is_clickable,
    is_scroll_container,
    is_tab_stop,
    rectangle_in_window,
    shown_widgets,
    visible_rectangle,
)
from app.ui.a11y.audit.finding import Hit, control_name
from app.ui.a11y.audit.pixels import changed_pixels

AIR_PX = 12
RING_RATIO = 3.0


def tab_chain(window: QWidget) -> list[QWidget]:
    """Return the stops of Tab in their real order, without pressing anything."""
    chain: list[QWidget] = []
    step = window.nextInFocusChain()
    while step is not None and step is not window and len(chain) < 2000:
        if step.isVisibleTo(window) and is_tab_stop(step) and not is_scroll_container(step):
            chain.append(step)
        step = step.nextInFocusChain()
    return chain


def check_tab_order(window: QWidget) -> Iterator[Hit]:
    """Yield traps, controls out of reach, and jumps against the reading order inside a region."""
    chain = tab_chain(window)
    for widget in chain:
        if isinstance(widget, QTextEdit) and not widget.tabChangesFocus():
            yield Hit(control_name(widget), "tab-trap", "Tab types a tab", "Tab goes on")
        if isinstance(widget, QTableView) and widget.tabKeyNavigation():
            yield Hit(control_name(widget), "tab-trap", "Tab walks cells", "Tab goes on")
        if isinstance(widget, QAbstractItemView) and _has_rows_without_current(widget):
            yield Hit(control_name(widget), "no-current-row", "none", "a current row")
    reached = set(chain)
    for widget in shown_widgets(window):
        if not is_clickable(widget) or is_scroll_container(widget) or widget in reached:
            continue
        if not _reached_by_arrows(widget, reached):
            yield Hit(control_name(widget), "tab-unreachable", "never", "Tab or arrow keys")
    yield from _check_order(chain)


def _has_rows_without_current(view: QAbstractItemView) -> bool:
    model = view.model()
    return model is not None and model.rowCount() > 0 and not view.currentIndex().isValid()


def _reached_by_arrows(widget: QWidget, reached: set[QWidget]) -> bool:
    """A radio or row of a group with one tab stop is reached by arrows from that stop."""
    group = widget.parentWidget()
    moves = bool(widget.property("moves_by_arrows")) or isinstance(widget, QRadioButton)
    return bool(moves and group and any(group.isAncestorOf(one) for one in reached))


def _check_order(chain: list[QWidget]) -> Iterator[Hit]:
    """Inside one region the next stop is never above the last one unless it starts a new column."""
    for before, after in itertools.pairwise(chain):
        region = _region(before)
        if region is not _region(after):
            continue
        here, there = rectangle_in_window(before), rectangle_in_window(after)
        above = there.bottom() <= here.top()
        new_column = there.left() >= here.right()
        if above and not new_column:
            value = f"jumps up from {control_name(before)}"
            yield Hit(control_name(after), "tab-order", value, "reading order")


def _region(widget: QWidget) -> QWidget | None:
    step = widget.parentWidget()
    while step is not None:
        if step.property("region") or is_scroll_container(step):
            return step
        step = step.parentWidget()
    return None


def check_focus_seen(window: QWidget) -> Iterator[Hit]:
    """Give every stop the focus once and yield those where it cannot be seen or scrolled to."""
    before_all = QApplication.focusWidget()
    for widget in tab_chain(window):
        parking = window.findChild(QWidget, "page_title") or window
        parking.setFocus()
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        QApplication.processEvents()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        where = control_name(widget)
        rectangle = visible_rectangle(widget)
        if QApplication.focusWidget() is not widget:
            yield Hit(where, "focus-lost", "does not take it", "the focus")
            continue
        own = rectangle_in_window(widget)
        enough = min(own.height(), 44) * min(own.width(), 44)
        if rectangle.width() * rectangle.height() < enough * 0.9:
            yield Hit(
                where,
                "focus-hidden",
                f"{rectangle.width()}x{rectangle.height()} px",
                "seen",
            )
            continue
        piece = rectangle.adjusted(-AIR_PX, -AIR_PX, AIR_PX, AIR_PX).intersected(window.rect())
        after = window.grab(piece).toImage()
        widget.clearFocus()
        QApplication.processEvents()
        before = window.grab(piece).toImage()
        # 2.4.13 asks for a 2 px perimeter; parts cut by the window's edge are not counted.
        marked = _marked_rectangle(widget, rectangle)
        need = 2 * (marked.width() + marked.height())
        changed = changed_pixels(before, after, RING_RATIO)
        if changed < need:
            yield Hit(where, "focus-faint", f"{changed} px at 3:1", f"{need} px")
    if before_all is not None:
        before_all.setFocus()


def _marked_rectangle(widget: QWidget, rectangle: QRect) -> QRect:
    """Return what the ring surrounds: in a table the current cell, else the whole control."""
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        return widget.visualRect(widget.currentIndex())
    return rectangle


def _asked_of_ring(own: QRect, seen: QRect) -> int:
    """Return the pixels 2.4.13 asks for: half of a 2 px line along the edges that can be seen.

    The other half may lie under the scroll area's own edge, which cuts a ring that hugs it.
    """
    edges = [
        seen.width() if own.top() == seen.top() else 0,
        seen.width() if own.bottom() == seen.bottom() else 0,
        seen.height() if own.left() == seen.left() else 0,
        seen.height() if own.right() == seen.right() else 0,
    ]
    return sum(edges)


def check_first_focus(window: QWidget) -> Iterator[Hit]:
    """Yield a page on which nothing has the focus: a screen reader would stay silent."""
    focus = QApplication.focusWidget() or window.focusWidget()
    if focus is None or focus is window:
        yield Hit(control_name(window), "no-first-focus", "nothing", "a control")


def check_combo_words(window: QWidget) -> Iterator[Hit]:
    """Yield closed lists with fewer than two choices: they only cost a stop."""
    for widget in shown_widgets(window):
        if isinstance(widget, QComboBox) and widget.count() < 2:
            yield Hit(
                control_name(widget),
                "empty-combo",
                f"{widget.count()} choices",
                "2 choices",
            )
