"""The status line: saved, look, help. News is never told here."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.sync.standing import Standing
from app.messages import N_, Lazy
from app.messages.sync import short_standing
from app.messages.times import time_of_day
from app.ui.actions import BoundAction
from app.ui.parts.painting import follow_theme, painting
from app.ui.parts.pressable import Pressable
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon

SCHEME_WORDS = {
    "light": N_("Light"),
    "dark": N_("Dark"),
    "yellow": N_("Yellow on black"),
    "white": N_("Black on white"),
}


class StatusPart(Pressable):
    """One part of the line: icon and word, a full target to press."""

    def __init__(self, bound: BoundAction, icon: str, name: str, color: str = "text") -> None:
        super().__init__(bound)
        self._icon, self._color = icon, color
        self._label: str | Lazy = bound.spec.label
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        self._renew()

    def set_label(self, label: str | Lazy, icon: str | None = None, color: str = "text") -> None:
        """Show other words."""
        self._label, self._icon, self._color = label, icon or self._icon, color
        self._renew()

    def _renew(self) -> None:
        self.setText(str(self._label))
        self.setAccessibleName(str(self._label))
        super()._renew()

    def sizeHint(self) -> QSize:
        """Return the size with all words on one line."""
        look = theme()
        words = self._words()
        width = look.icon_px("small") + look.space(8) + words.size().width() + look.space(16)
        return QSize(max(look.target(), round(width) + 1), look.target())

    def minimumSizeHint(self) -> QSize:
        """Return the same: words of the line never wrap."""
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        """Return the height of a target."""
        return theme().target()

    def icon_spot(self) -> QPointF:
        """Return the middle of the icon, where a number may cover it."""
        return QPointF(theme().space(8) + theme().icon_px("small") / 2, self.height() / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and words."""
        look = theme()
        area = QRectF(self.rect())
        side = look.icon_px("small")
        left = float(look.space(8))
        with painting(self) as painter:
            if self.underMouse():
                painter.fillRect(area, look.color("hover"))
            icon_area = QRectF(left, area.center().y() - side / 2, side, side)
            paint_icon(painter, self._icon, icon_area, look.color(self._color))
            words = self._words()
            left += side + look.space(8)
            words.paint(painter, QRectF(left, area.center().y() - words.height() / 2,
                                        words.size().width(), words.height()),
                        look.color("text"))  # fmt: skip

    def _words(self) -> TextLayout:
        return TextLayout(self.text(), 10_000, TextStyle("small", line_em=1.3))


class StatusLine(QWidget):
    """Saved at · exchange with the server · text size and scheme · help."""

    def __init__(
        self, messages: BoundAction, sync: BoundAction, display: BoundAction, help_: BoundAction
    ) -> None:
        super().__init__()
        self.setObjectName("status_line")
        self.setProperty("region", "status")
        self._saved_at: datetime | None = None
        self._standing: Standing | None = None
        self.saved = StatusPart(messages, "circle-check", "status_saved", "success")
        self.sync = StatusPart(sync, "refresh-cw", "status_sync")
        self.look = StatusPart(display, "type", "status_look")
        self.help = StatusPart(help_, "circle-help", "status_help")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.saved)
        self._row.addWidget(self.sync)
        self._row.addStretch(1)
        self._row.addWidget(self.look)
        self._row.addWidget(self.help)
        self._renew()
        follow_theme(self._renew)

    def parts(self) -> tuple[StatusPart, ...]:
        """Return the parts in reading order."""
        return self.saved, self.sync, self.look, self.help

    def show_saved(self, at: datetime) -> None:
        """Say when the last thing was saved."""
        self._saved_at = at
        self._renew()

    def show_standing(self, standing: Standing | None) -> None:
        """Say how this device stands to its server; one without a server says nothing."""
        self._standing = standing
        self._renew()

    def _renew(self) -> None:
        look = theme()
        modes = look.modes
        short = look.is_stacked()
        if self._saved_at is None:
            saved: str | Lazy = N_("Messages")
            self.saved.set_label(saved, "history", "text")
        elif short:
            self.saved.set_label(N_("Saved"), "circle-check", "success")
        else:
            saved = N_("Saved ({time})").format(time=time_of_day(self._saved_at))
            self.saved.set_label(saved, "circle-check", "success")
        # Large letters leave room for three parts; the page itself is one step from the menu.
        self.sync.setVisible(
            self._standing is not None and self._standing.is_enrolled and not short
        )
        if self._standing is not None:
            self.sync.set_label(*short_standing(self._standing))
        words = N_("Text {percent} %").format(percent=modes.text_percent)
        if not short:
            words = N_("Text {percent} % · {scheme}").format(
                percent=modes.text_percent, scheme=SCHEME_WORDS[modes.scheme]
            )
        self.look.set_label(words)
        self.help.set_label(N_("Help"))
        self._row.setContentsMargins(look.space(8), 0, look.space(8), 0)
        self._row.setSpacing(look.space(8))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the deeper ground and the rule to the content."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), theme().color("raised"))
            painter.fillRect(0, 0, self.width(), theme().rule(), theme().color("border"))
