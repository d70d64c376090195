"""Rules about room: targets, clipped words, things outside the window (WCAG 2.5.5, 1.4.4, 1.4.10)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from app.ui.a11y.audit.controls import (
    is_clickable,
    is_in_scroll_area,
    is_scroll_container,
    is_tab_stop,
    is_text,
    rectangle_in_window,
    shown_widgets,
    visible_rectangle,
)
from app.ui.a11y.audit.finding import Hit, control_name

SMALLEST_TEXT_PT = 11
TARGET_PX = 44
LARGE_TARGET_PX = 60
LARGE_FROM_PERCENT = 150
SMALLEST_SCREEN = (1024, 768)


def check_sizes(window: QWidget, text_percent: int) -> Iterator[Hit]:
    """Yield small targets, cut words, sideways scrolling and controls out of reach."""
    target = LARGE_TARGET_PX if text_percent >= LARGE_FROM_PERCENT else TARGET_PX
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    if least.width() > SMALLEST_SCREEN[0] or least.height() > SMALLEST_SCREEN[1]:
        value = f"{least.width()}x{least.height()} px"
        yield Hit(control_name(window), "window-too-big", value, "1024x768 px")
    for widget in shown_widgets(window):
        where = control_name(widget)
        is_target = is_clickable(widget) and not (is_scroll_container(widget) or _is_dense(widget))
        if is_target and min(widget.width(), widget.height()) < target:
            value = f"{widget.width()}x{widget.height()} px"
            yield Hit(where, "small-target", value, f"{target} px")
        if is_text(widget):
            yield from _check_clipping(widget)
            size = widget.font().pointSizeF()
            if 0 < size < SMALLEST_TEXT_PT - 0.01 and not widget.property("is_ruby"):
                yield Hit(where, "small-text", f"{size:g} pt", f"{SMALLEST_TEXT_PT} pt")
        if isinstance(widget, QAbstractScrollArea):
            yield from _check_sideways(widget)
        if is_tab_stop(widget) and not is_scroll_container(widget):
            yield from _check_inside(widget)
    yield from _check_overlaps(window)


def _is_dense(widget: QWidget) -> bool:
    return bool(widget.property("is_dense"))


def _check_clipping(widget: QWidget) -> Iterator[Hit]:
    where = control_name(widget)
    if widget.hasHeightForWidth():
        need = widget.heightForWidth(widget.width())
        if widget.height() < need - 1:
            yield Hit(where, "clipped-text", f"{widget.height()} px high", f"{need} px")
    elif isinstance(widget, (QLabel, QAbstractButton)):
        hint = widget.minimumSizeHint()
        if hint.height() > widget.height() + 1:
            yield Hit(
                where,
                "clipped-text",
                f"{widget.height()} px high",
                f"{hint.height()} px",
            )
    metrics = QFontMetrics(widget.font())
    if isinstance(widget, (QLabel, QAbstractButton)):
        hint = widget.minimumSizeHint()
        ignores = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
        if hint.width() > widget.width() + 1 and not ignores:
            yield Hit(where, "clipped-text", f"{widget.width()} px wide", f"{hint.width()} px")
        if isinstance(widget, QLabel) and type(widget) is QLabel and not widget.wordWrap():
            need = metrics.horizontalAdvance(widget.text())
            if need > widget.width() + 2:
                yield Hit(where, "clipped-text", f"{widget.width()} px wide", f"{need} px")
    if isinstance(widget, QComboBox):
        need = metrics.horizontalAdvance(widget.currentText()) + metrics.height()
        wraps = widget.height() >= 2 * metrics.height()
        if need > widget.width() and not wraps:
            yield Hit(where, "clipped-text", f"{widget.width()} px wide", f"{need} px")
    if isinstance(widget, QLineEdit) and widget.height() < metrics.height():
        yield Hit(
            where,
            "clipped-text",
            f"{widget.height()} px high",
            f"{metrics.height()} px",
        )


def _check_sideways(area: QAbstractScrollArea) -> Iterator[Hit]:
    bar = area.horizontalScrollBar()
    if bar.isVisible() or (bar.maximum() > 0 and not isinstance(area, QTextEdit)):
        value = f"{bar.maximum()} px"
        yield Hit(control_name(area), "sideways-scroll", value, "0 px")


def _check_inside(widget: QWidget) -> Iterator[Hit]:
    rectangle, window = rectangle_in_window(widget), widget.window().rect()
    if rectangle.width() <= 0 or rectangle.height() <= 0:
        yield Hit(control_name(widget), "outside-window", "no size", "in the window")
    elif not is_in_scroll_area(widget) and not window.contains(rectangle):
        place = f"{rectangle.x()},{rectangle.y()} {rectangle.width()}x{rectangle.height()}"
        yield Hit(control_name(widget), "outside-window", place, "in the window")


def _check_overlaps(window: QWidget) -> Iterator[Hit]:
    """Two targets must never lie on one another: a shaking hand would press the wrong one."""
    targets = [
        (w, visible_rectangle(w))
        for w in shown_widgets(window)
        if isinstance(w, (QAbstractButton, QLineEdit, QComboBox, QTextEdit))
    ]
    for number, (one, here) in enumerate(targets):
        for other, there in targets[number + 1 :]:
            if one.isAncestorOf(other) or other.isAncestorOf(one):
                continue
            common = here.intersected(there)
            if common.width() > 1 and common.height() > 1:
                value = f"{common.width()}x{common.height()} px on {control_name(other)}"
                yield Hit(control_name(one), "overlapping-targets", value, "0 px")
