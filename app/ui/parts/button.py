"""The button: an icon, a verb and its key; five kinds, the same states in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import Lazy
from app.messages.phrases import phrases
from app.ui.parts.painting import paint_box, painting
from app.ui.parts.pressable import Pressable
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon
from app.ui.theme.modes import is_easy
from app.ui.theme.tokens import shape_px

if TYPE_CHECKING:
    from app.ui.actions import BoundAction


class Look(NamedTuple):
    """Colour roles of one state: ground, edge and ink; an empty role is not painted."""

    fill: str
    edge: str
    ink: str


class KindLook(NamedTuple):
    """The looks of one kind of button."""

    usual: Look
    hover: Look
    pressed: Look


KINDS: Final = {
    "primary": KindLook(
        Look("accent", "accent", "on_accent"),
        Look("accent_hover", "accent_hover", "on_accent"),
        Look("accent_pressed", "accent_pressed", "on_accent"),
    ),
    "secondary": KindLook(
        Look("surface", "accent", "accent"),
        Look("hover", "accent", "accent"),
        Look("accent", "accent", "on_accent"),
    ),
    "danger": KindLook(
        Look("surface", "danger", "danger"),
        Look("danger_soft", "danger", "danger"),
        Look("danger_fill", "danger_fill", "on_danger"),
    ),
    "danger_filled": KindLook(
        Look("danger_fill", "danger_fill", "on_danger"),
        Look("danger_hover", "danger_hover", "on_danger"),
        Look("danger_pressed", "danger_pressed", "on_danger"),
    ),
    "quiet": KindLook(
        Look("", "", "accent"),
        Look("hover", "", "accent"),
        Look("accent", "", "on_accent"),
    ),
}
UNAVAILABLE: Final = Look("disabled_bg", "disabled_border", "disabled_text")


class Button(Pressable):
    """A button made from an action; its words wrap and it is never smaller than a target."""

    def __init__(
        self,
        bound: BoundAction | None = None,
        kind: str = "secondary",
        subject: object | None = None,
        label: str | Lazy | None = None,
        *,
        icon: str | None = None,
        key: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Take label, icon and key from the action unless given; `key` "" shows no key cap."""
        super().__init__(bound, subject, parent)
        self._kind = kind
        self.setProperty("kind", kind)
        self._label = label
        self._icon = icon if icon is not None else (bound.spec.icon if bound else "")
        self._key = key if key is not None else (bound.spec.shortcut if bound else "")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._renew()

    @property
    def kind(self) -> str:
        """Return which of the five kinds this is."""
        return self._kind

    def set_kind(self, kind: str) -> None:
        """Become another kind, for example primary while somebody waits."""
        self._kind = kind
        self.setProperty("kind", kind)
        self._renew()

    def set_label(self, label: str | Lazy) -> None:
        """Use other words than the action's own."""
        self._label = label
        self._renew()

    def _renew(self) -> None:
        label = self._label
        if label is None:
            label = self._bound.label if self._bound is not None else ""
        self.setText(str(label))
        # Qt would read "&" in a text as a mnemonic; names are given without one.
        self.setAccessibleName(str(label))
        super()._renew()

    def _on_action_changed(self) -> None:
        if (
            self._bound is not None
            and self._label is None
            and self.text() != str(self._bound.label)
        ):
            self._renew()
        super()._on_action_changed()

    def sizeHint(self) -> QSize:
        """Return the size with all words on one line."""
        words = self._words(1e6)
        width = int(words.size().width()) + 1 + self._beside_words()
        return QSize(max(width, self._least()), self._height_of(words))

    def minimumSizeHint(self) -> QSize:
        """Return the size with each phrase on its own line."""
        metrics = QFontMetricsF(self._words(1e6).font)
        pieces = phrases(self.text(), is_easy(theme().modes)) or ("",)
        longest = max(metrics.horizontalAdvance(piece.rstrip()) for piece in pieces)
        width = int(longest) + 1 + self._beside_words()
        return QSize(max(width, self._least()), self._least())

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words, at least a target."""
        return self._height_of(self._words(width - self._beside_words()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon, words and key for the current state."""
        look = self._look()
        with painting(self) as painter:
            self._paint_ground(painter, look)
            self._paint_content(painter, theme().color(look.ink))

    def icon_spot(self) -> QPointF | None:
        """Return the middle of the icon, where a number may cover it; None without an icon."""
        if not self._icon:
            return None
        words = self._words(self.width() - self._beside_words())
        content = words.size().width() + self._beside_words() - 2 * self._pad_x()
        x = max(float(self._pad_x()), (self.width() - content) / 2)
        return QPointF(x + theme().icon_px() / 2, self.height() / 2)

    def _look(self) -> Look:
        if not (self._available and self.isEnabled()):
            return UNAVAILABLE
        kind = KINDS[self._kind]
        if self.isDown():
            return kind.pressed
        return kind.hover if self.underMouse() else kind.usual

    def _paint_ground(self, painter: QPainter, look: Look) -> None:
        paint_box(
            painter,
            QRectF(self.rect()),
            theme().color(look.fill) if look.fill else None,
            theme().color(look.edge) if look.edge else None,
            theme().button_border(),
            shape_px("radius_control"),
            dashed=look is UNAVAILABLE,
        )

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        words = self._words(self.width() - self._beside_words())
        content = words.size().width() + self._beside_words() - 2 * self._pad_x()
        x = max(float(self._pad_x()), (self.width() - content) / 2)
        top = (self.height() - words.height()) / 2
        if self._icon:
            side = theme().icon_px()
            # Beside one line the icon stands with its letters, beside several in their middle.
            middle = top + words.middle() if len(words.lines) == 1 else self.height() / 2
            paint_icon(painter, self._icon, QRectF(x, middle - side / 2, side, side), ink)
            x += side + self._icon_gap()
        area = QRectF(x, top, words.size().width(), words.height())
        words.paint(painter, area, ink)
        if self._kind == "quiet":
            self._underline(painter, area, words, ink)
        if self._key:
            self._paint_key(painter, area.right(), ink)

    def _underline(self, painter: QPainter, area: QRectF, words: TextLayout, ink: QColor) -> None:
        painter.setPen(QPen(ink, 1.5))
        for line in words.lines:
            y = area.top() + line.top + words.baseline() + 0.26 * theme().em()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.left() + line.width, y))

    def _paint_key(self, painter: QPainter, left: float, ink: QColor) -> None:
        font = theme().font("small", tabular=True)
        metrics = QFontMetricsF(font)
        key = self._shown_key()
        em = theme().em("small")
        height = round(1.6 * em)
        top = round((self.height() - height) / 2)
        box = QRectF(round(left + self._key_gap()), top, self._key_width(), height)
        paint_box(painter, box, None, ink, theme().rule(), shape_px("radius_badge"))
        painter.setPen(QPen(ink))
        painter.setFont(font)
        base = box.center().y() + em / 2 - 0.12 * em
        painter.drawText(QPointF(box.center().x() - metrics.horizontalAdvance(key) / 2, base), key)

    def _words(self, width: float) -> TextLayout:
        style = TextStyle("body" if self._kind == "quiet" else "strong", line_em=1.3)
        text = self.text()
        return TextLayout(text, width, style, readings=theme().readings(text))

    def _beside_words(self) -> int:
        """Return the width of everything but the words."""
        width = 2 * self._pad_x()
        if self._icon:
            width += theme().icon_px() + self._icon_gap()
        if self._key:
            width += self._key_gap() + self._key_width()
        return width

    def _shown_key(self) -> str:
        return QKeySequence(self._key).toString(QKeySequence.SequenceFormat.NativeText)

    def _key_width(self) -> int:
        metrics = QFontMetricsF(theme().font("small", tabular=True))
        return round(metrics.horizontalAdvance(self._shown_key()) + 0.7 * theme().em("small"))

    def _pad_x(self) -> int:
        return theme().beside(8) if self._kind == "quiet" else theme().beside(16)

    def _icon_gap(self) -> int:
        return theme().beside(8)

    def _key_gap(self) -> int:
        return theme().beside(12)

    def _height_of(self, words: TextLayout) -> int:
        return max(self._least(), words.height() + 2 * theme().space(8))
