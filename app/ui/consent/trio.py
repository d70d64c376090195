"""Three answers of the same size, ink and edge; nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.messages import _
from app.ui.actions import BoundAction
from app.ui.consent.talk_presenter import Box
from app.ui.parts.painting import follow_theme, paint_box, painting
from app.ui.parts.pressable import Pressable
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon
from app.ui.theme.tokens import shape_px

_LEAST_PX = 96
_NARROW_EM = 14


class AnswerBox(Pressable):
    """One answer: icon, word and a small line below it."""

    def __init__(self, bound: BoundAction, box: Box, number: int) -> None:
        super().__init__(bound, box.value)
        self._box = box
        self.setObjectName(f"answer_{number}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._renew()

    def _renew(self) -> None:
        if not hasattr(self, "_box"):
            return
        box = self._box
        self.setText(box.word)
        said = _("{word}: {line}").format(word=box.word, line=box.line) if box.line else box.word
        self.setAccessibleName(said)
        super()._renew()

    def sizeHint(self) -> QSize:
        """Return the size with the words unbroken."""
        word, line = self._words(1e6)
        inner = max(self._head_px(word), line.size().width() if line else 0.0)
        width = int(inner) + 1 + 2 * self._pad()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Words wrap; a few letters have to stand beside the icon."""
        return QSize(round(6 * theme().em("h2")), self._least())

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words."""
        word, line = self._words(width - 2 * self._pad())
        words = word.height() + (line.height() if line else 0)
        return max(words + 2 * theme().space(16), theme().space(_LEAST_PX), self._least())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, its icon and words in the middle."""
        down = self.isDown()
        fill = "accent" if down else "hover" if self.underMouse() else "surface"
        ink = theme().color("on_accent" if down else "accent")
        quiet = theme().color("on_accent" if down else "muted")
        word, line = self._words(self.width() - 2 * self._pad())
        middle = Qt.AlignmentFlag.AlignHCenter
        with painting(self) as painter:
            paint_box(painter, QRectF(self.rect()), theme().color(fill), theme().color("accent"),
                      theme().button_border(), shape_px("radius_card"))  # fmt: skip
            block = word.height() + (line.height() if line else 0)
            top = (self.height() - block) / 2
            x = (self.width() - self._head_px(word)) / 2
            side = self._icon_px()
            place = QRectF(x, top + word.middle() - side / 2, side, side)
            paint_icon(painter, self._box.icon, place, ink)
            at = x + side + self._gap()
            word.paint(painter, QRectF(at, top, word.size().width(), word.height()), ink)
            if line is not None:
                area = QRectF(self._pad(), top + word.height(), self.width() - 2 * self._pad(),
                              line.height())  # fmt: skip
                line.paint(painter, area, quiet, middle)

    def _words(self, width: float) -> tuple[TextLayout, TextLayout | None]:
        box = self._box
        room = max(1.0, width - self._icon_px() - self._gap())
        word = TextLayout(box.word, room, TextStyle("h2", line_em=1.35),
                          readings=theme().readings(box.word))  # fmt: skip
        if not box.line:
            return word, None
        small = TextStyle("body", line_em=1.45)
        return word, TextLayout(box.line, width, small, readings=theme().readings(box.line))

    def _head_px(self, word: TextLayout) -> float:
        return self._icon_px() + self._gap() + word.size().width()

    def _icon_px(self) -> int:
        return theme().icon_px("h2")

    def _gap(self) -> int:
        return theme().beside(12)

    def _pad(self) -> int:
        return theme().space(16)


class AnswerTrio(QWidget):
    """Three boxes side by side, below each other where there is no room; all equally large."""

    def __init__(self, bound: BoundAction) -> None:
        super().__init__()
        self._bound = bound
        self._boxes: list[AnswerBox] = []
        self._anchor = TabAnchor(self)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        follow_theme(self._place)

    @property
    def boxes(self) -> tuple[AnswerBox, ...]:
        """Return the three boxes."""
        return tuple(self._boxes)

    def show_boxes(self, boxes: Sequence[Box]) -> None:
        """Offer other answers."""
        old, self._boxes = self._boxes, [
            AnswerBox(self._bound, box, number) for number, box in enumerate(boxes)
        ]  # fmt: skip
        for one in self._boxes:
            self._line.addWidget(one, 1)
            one.show()
        self._anchor.put_after(self._boxes)
        for one in old:
            self._line.removeWidget(one)
            one.setObjectName("")
            one.hide()
            one.deleteLater()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width; three boxes of one row are equally high."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        narrow = self.width() < 3 * _NARROW_EM * theme().em()
        stacked = theme().is_stacked() or (self.width() > 0 and narrow)
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._line.setSpacing(theme().space(16))
        each = self.width()
        if not stacked:
            each = (self.width() - 2 * theme().space(16)) // 3
        tallest = max((one.heightForWidth(each) for one in self._boxes), default=0)
        for one in self._boxes:
            one.setMinimumHeight(tallest)
