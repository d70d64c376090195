"""One letter of the keyboard on the screen: large, and named by its sound alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages.sign_names import spoken_letter
from app.ui.actions import BoundAction
from app.ui.parts.painting import paint_box, painting
from app.ui.parts.pressable import Pressable
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.tokens import shape_px


def key_px() -> int:
    """Return the least side of a key."""
    return max(theme().target(), round(2.2 * theme().em()))


class LetterKey(Pressable):
    """A key with one letter; the row and place of it never change while a page is shown."""

    role = QAccessible.Role.Button

    def __init__(self, bound: BoundAction, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(bound, letter, parent)
        self.letter = letter
        self.setObjectName(f"letter_{ord(letter):x}")
        # A letter is no sentence of ours: it is not translated and carries no furigana.
        self.setProperty("is_data", True)
        self.setProperty("moves_by_arrows", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._renew()

    def _renew(self) -> None:
        self.setText(self.letter)
        self.setAccessibleName(spoken_letter(self.letter))
        super()._renew()

    def hasHeightForWidth(self) -> bool:
        """One letter stands in a square, whatever the width."""
        return False

    def sizeHint(self) -> QSize:
        """Return a square a shaking hand hits."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the square of one target with a large letter in it."""
        return QSize(key_px(), key_px())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, edge and letter."""
        area = QRectF(self.rect())
        ground, ink = "surface", "text"
        if self.isDown():
            ground, ink = "accent_pressed", "on_accent"
        elif self.underMouse():
            ground = "hover"
        words = TextLayout(self.letter, area.width(), TextStyle("h2"))
        with painting(self) as painter:
            paint_box(
                painter, area, theme().color(ground), theme().color("border_strong"),
                theme().rule(), shape_px("radius_control"),
            )  # fmt: skip
            left = (area.width() - words.size().width()) / 2
            top = (area.height() - words.height()) / 2
            place = QRectF(left, top, words.size().width(), words.height())
            words.paint(painter, place, theme().color(ink))
