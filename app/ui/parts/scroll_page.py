"""A page that scrolls only downwards and keeps what has the focus in sight."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.parts.painting import follow_theme
from app.ui.theme import theme

WIDEST_PX = 1280
# A window of 1600 less the side navigation.
STOPS_FROM_PX = 1384
AIR_PX = 8


class _Content(QWidget):
    """What scrolls: as high as its words need in the width there is, and no higher.

    Qt also asks how high it is at its narrowest, where every line breaks; a page that fits would
    get a scroll bar from that.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width that is given."""
        return QSize(super().minimumSizeHint().width(), 0)


class ScrollPage(QScrollArea):
    """A scrolling column; on very wide windows the content stops and the rest stays paper."""

    def __init__(self, margin: int = 24, parent: QWidget | None = None) -> None:
        """Make an empty page; `margin` is a distance of the spacing scale."""
        super().__init__(parent)
        self._margin = margin
        self._inner = _Content()
        frame = QVBoxLayout(self._inner)
        frame.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout()
        frame.addLayout(self._column)
        # A stretch instead of an alignment: an aligned layout ignores height for width.
        frame.addStretch(1)
        self._inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inner)
        self._inner.installEventFilter(self)
        self._inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self._renew()
        follow_theme(self._renew)

    @property
    def column(self) -> QVBoxLayout:
        """Return the layout to fill from the top."""
        return self._column

    def keep_in_sight(self) -> None:
        """Scroll until the widget with the focus shows, its ring included."""
        widget = QApplication.focusWidget()
        if widget is None or not self._inner.isAncestorOf(widget):
            return
        ring = theme().ring()
        air = AIR_PX + ring.width + ring.gap
        whole = self._kept_together(widget)
        if whole.height() + 2 * air <= self.viewport().height():
            self.ensureWidgetVisible(whole, 0, air)
        self.ensureWidgetVisible(widget, 0, air)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content when it grows around the focus."""
        if watched is self._inner and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self.keep_in_sight)
        return bool(super().eventFilter(watched, event))

    def _kept_together(self, widget: QWidget) -> QWidget:
        """Return the field around a control: its label and error are seen with it."""
        step: QWidget | None = widget
        while step is not None and step is not self._inner:
            if step.property("keep_together"):
                return step
            step = step.parentWidget()
        return widget

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the focus in sight when a message takes its row, and stop at the widest column."""
        super().resizeEvent(event)
        self._set_margins()
        QTimer.singleShot(0, self, self.keep_in_sight)

    def _on_focus_changed(self, old: QObject | None, new: QObject | None) -> None:
        if isinstance(new, QWidget) and shiboken6.isValid(self) and self._inner.isAncestorOf(new):
            self.keep_in_sight()

    def _renew(self) -> None:
        self._column.setSpacing(theme().space(12))
        self.verticalScrollBar().setSingleStep(round(theme().em() * 2))
        self._set_margins()

    def _set_margins(self) -> None:
        margin = theme().space(self._margin)
        width = self.viewport().width()
        spare = width - WIDEST_PX - 2 * margin if width > STOPS_FROM_PX else 0
        self._column.setContentsMargins(margin, margin // 2, margin + spare, margin)
