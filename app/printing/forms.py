"""What forms and letters need besides text: boxes to tick, and tables that go on over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.printing.blocks import lines_of, rule
from app.printing.canvas import Canvas
from app.printing.lines import SetText
from app.printing.pieces import Piece, as_one, shifted, spaced, together
from app.printing.style import Style
from app.printing.words import Words

_CELL_PAD_PT = 6.0


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer; a box not `ticked` is free for the pen."""

    words: Words
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers of one question, all alike in ink and size; `one_only` draws rings instead of boxes."""

    choices: Sequence[Choice]
    one_only: bool = False

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return each answer with its box; an answer stays on one page, and they stay together."""
        indent = 1.7 * style.body_pt
        found: list[Piece] = []
        for choice in self.choices:
            text = style.set(choice.words, style.body, width - indent)
            lines = [shifted(line, indent) for line in lines_of(text)]
            lines[0] = self._with_box(lines[0], choice, style, text.middle)
            found += spaced(lines, style.gap)
        return together(found)

    def _with_box(self, line: Piece, choice: Choice, style: Style, middle: float) -> Piece:
        side = 1.1 * style.body_pt

        def draw(canvas: Canvas, x: float, y: float) -> None:
            top, centre = y + middle - side / 2, x + side / 2
            if self.one_only:
                canvas.circle(centre, y + middle, side / 2 - 1, 1.8)
            else:
                canvas.frame(x, top, side, side, 1.8, 2.0)
            if choice.ticked:
                places = ((0.22, 0.52), (0.44, 0.76), (0.82, 0.24))
                canvas.strokes([(x + a * side, top + b * side) for a, b in places], 3.2)
            line.draw(canvas, x, y)

        return replace(line, draw=draw)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under bold headings, which come again on every page.

    `shares` are the columns' parts of the width; `numbers` are the columns set to the right.
    """

    headings: Sequence[Words]
    rows: Sequence[Sequence[Words]]
    shares: Sequence[float]
    numbers: frozenset[int] = frozenset()

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return a row as pieces that stay together if a page is large enough."""
        head_rows = self._row([one.all_bold() for one in self.headings], style, width, 2.0)
        head = as_one(head_rows)
        found = [replace(head, before=1.4 * style.gap, with_next=True)]
        for row in self.rows:
            lines = together(self._row(row, style, width, 1.0))
            found += [replace(line, head=head) for line in lines]
        return found

    def _row(self, cells: Sequence[Words], style: Style, width: float, thick: float) -> list[Piece]:
        """Return one row, a piece for each line of its longest cell, and its rule."""
        total = sum(self.shares)
        widths = [width * share / total for share in self.shares]
        places = [sum(widths[:number]) for number in range(len(widths))]
        texts = [
            style.set(words, style.body, wide - 2 * _CELL_PAD_PT)
            for words, wide in zip(cells, widths, strict=True)
        ]
        height = max(text.line_pt for text in texts)
        count = max(len(text.lines) for text in texts)
        columns = [*zip(texts, places, widths, range(len(texts)), strict=True)]

        def line(number: int) -> Piece:
            def draw(canvas: Canvas, x: float, y: float) -> None:
                for text, place, wide, column in columns:
                    if number < len(text.lines):
                        at = x + place + self._inset(text, number, wide, column)
                        text.draw_line(canvas, number, at, y + height - text.line_pt)

            return Piece(height, draw)

        return [*(line(number) for number in range(count)), rule(width, thick, 3.0)]

    def _inset(self, text: SetText, number: int, wide: float, column: int) -> float:
        if column in self.numbers:
            return wide - _CELL_PAD_PT - text.lines[number].width
        return _CELL_PAD_PT
