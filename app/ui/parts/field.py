"""A control together with its label, help and error: the only way a field gets onto a page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpacerItem, QTextEdit, QVBoxLayout, QWidget

from app.messages import N_, Lazy
from app.ui.parts.badge import Badge, badge_size
from app.ui.parts.choice_group import ChoiceGroup
from app.ui.parts.combo import Combo
from app.ui.parts.flow import FlowRow
from app.ui.parts.painting import follow_theme, painting
from app.ui.parts.segmented import Segmented
from app.ui.parts.text import Text
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon

REQUIRED = N_("Required")


class ErrorLine(QWidget):
    """What has to be corrected: an octagon and one bold sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden line."""
        super().__init__(parent)
        self.words = Text("", "small", "danger", bold=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1)
        self.hide()
        self._renew()
        follow_theme(self._renew)

    def _renew(self) -> None:
        left = theme().icon_px("small") + theme().space(8)
        self._row.setContentsMargins(left, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the octagon beside the first line."""
        side = theme().icon_px("small")
        middle = self.words.layout_for(self.words.width()).middle()
        with painting(self) as painter:
            place = QRectF(0, middle - side / 2, side, side)
            paint_icon(painter, "octagon-alert", place, theme().color("danger"))


class Field(QWidget):
    """Label above, help between, control, error below; for the tree one named control."""

    def __init__(
        self,
        key: str,
        label: str | Lazy,
        control: QWidget,
        *,
        help_text: str | Lazy = "",
        required: bool = False,
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Join a control with its words; `wide` takes the whole width of a two-column form."""
        super().__init__(parent)
        self.key = key
        self.control = control
        self.wide = wide
        self._label = label
        self._required = required
        self._error: str | Lazy = ""
        self._help = help_text
        self._reason: str | Lazy = ""
        self.label = Text(label, "strong", max_em=0, line_em=1.35)
        self.help = Text(help_text, "small", "muted", line_em=1.45)
        self.note = Text("", "small", "muted", max_em=0, line_em=1.45)
        self.error = ErrorLine()
        self._level = QSpacerItem(0, 0)
        self._column = QVBoxLayout(self)
        self._build(required)
        target = control.focusProxy() or control
        target.setObjectName(f"field_{key}")
        target.setProperty("field_key", key)
        self.setObjectName(f"box_{key}")
        self.setProperty("keep_together", True)
        self.target = target
        if isinstance(target, (QLineEdit, QTextEdit, Combo)):
            self.label.setBuddy(target)
        self._renew()
        follow_theme(self._renew)

    def _build(self, required: bool) -> None:
        self._head = FlowRow(self.label, gap=8)
        if required:
            self._head.add(Badge(REQUIRED, "required"))
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(self.note, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.setContentsMargins(0, 0, 0, 0)
        # Free space lies above the label: a label belongs to its own field, not to a line of labels.
        self._column.addItem(self._level)
        self._column.addLayout(top)
        self._column.addWidget(self.help)
        self._column.addWidget(self.control)
        self._column.addWidget(self.error)
        self.help.setVisible(bool(str(self._help)))
        self.note.hide()

    @property
    def error_text(self) -> str:
        """Return the sentence below the control; empty when all is well."""
        return str(self._error)

    def set_error(self, text: str | Lazy) -> None:
        """Show what has to be corrected, also to the tree; "" takes it away."""
        self._error = text
        self.error.words.set_text(text)
        self.error.setVisible(bool(str(text)))
        self._set_wrong(bool(str(text)))
        self.target.setProperty("error_text", str(text))
        self._describe()

    def above(self, width: int) -> int:
        """Return the height of label and help in a width."""
        height = self._head.heightForWidth(width)
        if self.help.isVisibleTo(self):
            height += self._column.spacing() + self.help.heightForWidth(width)
        return height

    def set_level(self, missing_px: int) -> None:
        """Lower the control by what its label and help are shorter than the neighbour's."""
        if self._level.sizeHint().height() != missing_px:
            self._level.changeSize(0, missing_px)
            self._column.invalidate()

    def set_note(self, text: str | Lazy) -> None:
        """Say at the right of the label where the value comes from."""
        self.note.set_text(text)
        self.note.setVisible(bool(str(text)))
        self._describe()

    def set_help(self, text: str | Lazy) -> None:
        """Show another help line."""
        self._help = text
        self.help.set_text(text)
        self.help.setVisible(bool(str(text)))
        self._describe()

    def set_available(self, available: bool, because: str | Lazy = "") -> None:
        """Make the field dashed and read-only with a reason; it keeps its Tab stop."""
        self._reason = "" if available else because
        target = self.target
        if isinstance(target, (QLineEdit, QTextEdit)):
            target.setReadOnly(not available)
        elif isinstance(target, (Combo, Segmented, ChoiceGroup)):
            target.set_available(available)
        target.setProperty("unavailable", not available)
        self._repolish(target)
        self.help.set_text(self._help if available else because)
        self.help.setVisible(bool(str(self._reason or self._help)))
        self._describe()

    def _set_wrong(self, wrong: bool) -> None:
        if isinstance(self.target, (Combo, Segmented, ChoiceGroup)):
            self.target.set_wrong(wrong)
            return
        self.target.setProperty("wrong", wrong)
        self._repolish(self.target)

    @staticmethod
    def _repolish(widget: QWidget) -> None:
        """Let the style sheet see a changed property."""
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()

    def _renew(self) -> None:
        self._column.setSpacing(theme().space(4))
        # A badge is higher than a label: without it labels would stand on two levels.
        self.label.setMinimumHeight(badge_size("", "").height())
        name = str(self._label)
        if self._required:
            name = f"{name} {REQUIRED}"
        if self.target.accessibleName() != name:
            self.target.setAccessibleName(name)
        self._describe()

    def _describe(self) -> None:
        """Put the error, else the reason, else the help into the description."""
        parts = (
            str(self._error) or str(self._reason) or str(self._help),
            self.note.text(),
        )
        words = " ".join(part for part in parts if part)
        if words != self.target.accessibleDescription():
            self.target.setAccessibleDescription(words)
            event = QAccessibleEvent(self.target, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)
