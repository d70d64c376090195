"""The one focus ring of a window: a line of persimmon around what has the focus, after a gap.

A top child of the window, transparent for the mouse and, as a QFocusFrame, outside the
accessibility tree. It follows focus, moves, sizes and scrolling, cut by the visible viewport.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFocusFrame,
    QWidget,
)

from app.ui.parts.painting import follow_theme, painting
from app.ui.theme import theme
from app.ui.theme.tokens import shape_px, tokens

_FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ZOrderChange,
)


class FocusRing(QFocusFrame):
    """Draws the ring; one per top-level window, made by whoever makes the window."""

    def __init__(self, window: QWidget) -> None:
        """Follow the focus inside a window."""
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._around = QRect()
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        follow_theme(self.place)
        self.follow(window.focusWidget())

    @property
    def target(self) -> QWidget | None:
        """Return what the ring is around."""
        return self._target

    def follow(self, widget: QWidget | None) -> None:
        """Put the ring around a widget; None hides it."""
        for watched in self._watched:
            if shiboken6.isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        self._unlink_view()
        self._target = widget
        step = widget
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget() if step is not self._window else None
        self._link_view()
        self.place()

    def place(self) -> None:
        """Move to where the target is now."""
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        ring = theme().ring()
        reach = ring.width + ring.gap
        inner, clip = self._visible_part(target)
        self._around = inner.adjusted(-reach, -reach, reach, reach)
        shown = self._around.intersected(clip)
        if shown.isEmpty():
            self.hide()
            return
        self.setGeometry(shown)
        self.show()
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target and everything it lies in."""
        # While a window dies Qt still reports hiding; by then nothing of it may be touched.
        if event.type() in _FOLLOWED and self._is_alive():
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw gap and ring, shifted when part of them is scrolled away."""
        ring = theme().ring()
        outer = QRectF(self._around).translated(-QRectF(self.geometry()).topLeft())
        radius = shape_px("radius_control") + int(tokens()["focus"]["radius_add"]) + ring.gap
        half = ring.width / 2
        line = outer.adjusted(half, half, -half, -half)
        inset = ring.width + ring.gap / 2
        gap = outer.adjusted(inset, inset, -inset, -inset)
        with painting(self) as painter:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("bg"), ring.gap + 1))
            painter.drawRoundedRect(gap, radius - inset, radius - inset)
            painter.setPen(QPen(theme().color("focus"), ring.width))
            painter.drawRoundedRect(line, radius - half, radius - half)

    def _is_alive(self) -> bool:
        return bool(shiboken6.isValid(self) and shiboken6.isValid(self._window))

    def _visible_part(self, target: QWidget) -> tuple[QRect, QRect]:
        """Return the ringed rectangle and the visible area, both in window coordinates."""
        inner = target.rect()
        own = getattr(target, "ring_rect", None)
        if callable(own):
            inner = own()
        inner = inner.translated(target.mapTo(self._window, QPoint(0, 0)))
        clip = self._window.rect()
        step = target.parentWidget()
        while step is not None and step is not self._window:
            area = step.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is step:
                clip = clip.intersected(step.rect().translated(step.mapTo(self._window, QPoint())))
            step = area
        return inner, clip

    def _link_view(self) -> None:
        view = self._target
        if isinstance(view, QAbstractItemView):
            view.verticalScrollBar().valueChanged.connect(self.place)
            if view.selectionModel() is not None:
                view.selectionModel().currentChanged.connect(self.place)

    def _unlink_view(self) -> None:
        view = self._target
        if isinstance(view, QAbstractItemView) and shiboken6.isValid(view):
            view.verticalScrollBar().valueChanged.disconnect(self.place)
            if view.selectionModel() is not None:
                view.selectionModel().currentChanged.disconnect(self.place)

    def _on_focus_changed(self, old: QObject | None, new: QObject | None) -> None:
        if not self._is_alive():
            return
        if isinstance(new, QWidget) and new.window() is self._window:
            self.follow(new)
        elif self._target is old or new is None:
            self.follow(None)
