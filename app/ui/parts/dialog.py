"""The question before what cannot simply be undone: keep has the focus, act repeats the verb."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.messages import Lazy
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.focus_ring import FocusRing
from app.ui.parts.painting import follow_theme, paint_box, painting, room_on_screen
from app.ui.parts.text import Text
from app.ui.theme import theme
from app.ui.theme.tokens import shape_px

WIDEST_EM = 36


class AskDialog(QDialog):
    """A question, one sentence of consequence, two buttons; Esc keeps everything."""

    def __init__(
        self,
        title: str | Lazy,
        consequence: str | Lazy,
        act_label: str | Lazy,
        keep_label: str | Lazy,
        on_act: Callable[[], None] | None = None,
        *,
        is_danger: bool = True,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Prepare the question; `open()` or `exec()` asks it."""
        super().__init__(parent)
        self._title, self._consequence = title, consequence
        self.setObjectName("ask_dialog")
        self.setModal(True)
        self.question = Text(title, "h2", max_em=0)
        self.words = Text(consequence, "body")
        self.keep_button = Button(label=keep_label, key="Esc")
        self.keep_button.setObjectName("dialog_keep")
        self.keep_button.setProperty("action_id", "dialog.keep")
        kind = "danger_filled" if is_danger else "primary"
        self.act_button = Button(kind=kind, label=act_label, icon=icon)
        self.act_button.setObjectName("dialog_act")
        self.act_button.setProperty("action_id", "dialog.act")
        self.keep_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.accept)
        if on_act is not None:
            self.accepted.connect(on_act)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.question)
        self._column.addWidget(self.words)
        self._column.addStretch(1)
        self._column.addWidget(FlowRow(self.keep_button, self.act_button, right=True))
        self._ring = FocusRing(self)
        self._renew()
        follow_theme(self._renew)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the button that keeps."""
        super().showEvent(event)
        self._fit()
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its edge."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), theme().color("surface"))
            edge = theme().color("border_strong")
            paint_box(painter, QRectF(self.rect()), None, edge, 2, shape_px("radius_card"))

    def _renew(self) -> None:
        self.setWindowTitle(str(self._title))
        self.setAccessibleName(str(self._title))
        self.setAccessibleDescription(str(self._consequence))
        pad = theme().space(24)
        self._column.setContentsMargins(pad, theme().space(16), pad, theme().space(16))
        self._column.setSpacing(theme().space(8))
        self._fit()

    def _fit(self) -> None:
        """Take the width words need, at most 36 em and never wider than the window or screen."""
        room = room_on_screen(self).size()
        owner = self.parentWidget()
        if owner is not None:
            room = room.boundedTo(owner.window().size())
        width = min(round(WIDEST_EM * theme().em()), room.width() - 2 * theme().space(16))
        height = self._column.totalHeightForWidth(width)
        self.setMinimumSize(0, 0)
        self.resize(width, height)
        self.setMinimumHeight(min(height, room.height()))
