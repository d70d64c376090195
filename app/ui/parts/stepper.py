"""Where somebody is in a few steps: numbered circles with words, in large text one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import N_, Lazy
from app.ui.parts.painting import follow_theme, painting
from app.ui.parts.roles import give_role
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon

MOST_STEPS = 6
SENTENCE = N_("Step {at} of {count}: {name}")


class Stepper(QWidget):
    """At most six steps; done ones are ticked, the present one is filled and bold."""

    def __init__(
        self, steps: Sequence[str | Lazy], current: int = 0, parent: QWidget | None = None
    ) -> None:
        """Show steps; `current` counts from 0."""
        super().__init__(parent)
        if len(steps) > MOST_STEPS:
            raise ValueError(f"at most {MOST_STEPS} steps, not {len(steps)}")
        self._steps = tuple(steps)
        self._current = current
        give_role(self, QAccessible.Role.StaticText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._renew()
        follow_theme(self._renew)

    def set_current(self, current: int) -> None:
        """Go to a step; counting from 0."""
        self._current = current
        self._renew()

    def sentence(self) -> str:
        """Return where somebody is, in words."""
        name = str(self._steps[self._current])
        return str(SENTENCE.format(at=self._current + 1, count=len(self._steps), name=name))

    def sizeHint(self) -> QSize:
        """Return the room for all circles and words, or for the sentence."""
        if self._is_sentence():
            size = self._layout(self.sentence(), True).size()
            return QSize(int(size.width()) + 1, int(size.height()))
        widths = [self._step_width(index) for index in range(len(self._steps))]
        gaps = self._gap_px() * (len(widths) - 1)
        return QSize(int(sum(widths)) + gaps + 1, round(self._circle_px() + 4))

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circles and words."""
        with painting(self) as painter:
            if self._is_sentence():
                words = self._layout(self.sentence(), True)
                words.paint(painter, QRectF(self.rect()), theme().color("text"))
                return
            x = 2.0
            for index in range(len(self._steps)):
                self._paint_step(painter, index, x)
                x += self._step_width(index)
                if index < len(self._steps) - 1:
                    self._paint_dash(painter, x)
                    x += self._gap_px()

    def _paint_step(self, painter: QPainter, index: int, x: float) -> None:
        side = self._circle_px()
        circle = QRectF(x, (self.height() - side) / 2, side, side)
        now, done = index == self._current, index < self._current
        ink = theme().color("accent" if now else "success" if done else "border_strong")
        painter.setPen(QPen(ink, 2))
        painter.setBrush(theme().color("accent" if now else "surface"))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        if done:
            tick = side * 0.22
            paint_icon(painter, "check", circle.adjusted(tick, tick, -tick, -tick), ink, 3)
        else:
            number = self._number(index)
            area = QRectF(circle.left(), circle.center().y() - number.height() / 2, side, side)
            centre = Qt.AlignmentFlag.AlignHCenter
            colour = theme().color("on_accent" if now else "text")
            number.paint(painter, area, colour, centre)
        words = self._layout(str(self._steps[index]), now)
        area = QRectF(circle.right() + 8, circle.center().y() - words.height() / 2, 1e4, 0)
        words.paint(painter, area, theme().color("text"))

    def _paint_dash(self, painter: QPainter, x: float) -> None:
        painter.setPen(QPen(theme().color("border_strong"), 2))
        y, third = self.height() / 2, self._gap_px() / 4
        painter.drawLine(QPointF(x + third, y), QPointF(x + self._gap_px() - third, y))

    def _renew(self) -> None:
        self.setAccessibleName(self.sentence())
        self.updateGeometry()
        self.update()

    def _is_sentence(self) -> bool:
        return theme().is_stacked()

    def _number(self, index: int) -> TextLayout:
        return TextLayout(
            str(index + 1), 1e4, TextStyle("small", tabular=True, bold=True, line_em=1)
        )

    def _layout(self, text: str, bold: bool) -> TextLayout:
        return TextLayout(text, 1e5, TextStyle("strong" if bold else "body", line_em=1.35))

    def _step_width(self, index: int) -> float:
        # Bold is measured for every step, so that nothing moves when the present one changes.
        return self._circle_px() + 8 + self._layout(str(self._steps[index]), True).size().width()

    def _circle_px(self) -> float:
        return round(1.8 * theme().em())

    def _gap_px(self) -> int:
        return theme().space(32)
