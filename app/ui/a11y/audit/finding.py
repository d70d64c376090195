"""What a rule found at one control."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Hit:
    """One broken rule: the control's stable name, what was measured and what is asked.

    `value` and `limit` are text with their unit ("38 px", "4.1:1"), or words where no number fits.
    """

    control: str
    rule: str
    value: str
    limit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit and the cell of the matrix in which it was seen."""

    screen: str
    scheme: str
    language: str
    text: int
    hit: Hit

    def as_json(self) -> dict[str, object]:
        """Return the finding with the keys the command line promises."""
        return {
            "screen": self.screen,
            "scheme": self.scheme,
            "language": self.language,
            "text": self.text,
            "control": self.hit.control,
            "rule": self.hit.rule,
            "value": self.hit.value,
            "limit": self.hit.limit,
        }


def accessible_name(widget: QWidget) -> str:
    """Return the name the accessibility tree gives a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    return (found.text(QAccessible.Text.Name) if found else "") or ""


def accessible_role(widget: QWidget) -> QAccessible.Role:
    """Return the role the accessibility tree gives a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.role() if found else QAccessible.Role.NoRole


def control_name(widget: QWidget) -> str:
    """Return a stable name of a control for a report: object name, else class and accessible name."""
    own = widget.objectName()
    if own:
        return own
    return f"{type(widget).__name__}({accessible_name(widget)[:40]})"
