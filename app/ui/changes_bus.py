"""One bus tells every open page once what a service changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Changes


class ChangesBus(QObject):
    """Carries `Changes` from jobs to pages, on the UI thread."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell every page; nothing is told when nothing changed."""
        if changes.ids:
            self.changed.emit(changes)
