"""Actions while a window is open: what starts them now, and why they may not work just now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.messages import Lazy
from app.ui.registry import Action

Handler = Callable[[object | None], None]


class BoundAction(QObject):
    """One registered action in one window; buttons, keys, menu and palette all trigger this."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, spec: Action, parent: QObject | None = None) -> None:
        """Start without a handler: nothing happens yet, and nothing is offered."""
        super().__init__(parent)
        self.spec = spec
        self._handler: Handler | None = None
        self._available = True
        self._because: str | Lazy = ""
        self._label: str | Lazy | None = None

    @property
    def label(self) -> str | Lazy:
        """Return the words on its button: the action's own, or what the open page lent it."""
        return self.spec.label if self._label is None else self._label

    def set_label(self, label: str | Lazy) -> None:
        """Say what it does on this page; with the next page it has its own words again."""
        if self._label is None or str(label) != str(self._label):
            self._label = label
            self.changed.emit()

    @property
    def has_handler(self) -> bool:
        """Tell whether the page that is open does anything for this action."""
        return self._handler is not None

    @property
    def is_available(self) -> bool:
        """Tell whether triggering does something now."""
        return self._available

    @property
    def because(self) -> str | Lazy:
        """Return why it is not available."""
        return self._because

    @property
    def meaning(self) -> tuple[Handler | None, bool, str | Lazy]:
        """Return handler, availability and reason, to give them back to a page that returns."""
        return self._handler, self._available, self._because

    def handle_by(self, handler: Handler | None) -> None:
        """Say what triggering does; None takes it back. It is available again then."""
        self._handler = handler
        self._available, self._because, self._label = True, "", None
        self.changed.emit()

    def set_available(self, available: bool, because: str | Lazy = "") -> None:
        """Offer the action or say why not."""
        if (available, because) != (self._available, self._because):
            self._available, self._because = available, because
            self.changed.emit()

    def trigger(self, subject: object | None = None) -> None:
        """Do it; where it is not available `refused` tells the reason instead."""
        if self._handler is None:
            return
        if not self._available:
            self.refused.emit(self._because)
            return
        self._handler(subject)
