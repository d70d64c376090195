"""A field for one line, and the secret kind that shows itself only on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.messages import N_, Lazy, _
from app.ui.parts.button import Button
from app.ui.parts.painting import follow_theme
from app.ui.theme import theme


class LineField(QLineEdit):
    """One line of text; the Enter that confirms kanji is not an Enter for the form."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self._composing = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # An empty line edit is silent at its first focus unless its cursor moved once.
        self.home(False)
        self._renew()
        follow_theme(self._renew)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether kanji are being chosen."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter, unless it belongs to the input method or is held down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._composing and not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)

    def _renew(self) -> None:
        self.setFont(theme().font("body"))
        self.updateGeometry()


class _ShowButton(Button):
    """Shows what was typed; for the tree it is named after its field, of which there may be two."""

    def __init__(self, field: str | Lazy) -> None:
        self._field = field
        super().__init__(label=N_("Show"), icon="eye")

    def _renew(self) -> None:
        super()._renew()
        if str(self._field):
            words = _("{action}: {field}").format(action=self.text(), field=self._field)
            self.setAccessibleName(words)


class SecretField(QWidget):
    """A PIN or password: pasting works, and a button shows what was typed."""

    def __init__(self, label: str | Lazy = "", parent: QWidget | None = None) -> None:
        """Make an empty, hidden field."""
        super().__init__(parent)
        self.line = LineField()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_button = _ShowButton(label)
        self.show_button.clicked.connect(self._on_show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().space(12))
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.line)

    def _on_show(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.show_button.set_label(N_("Hide") if hidden else N_("Show"))
