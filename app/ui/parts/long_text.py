"""A field for several lines: plain text at a readable line height, growing with what is written."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from app.ui.parts.painting import follow_theme
from app.ui.theme import theme

FEWEST_LINES = 4
MOST_LINES = 10
_LINE_PERCENT = 160


class LongText(QTextEdit):
    """At least four lines, at most ten, then it scrolls; Tab leaves it, Enter makes a line."""

    written = Signal()

    def __init__(self, parent: QWidget | None = None, lines: int = FEWEST_LINES) -> None:
        """Make an empty field of at least `lines` lines."""
        super().__init__(parent)
        self._fewest = lines
        self._setting = False
        self._last = ""
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(theme().space(4))
        self.textChanged.connect(self._on_changed)
        self._renew()
        follow_theme(self._renew)

    def set_plain(self, text: str) -> None:
        """Replace the text; Qt forgets the line height each time, so it is set again."""
        if text != self.toPlainText():
            self._setting = True
            self.setPlainText(text)
            self._set_line_height()
            self._fit_height()
            self._last = text

    def sizeHint(self) -> QSize:
        """Return the size for the lines there are."""
        return QSize(round(30 * theme().em()), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Return a width that still shows words."""
        return QSize(round(10 * theme().em()), self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the new wrapping."""
        super().resizeEvent(event)
        self._fit_height()

    def _renew(self) -> None:
        self.setFont(theme().font("body"))
        self._set_line_height()
        self._fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make a line ourselves: Qt answers Enter in an empty line by dropping its line height."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def _on_changed(self) -> None:
        if self._setting:
            return
        if any(block.blockFormat().lineHeight() != _LINE_PERCENT for block in self._blocks()):
            self._set_line_height()
        self._fit_height()
        text = self.toPlainText()
        # Qt also calls a new line height a change of text.
        if text != self._last:
            self._last = text
            self.written.emit()

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _set_line_height(self) -> None:
        self._setting = True
        cursor = QTextCursor(self.document())
        # Joined to what was typed, so that one undo takes both back.
        cursor.joinPreviousEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        height = QTextBlockFormat()
        height.setLineHeight(
            _LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.mergeBlockFormat(height)
        cursor.endEditBlock()
        self._setting = False

    def _fit_height(self) -> None:
        wanted = self._wanted_height()
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)

    def _wanted_height(self) -> int:
        line = theme().line_height() * theme().em()
        frame = 2 * (theme().field_border() + theme().space(4)) + 2 * theme().space(4)
        content = self.document().size().height()
        least, most = self._fewest * line, MOST_LINES * line
        return round(min(max(least, content), most) + frame)
