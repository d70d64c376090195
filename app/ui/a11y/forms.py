"""Forms: every field comes with its label, help, error and stable name, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.messages import Lazy
from app.ui.parts.choice_card import ChoiceCard
from app.ui.parts.choice_group import Choice, ChoiceGroup
from app.ui.parts.combo import Combo
from app.ui.parts.field import Field
from app.ui.parts.line_field import LineField, SecretField
from app.ui.parts.long_text import LongText
from app.ui.parts.painting import follow_theme
from app.ui.parts.section import Section
from app.ui.parts.segmented import Segmented
from app.ui.theme import theme

CHECKED = "yes"
_TOP = Qt.AlignmentFlag.AlignTop


class Form(QWidget):
    """Labelled fields in one or two columns; values are strings by key."""

    changed = Signal()
    entered = Signal()

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        """Make an empty form; two columns become one from 200 % and when narrow."""
        super().__init__(parent)
        self._columns = columns
        self._fields: dict[str, Field] = {}
        self._items: list[QWidget] = []
        self._read: dict[str, Callable[[], str]] = {}
        self._write: dict[str, Callable[[str], None]] = {}
        self._placed_columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        follow_theme(self._renew)

    def heading(self, title: str | Lazy) -> Section:
        """Begin a group of fields under a heading."""
        section = Section(title)
        self._items.append(section)
        self._renew()
        return section

    def text(
        self,
        key: str,
        label: str | Lazy,
        help: str | Lazy = "",
        required: bool = False,
        *,
        wide: bool = False,
        value: str = "",
    ) -> Field:
        """Add a field for one line."""
        control = LineField()
        control.setText(value)
        return self._add_line(key, label, control, control, help, required, wide)

    def phone(
        self,
        key: str,
        label: str | Lazy,
        help: str | Lazy = "",
        required: bool = False,
        *,
        wide: bool = False,
    ) -> Field:
        """Add a field for a phone number; the keyboard of the input method stays on figures."""
        control = LineField()
        control.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        return self._add_line(key, label, control, control, help, required, wide)

    def date(
        self,
        key: str,
        label: str | Lazy,
        help: str | Lazy = "",
        required: bool = False,
        *,
        wide: bool = False,
        understand: Callable[[str], date] | None = None,
        say: Callable[[date], str] | None = None,
    ) -> Field:
        """Add a field for a day as people write it (S15.4.1, 昭和15年4月1日, 1940-04-01).

        `understand` raises ValueError for what is no day; `say` gives the sentence shown at the
        label once a day is understood.
        """
        control = LineField()
        control.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        field = self._add_line(key, label, control, control, help, required, wide)
        if understand is not None and say is not None:
            control.editingFinished.connect(lambda: _show_day(field, control, understand, say))
        return field

    def secret(
        self,
        key: str,
        label: str | Lazy,
        help: str | Lazy = "",
        required: bool = False,
        *,
        wide: bool = False,
    ) -> Field:
        """Add a field for a PIN or password; it can be pasted, and shown on demand."""
        control = SecretField(label)
        control.show_button.setObjectName(f"show_{key}")
        control.show_button.setProperty("field_key", key)
        return self._add_line(key, label, control, control.line, help, required, wide)

    def long_text(
        self,
        key: str,
        label: str | Lazy,
        help: str | Lazy = "",
        required: bool = False,
        *,
        lines: int = 4,
    ) -> Field:
        """Add a field for several lines; it takes the whole width."""
        control = LongText(lines=lines)
        control.written.connect(self.changed)
        self._read[key] = control.toPlainText
        self._write[key] = control.set_plain
        return self._add(Field(key, label, control, help_text=help, required=required, wide=True))

    def combo(
        self,
        key: str,
        label: str | Lazy,
        choices: list[tuple[str, str | Lazy]],
        help: str | Lazy = "",
        required: bool = False,
        *,
        wide: bool = False,
    ) -> Field:
        """Add a drop-down list of (value, label) pairs; for more than five choices."""
        control = Combo(choices)
        control.currentIndexChanged.connect(lambda *_: self.changed.emit())
        self._read[key] = control.value
        self._write[key] = control.set_value
        return self._add(Field(key, label, control, help_text=help, required=required, wide=wide))

    def segmented(
        self,
        key: str,
        label: str | Lazy,
        choices: list[tuple[str, str | Lazy]],
        help: str | Lazy = "",
        required: bool = False,
        *,
        value: str | None = None,
        wide: bool = True,
    ) -> Field:
        """Add up to five short choices side by side; nothing is chosen unless `value` says so."""
        control = Segmented(choices, value)
        control.changed.connect(lambda *_: self.changed.emit())
        self._read[key] = control.value
        self._write[key] = control.set_value
        return self._add(Field(key, label, control, help_text=help, required=required, wide=wide))

    def choices(
        self,
        key: str,
        label: str | Lazy,
        choices: list[Choice],
        help: str | Lazy = "",
        required: bool = False,
        *,
        several: bool = False,
        columns: int = 2,
    ) -> Field:
        """Add choice cards; several chosen values are joined with commas."""
        control = ChoiceGroup(choices, several=several, columns=columns)
        control.changed.connect(self.changed)
        self._read[key] = control.value
        self._write[key] = control.set_value
        return self._add(Field(key, label, control, help_text=help, required=required, wide=True))

    def check(
        self, key: str, label: str | Lazy, help: str | Lazy = "", *, wide: bool = False
    ) -> ChoiceCard:
        """Add one card that is on ("yes") or off (""); its title is its label."""
        card = ChoiceCard(key, label, help)
        card.setObjectName(f"field_{key}")
        card.setProperty("field_key", key)
        card.setProperty("wide", wide)
        card.toggled.connect(lambda *_: self.changed.emit())
        self._read[key] = lambda: CHECKED if card.isChecked() else ""
        self._write[key] = lambda value: card.setChecked(value == CHECKED)
        self._items.append(card)
        self._renew()
        return card

    def field(self, key: str) -> Field:
        """Return a field with its words."""
        return self._fields[key]

    def widget(self, key: str) -> QWidget:
        """Return the control that takes the focus."""
        field = self._fields.get(key)
        if field is not None:
            return field.target
        return next(item for item in self._items if item.objectName() == f"field_{key}")

    def keys(self) -> tuple[str, ...]:
        """Return the keys in the order of the form."""
        return tuple(self._read)

    def values(self) -> dict[str, str]:
        """Return what is written and chosen now."""
        return {key: read() for key, read in self._read.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fill fields; keys the form does not have are passed over, `changed` stays silent."""
        self.blockSignals(True)
        for key, value in values.items():
            if key in self._write and self._read[key]() != value:
                self._write[key](value)
        self.blockSignals(False)

    def set_error(self, key: str, text: str | Lazy, *, focus: bool = True) -> None:
        """Show what has to be corrected at a field and, unless told otherwise, go there."""
        self._fields[key].set_error(text)
        if focus:
            self.focus_field(key)

    def set_errors(self, errors: Mapping[str, str | Lazy]) -> None:
        """Show all corrections at once and go to the first in reading order."""
        self.clear_errors()
        for key, text in errors.items():
            if key in self._fields:
                self._fields[key].set_error(text)
        first = next((key for key in self._read if key in errors and key in self._fields), None)
        if first is not None:
            self.focus_field(first)

    def clear_errors(self) -> None:
        """Take all corrections away."""
        for field in self._fields.values():
            if field.error_text:
                field.set_error("")

    def focus_field(self, key: str) -> None:
        """Go to a field; in a group to the cell or card that is chosen, else the first."""
        control = self.widget(key)
        if isinstance(control, Segmented):
            control = control.focus_cell() or control
        elif isinstance(control, ChoiceGroup):
            chosen = [card for card in control.cards if card.isChecked()]
            control = (chosen or control.cards)[0]
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_note(self, key: str, text: str | Lazy) -> None:
        """Say at a field where its value comes from, for example an earlier record."""
        self._fields[key].set_note(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Become one column when narrow."""
        super().resizeEvent(event)
        if self._wanted_columns() != self._placed_columns:
            self._renew()
        self._level_rows()

    def _add_line(
        self,
        key: str,
        label: str | Lazy,
        control: QWidget,
        line: QLineEdit,
        help_text: str | Lazy,
        required: bool,
        wide: bool,
    ) -> Field:
        line.textEdited.connect(lambda *_: self.changed.emit())
        if isinstance(line, LineField):
            line.entered.connect(self.entered)
        self._read[key] = line.text
        self._write[key] = line.setText
        return self._add(
            Field(key, label, control, help_text=help_text, required=required, wide=wide)
        )

    def _add(self, field: Field) -> Field:
        if field.key in self._fields:
            raise ValueError(f"field {field.key} is already in the form")
        self._fields[field.key] = field
        self._items.append(field)
        self._renew()
        return field

    def _wanted_columns(self) -> int:
        narrow = theme().is_stacked() or 0 < self.width() < 30 * theme().em()
        return 1 if narrow else self._columns

    def _renew(self) -> None:
        columns = self._placed_columns = self._wanted_columns()
        self._grid.setHorizontalSpacing(theme().space(16))
        self._grid.setVerticalSpacing(theme().space(12))
        for item in self._items:
            self._grid.removeWidget(item)
        row = column = 0
        for item in self._items:
            wide = columns == 1 or isinstance(item, Section) or _is_wide(item)
            if wide and column:
                row, column = row + 1, 0
            # A card without a label stands beside the control of its neighbour, not the label.
            side = Qt.AlignmentFlag.AlignBottom if isinstance(item, ChoiceCard) else _TOP
            self._grid.addWidget(item, row, column, 1, columns if wide else 1, side)
            column += columns if wide else 1
            if column >= columns:
                row, column = row + 1, 0
        for number in range(self._columns):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._level_rows()

    def _level_rows(self) -> None:
        """Let the controls of one row stand on one line, whatever help their labels have."""
        gaps = self._grid.horizontalSpacing() * (self._placed_columns - 1)
        width = (self.width() - gaps) // self._placed_columns
        rows: dict[int, list[Field]] = {}
        for item in self._items:
            if isinstance(item, Field):
                place = cast(
                    "tuple[int, ...]", self._grid.getItemPosition(self._grid.indexOf(item))
                )
                rows.setdefault(place[0], []).append(item)
        for fields in rows.values():
            heights = [field.above(width) for field in fields]
            for field, height in zip(fields, heights, strict=True):
                field.set_level(max(heights) - height)


def _is_wide(item: QWidget) -> bool:
    return item.wide if isinstance(item, Field) else bool(item.property("wide"))


def _show_day(
    field: Field,
    line: QLineEdit,
    understand: Callable[[str], date],
    say: Callable[[date], str],
) -> None:
    """Answer at the label how a day was understood; what is no day is left to the form's check."""
    try:
        field.set_note(say(understand(line.text())) if line.text().strip() else "")
    except ValueError:
        field.set_note("")
