"""A QR code on paper with the words under it, and blocks that stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.printing.blocks import Block, all_pieces, lines_of
from app.printing.canvas import PT_PER_MM, Canvas
from app.printing.pieces import Piece, as_one, shifted, spaced, together
from app.printing.qr import QUIET_MODULES, qr_rows, side_mm
from app.printing.style import Style
from app.printing.words import Words

_WORDS_WIDER: Final = 1.4


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code at least `wide_mm` wide, black, with words under it."""

    text: str
    label: Words
    wide_mm: float = 40.0

    def side_pt(self) -> float:
        """Return the side of the black part in pt."""
        return side_mm(qr_rows(self.text), self.wide_mm) * PT_PER_MM

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the code and its words, in the middle of a width, as pieces that stay together."""
        rows = qr_rows(self.text)
        side = self.side_pt()
        module = side / len(rows)
        left = max(0.0, (width - side) / 2)

        def draw(canvas: Canvas, x: float, y: float) -> None:
            canvas.squares(
                [
                    (x + left + column * module, y + row * module)
                    for row, modules in enumerate(rows)
                    for column, black in enumerate(modules)
                    if black
                ],
                module,
            )

        text = style.set(self.label, style.small, width)
        lines = zip(lines_of(text), text.lines, strict=True) if self.label.text else ()
        words = [shifted(piece, (width - line.width) / 2) for piece, line in lines]
        quiet = QUIET_MODULES * module
        return spaced(together([Piece(side, draw), *spaced(words, quiet)]), 2 * style.gap)

    def column_pt(self, style: Style) -> float:
        """Return the width of a column for the code: its words may be a little wider than it."""
        side = self.side_pt()
        words = style.set(self.label, style.small, side * _WORDS_WIDER)
        return max(side, words.width)


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks at the left with a code at the right margin; one under the other if too narrow."""

    left: Sequence[Block]
    code: Code

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return both as one piece that is never cut."""
        column = self.code.column_pt(style)
        gap = max(1.2 * style.gap, 12.0)
        left_width = width - column - gap
        if left_width < 7 * style.body_pt:
            code = self.code.pieces(style, column)
            return spaced([*all_pieces(self.left, style, width), *code], 1.6 * style.gap)
        left = as_one(all_pieces(self.left, style, left_width))
        right = shifted(as_one(self.code.pieces(style, column)), left_width + gap)

        def draw(canvas: Canvas, x: float, y: float) -> None:
            left.draw(canvas, x, y)
            right.draw(canvas, x, y)

        return [Piece(max(left.height, right.height), draw, before=1.6 * style.gap)]
