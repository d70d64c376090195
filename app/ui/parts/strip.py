"""The message strip: a row of the layout that tells news without covering anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.messages import N_, Lazy
from app.ui.parts.button import Button
from app.ui.parts.glyph import Glyph
from app.ui.parts.painting import follow_theme, paint_bar, paint_box, painting
from app.ui.parts.roles import give_role
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.parts.text import Text
from app.ui.theme import theme
from app.ui.theme.tokens import shape_px

if TYPE_CHECKING:
    from app.ui.actions import BoundAction

ICONS: Final = {
    "success": "circle-check",
    "info": "info",
    "warning": "triangle-alert",
    "danger": "octagon-alert",
}


class MessageStrip(QWidget):
    """One message at a time; hidden while there is none. Its role makes screen readers speak it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty, hidden strip."""
        super().__init__(parent)
        self._kind = "info"
        self._button: Button | None = None
        self.setObjectName("message_strip")
        give_role(self, QAccessible.Role.Notification)
        self._icon = Glyph(ICONS[self._kind], self._kind)
        self.words = Text("", "body", max_em=0, line_em=1.35)
        self.anchor = TabAnchor(self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        self.hide()
        self._renew()
        follow_theme(self._renew)

    @property
    def button(self) -> Button | None:
        """Return the strip's one button, if it has one."""
        return self._button

    def show_message(
        self,
        text: str | Lazy,
        kind: str = "success",
        bound: BoundAction | None = None,
        subject: object | None = None,
    ) -> None:
        """Show a sentence; kinds: success, info, warning, danger.

        The one button does the given action; without an action it closes the strip.
        """
        self.hide()
        self._kind = kind
        self._icon.set_icon(ICONS[kind], kind)
        self.words.set_text(text)
        self.setAccessibleName(str(text))
        self._set_button(bound, subject)
        self.show()

    def clear(self) -> None:
        """Take the message away."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _set_button(self, bound: BoundAction | None, subject: object | None) -> None:
        if self._button is not None:
            self._row.removeWidget(self._button)
            self._button.hide()
            self._button.deleteLater()
        if bound is not None:
            self._button = Button(bound, "secondary", subject)
        else:
            self._button = Button(label=N_("Close"), icon="x")
            self._button.setObjectName("message_close")
            self._button.setProperty("action_id", "message.close")
        self._button.clicked.connect(self.clear)
        self._row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.follow_anchor()

    def follow_anchor(self) -> None:
        """Keep the button where the strip stands in the Tab order."""
        if self._button is not None:
            self.anchor.put_after((self._button,))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card with its status bar."""
        area = QRectF(self.rect())
        radius = shape_px("radius_card")
        with painting(self) as painter:
            paint_box(painter, area, theme().color("surface"), None, 0, radius)
            bar = shape_px("marker_bar_px")
            paint_bar(painter, area, theme().color(self._kind), bar, radius)
            paint_box(painter, area, None, theme().color("border_strong"), 2, radius)

    def _renew(self) -> None:
        pad = theme().space(8)
        self._row.setContentsMargins(theme().space(16) + 4, pad, pad + 2, pad)
        self._row.setSpacing(theme().space(8))
        self.setAccessibleName(self.words.text())
        self.update()
