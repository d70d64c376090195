"""Lays out and draws one text: phrase breaks, line height, readings over kanji, marks.

The text stays the plain sentence; readings lie beside it as spans and are only drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.messages.phrases import characters, phrases
from app.ui.theme import RubySpan, theme
from app.ui.theme.modes import is_easy
from app.ui.theme.tokens import PX_PER_PT, tokens

Span = tuple[int, int]
_HEADINGS = ("h1", "h2", "h3", "display")
# How far letters of BIZ UDPGothic reach below the base line.
_DESCENT_EM = 0.12


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line that is drawn in one way; `x` is measured from the line's start."""

    text: str
    start: int
    x: float
    width: float
    marked: bool = False
    read: bool = False
    ruby: str = ""


@dataclass(slots=True)
class Line:
    """One laid out line; `top` is measured from the text's top."""

    top: float
    width: float = 0.0
    runs: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set; `line_em` 0 means the style's own line height."""

    style: str = "body"
    tabular: bool = False
    bold: bool | None = None
    line_em: float = 0.0


class TextLayout:
    """A text set in a width; made again whenever text, width or modes change."""

    def __init__(
        self,
        text: str,
        width_px: float,
        style: TextStyle | None = None,
        *,
        readings: Sequence[RubySpan] = (),
        marks: Sequence[Span] = (),
        reading_at: Span | None = None,
    ) -> None:
        """Lay the text out; nothing is drawn yet."""
        self._style = style or TextStyle()
        look = self._style
        self.font = theme().font(look.style, tabular=look.tabular, bold=look.bold)
        self._bold = theme().font(look.style, tabular=look.tabular, bold=True)
        self._metrics = QFontMetricsF(self.font)
        self._bold_metrics = QFontMetricsF(self._bold)
        self._em = theme().em(look.style)
        self._ruby_font = _ruby_font(look.style)
        self._ruby_metrics = QFontMetricsF(self._ruby_font)
        self._readings = tuple(r for r in readings if r.reading)
        self._marks = tuple(marks)
        self._reading_at = reading_at
        self.line_px = round(self._line_em() * self._em)
        self.lines = self._laid_out(text, width_px)

    def size(self) -> QSizeF:
        """Return the room the text takes."""
        widest = max((line.width for line in self.lines), default=0.0)
        return QSizeF(widest, self.line_px * max(1, len(self.lines)))

    def height(self) -> int:
        """Return the height of all lines in px."""
        return self.line_px * max(1, len(self.lines))

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        colour: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Draw the text from the top of an area, each line aligned left, centred or right."""
        for line in self.lines:
            left = area.left()
            if align == Qt.AlignmentFlag.AlignHCenter:
                left += (area.width() - line.width) / 2
            elif align == Qt.AlignmentFlag.AlignRight:
                left += area.width() - line.width
            for run in line.runs:
                self._paint_run(painter, run, left + run.x, area.top() + line.top, colour)

    def baseline(self) -> float:
        """Return the first line's base line, from the top of the text."""
        below = _DESCENT_EM * self._em
        if self._readings:
            # With readings the line's free space lies above the letters, where they are drawn.
            return self.line_px - 0.25 * self._em - below
        return (self.line_px + self._em) / 2 - below

    def middle(self) -> float:
        """Return the middle of the first line's letters, where an icon beside them belongs."""
        return self.baseline() - (0.5 - _DESCENT_EM) * self._em

    def _line_em(self) -> float:
        if self._readings:
            return theme().line_height("ruby_min")
        if self._style.line_em:
            return self._style.line_em
        return theme().line_height("heading" if self._style.style in _HEADINGS else "body")

    def _laid_out(self, text: str, width_px: float) -> list[Line]:
        lines: list[Line] = []
        offset = 0
        for paragraph in text.split("\n"):
            for start, end in self._broken(paragraph, width_px, offset):
                line = Line(top=len(lines) * self.line_px)
                self._fill(line, text, start, end)
                lines.append(line)
            offset += len(paragraph) + 1
        return lines

    def _broken(self, paragraph: str, width_px: float, offset: int) -> list[Span]:
        """Return the spans of the lines of one paragraph, trailing spaces left out."""
        if self._width(paragraph, offset) <= width_px:
            return [_trimmed(paragraph, 0, len(paragraph), offset)]
        spans: list[Span] = []
        start = end = 0
        for piece in self._pieces(paragraph, width_px, offset):
            grown = paragraph[start : end + len(piece)].rstrip()
            if end > start and self._width(grown, offset + start) > width_px:
                spans.append(_trimmed(paragraph, start, end, offset))
                start = end
            end += len(piece)
        spans.append(_trimmed(paragraph, start, end, offset))
        return spans

    def _pieces(self, paragraph: str, width_px: float, offset: int) -> list[str]:
        pieces: list[str] = []
        at = 0
        for piece in phrases(paragraph, is_easy(theme().modes)):
            if self._width(piece.rstrip(), offset + at) > width_px:
                pieces.extend(self._parted(piece, width_px))
            else:
                pieces.append(piece)
            at += len(piece)
        return self._unparted(pieces, offset)

    def _parted(self, piece: str, width_px: float) -> list[str]:
        """Cut a piece longer than a line; a long Latin word may be cut anywhere then."""
        out: list[str] = []
        for part in characters(piece):
            wide = self._metrics.horizontalAdvance(part.rstrip()) > width_px
            out.extend(part if wide else (part,))
        return out

    def _unparted(self, pieces: Sequence[str], offset: int) -> list[str]:
        """Join pieces that share one reading."""
        out: list[str] = []
        at = offset
        for piece in pieces:
            if out and any(r.start < at < r.end for r in self._readings):
                out[-1] += piece
            else:
                out.append(piece)
            at += len(piece)
        return out

    def _width(self, text: str, start: int) -> float:
        if not self._readings and not self._marks:
            return self._metrics.horizontalAdvance(text)
        return sum(self._run_width(part, ruby, marked)
                   for part, _, ruby, marked in self._parts(text, start))  # fmt: skip

    def _run_width(self, text: str, ruby: str, marked: bool) -> float:
        metrics = self._bold_metrics if marked else self._metrics
        width = metrics.horizontalAdvance(text)
        return max(width, self._ruby_metrics.horizontalAdvance(ruby)) if ruby else width

    def _parts(self, text: str, start: int) -> list[tuple[str, int, str, bool]]:
        """Cut a stretch of the sentence where its look changes."""
        end = start + len(text)
        cuts = {start, end}
        spans: list[Span] = [(r.start, r.end) for r in self._readings]
        spans += [*self._marks, *([self._reading_at] if self._reading_at else [])]
        for span in spans:
            cuts.update(at for at in span if start < at < end)
        ordered = sorted(cuts)
        parts: list[tuple[str, int, str, bool]] = []
        for left, right in pairwise(ordered):
            ruby = next(
                (r.reading for r in self._readings if r.start == left and r.end == right),
                "",
            )
            marked = any(a <= left and right <= b for a, b in self._marks)
            parts.append((text[left - start : right - start], left, ruby, marked))
        return parts

    def _fill(self, line: Line, text: str, start: int, end: int) -> None:
        for part, left, ruby, marked in self._parts(text[start:end], start):
            width = self._run_width(part, ruby, marked)
            place = self._reading_at
            read = place is not None and place[0] <= left and left + len(part) <= place[1]
            line.runs.append(Run(part, left, line.width, width, marked, read, ruby))
            line.width += width

    def _paint_run(self, painter: QPainter, run: Run, x: float, top: float, colour: QColor) -> None:
        base = top + self.baseline()
        if run.marked or run.read:
            colour = self._paint_ground(painter, run, x, base)
        painter.setPen(QPen(colour))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(self._bold if run.marked else self.font)
        metrics = self._bold_metrics if run.marked else self._metrics
        inset = (run.width - metrics.horizontalAdvance(run.text)) / 2 if run.ruby else 0.0
        painter.drawText(QPointF(x + inset, base), run.text)
        if run.ruby:
            painter.setFont(self._ruby_font)
            over = (run.width - self._ruby_metrics.horizontalAdvance(run.ruby)) / 2
            painter.drawText(QPointF(x + over, base - 1.0 * self._em), run.ruby)

    def _paint_ground(self, painter: QPainter, run: Run, x: float, base: float) -> QColor:
        """Fill behind a marked or read stretch and underline it: colour never stands alone."""
        kind = "reading" if run.read else "mark"
        thickness = 3 if run.read else 2
        top, height = base - 0.95 * self._em, 1.15 * self._em
        painter.fillRect(QRectF(x, top, run.width, height), theme().color(kind))
        line = QRectF(x, top + height, run.width, thickness)
        painter.fillRect(line, theme().color("text"))
        return theme().color(f"on_{kind}")


def _trimmed(text: str, start: int, end: int, offset: int) -> Span:
    while end > start and text[end - 1] in " \u3000":
        end -= 1
    return offset + start, offset + end


def _ruby_font(style: str) -> QFont:
    size = tokens()["type"]["ruby_size_em"] * theme().em(style) / PX_PER_PT
    return theme().font_of_pt(max(float(tokens()["type"]["ruby_min_pt"]), size))
