"""A sentence on the screen; for the accessibility tree a label whose text is the plain sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.messages import Lazy
from app.ui.parts.painting import follow_theme, painting
from app.ui.parts.text_layout import Span, TextLayout, TextStyle
from app.ui.theme import RubySpan, theme
from app.ui.theme.modes import is_easy
from app.ui.theme.tokens import tokens

_WIDEST = 1_000_000.0


class Text(QLabel):
    """One text in a type style; wraps at phrases, is as high as its lines, never clipped."""

    def __init__(
        self,
        text: str | Lazy = "",
        style: str = "body",
        color: str = "text",
        max_em: float = 40,
        readings: Sequence[RubySpan] | None = None,
        *,
        tabular: bool = False,
        bold: bool | None = None,
        line_em: float = 0.0,
        is_data: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show a text; `readings` None asks the theme for them while furigana is on.

        `is_data` says that the centre wrote it: it may be in any language, and its names are
        read as the person's own kana say or not at all.
        """
        super().__init__(parent)
        self.setProperty("is_data", is_data)
        self._wording: str | Lazy = text
        self._look = TextStyle(style, tabular, bold, line_em)
        self._color = color
        self._max_em = max_em
        self._own_readings = readings
        self._marks: tuple[Span, ...] = ()
        self._reading_at: Span | None = None
        self._aligned = Qt.AlignmentFlag.AlignLeft
        self._layouts: dict[int, TextLayout] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._renew()
        follow_theme(self._renew)

    def set_text(self, text: str | Lazy) -> None:
        """Show another sentence; marks and reading place are forgotten."""
        if str(text) == self.text() and type(text) is type(self._wording):
            self._wording = text
            return
        self._wording = text
        self._marks = ()
        self._reading_at = None
        self._renew()

    def set_color(self, color: str) -> None:
        """Use another colour role."""
        if color != self._color:
            self._color = color
            self.update()

    def set_marks(self, marks: Sequence[Span]) -> None:
        """Mark stretches of the sentence: soft ground, bold, underlined."""
        self._marks = tuple(marks)
        self._forget_layout()

    def set_reading_at(self, span: Span | None) -> None:
        """Show which stretch is being read aloud; None shows none."""
        self._reading_at = span
        self._forget_layout()

    def set_alignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Set lines left, centred or right."""
        self._aligned = alignment
        self.update()

    def layout_for(self, width: int) -> TextLayout:
        """Return the text laid out in a width."""
        usable = min(float(width), self._longest_line())
        key = round(usable)
        found = self._layouts.get(key)
        if found is None:
            if len(self._layouts) > 8:
                self._layouts.clear()
            found = self._layouts[key] = self._laid_out(usable)
        return found

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines in a width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return self.layout_for(inner).height() + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Return the room for the text on as few lines as its longest line allows."""
        layout = self.layout_for(int(_WIDEST))
        margins = self.contentsMargins()
        width = int(layout.size().width()) + 1 + margins.left() + margins.right()
        return QSize(width, layout.height() + margins.top() + margins.bottom())

    def minimumSizeHint(self) -> QSize:
        """Return the least room: a few letters, because a long word may be broken."""
        layout = self.layout_for(int(_WIDEST))
        narrow = int(4 * theme().em(self._look.style))
        return QSize(min(int(layout.size().width()) + 1, narrow), layout.line_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        area = QRectF(self.contentsRect())
        layout = self.layout_for(int(area.width()))
        if self._aligned == Qt.AlignmentFlag.AlignLeft or area.height() > layout.height():
            area.setTop(area.top() + max(0.0, (area.height() - layout.height()) / 2))
        with painting(self) as painter:
            layout.paint(painter, area, theme().color(self._color), self._aligned)

    def _laid_out(self, width: float) -> TextLayout:
        text = self.text()
        own = self._own_readings
        if own is None:
            readings = () if self.property("is_data") else theme().readings(text)
        else:
            readings = own if theme().modes.furigana else ()
        return TextLayout(
            text,
            width,
            self._look,
            readings=readings,
            marks=self._marks,
            reading_at=self._reading_at,
        )

    def _longest_line(self) -> float:
        if not self._max_em:
            return _WIDEST
        easy = is_easy(theme().modes)
        most = tokens()["type"]["max_line_em_easy"] if easy else self._max_em
        return min(float(most), self._max_em) * theme().em(self._look.style)

    def _renew(self) -> None:
        look = self._look
        self.setFont(theme().font(look.style, tabular=look.tabular, bold=look.bold))
        self.setText(str(self._wording))
        self._forget_layout()

    def _forget_layout(self) -> None:
        self._layouts.clear()
        self.updateGeometry()
        self.update()
