"""Long work in words: which step, how much longer, a bar, a way to stop and what stays then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from app.messages import N_, Lazy
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.painting import paint_box, painting
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text
from app.ui.theme import theme
from app.ui.theme.tokens import size_px

if TYPE_CHECKING:
    from app.ui.actions import BoundAction


class Bar(QProgressBar):
    """A framed bar, 18 px high; it moves in steps and says nothing by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty bar from 0 to 100."""
        super().__init__(parent)
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the bar's height and a usable width."""
        return QSize(round(12 * theme().em()), theme().space(size_px("progress_px")))

    def minimumSizeHint(self) -> QSize:
        """The bar is never lower than its hint."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and fill."""
        area = QRectF(self.rect())
        span = max(1, self.maximum() - self.minimum())
        done = max(0.0, (self.value() - self.minimum()) / span)
        with painting(self) as painter:
            paint_box(painter, area, theme().color("field"), None, 0, 4)
            fill = QPainterPath()
            fill.addRoundedRect(area, 4, 4)
            part = QPainterPath()
            part.addRect(QRectF(0, 0, area.width() * done, area.height()))
            painter.fillPath(fill.intersected(part), theme().color("accent"))
            paint_box(painter, area, None, theme().color("border_strong"), 2, 4)


class ProgressCard(Card):
    """Shows a running job; the caller tells it of real steps, at most once a second."""

    cancelled = Signal()

    def __init__(
        self,
        step: str | Lazy = "",
        keeps: str | Lazy = "",
        cancel: BoundAction | None = None,
        cancel_label: str | Lazy | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a step; `keeps` says what stays if the person stops the work."""
        super().__init__(parent=parent)
        self.setObjectName("progress_card")
        self.step = Text(step, "strong", max_em=0)
        self.left = Text("", "small", "muted", max_em=0)
        self.bar = Bar()
        self.keeps = Text(keeps, "small", "muted")
        label = cancel_label if cancel_label is not None else (None if cancel else N_("Stop"))
        self.cancel_button = Button(cancel, label=label, icon="x", key="Esc")
        if cancel is None:
            self.cancel_button.setObjectName("progress_stop")
            self.cancel_button.setProperty("action_id", "progress.stop")
        self.cancel_button.clicked.connect(self.cancelled)
        self.column.addWidget(Sides(self.step, self.left))
        self.column.addWidget(self.bar)
        self.column.addWidget(Sides(self.keeps, self.cancel_button))
        self._name_bar()

    def set_progress(self, step: str | Lazy, done: int, total: int, left: str | Lazy = "") -> None:
        """Show a step in words, its share, and the time left in words."""
        self.step.set_text(step)
        self.left.set_text(left)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(min(done, max(1, total)))
        self._name_bar()

    def _name_bar(self) -> None:
        self.bar.setAccessibleName(self.step.text())
