"""What a paper is made of: headings, paragraphs, numbered steps, rules, fields and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.printing.canvas import Canvas
from app.printing.letters import Face, width_pt
from app.printing.lines import SetText
from app.printing.pieces import Piece, shifted, spaced, together
from app.printing.style import Style
from app.printing.words import Words


class Block(Protocol):
    """Anything that can be set in a width."""

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the block as pieces, the space above it in the first one."""


@dataclass(frozen=True, slots=True)
class Title:
    """The paper's title."""

    words: Words

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the title's lines, kept with what follows."""
        lines = lines_of(style.set(self.words, style.title, width))
        return [replace(one, with_next=True) for one in spaced(lines, style.gap)]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over a 2 pt ink line, kept on one page with what follows."""

    words: Words

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the heading's lines and its rule."""
        lines = lines_of(style.set(self.words, style.heading, width))
        ruled = [*spaced(lines, 2 * style.gap), rule(width, 2.0, 0.15 * style.body_pt)]
        return [replace(one, with_next=True) for one in ruled]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `small` for what is said beside it."""

    words: Words
    small: bool = False

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the lines; the first two stay together, and the last two."""
        face = style.small if self.small else style.body
        lines = spaced(lines_of(style.set(self.words, face, width)), style.gap)
        last = len(lines) - 1
        return [replace(p, with_next=n < last and n in (0, last - 1)) for n, p in enumerate(lines)]


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be dialled, in fixed figures that are easily told apart."""

    figures: str

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the number on one line, smaller only where the paper is too narrow."""
        face = style.figures
        wide = width_pt(self.figures, face)
        if wide > width:
            face = Face(face.pt * width / wide, face.bold, face.fixed)
        return lines_of(style.set(Words(self.figures), face, width + 1))


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered steps, each over a thin line; the number stands in a circle."""

    steps: Sequence[Words]

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the steps; a step stays on one page if one is large enough."""
        found: list[Piece] = []
        for number, words in enumerate(self.steps, 1):
            found += together(self._step(style, width, number, words))
        return spaced(found, 0.4 * style.gap)

    def _step(self, style: Style, width: float, number: int, words: Words) -> list[Piece]:
        indent = 1.7 * style.body_pt
        text = style.set(words, style.body, width - indent)
        lines = [shifted(line, indent) for line in lines_of(text)]
        lines[0] = _with_number(lines[0], number, style, text.middle)
        return [*spaced(lines, 0.3 * style.gap), rule(width, 0.75, 0.2 * style.gap + 2)]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from margin to margin."""

    thick: float = 2.0

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the line."""
        return [rule(width, self.thick, 0.25 * style.gap)]


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks in a frame of 4 px; a box longer than the page goes on over it."""

    blocks: Sequence[Block]
    thick: float = 3.0

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the frame's ends and the framed content, kept together if a page is large enough."""
        pad = 0.5 * style.body_pt * style.air
        inner = all_pieces(self.blocks, style, width - 2 * pad)
        sides = [self._between(one, pad, width, number > 0) for number, one in enumerate(inner)]
        ends = [self._end(width, pad, top=True), *sides, self._end(width, pad, top=False)]
        return spaced(together(ends), 1.4 * style.gap)

    def _between(self, piece: Piece, pad: float, width: float, spaced_above: bool) -> Piece:
        above = piece.before if spaced_above else 0.0

        def draw(canvas: Canvas, x: float, y: float) -> None:
            bottom = y + above + piece.height
            for at in (x + self.thick / 2, x + width - self.thick / 2):
                canvas.line(at, y, at, bottom, self.thick)
            piece.draw(canvas, x + pad, y + above)

        return Piece(above + piece.height, draw, with_next=piece.with_next)

    def _end(self, width: float, pad: float, *, top: bool) -> Piece:
        def draw(canvas: Canvas, x: float, y: float) -> None:
            canvas.half_frame(x, y, width, pad, self.thick, top=top)

        return Piece(pad, draw)


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page if a page is large enough."""

    blocks: Sequence[Block]

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the pieces of all blocks, each kept with the next."""
        return spaced(together(all_pieces(self.blocks, style, width)), 1.4 * style.gap)


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value on a line; without a value the line is free to be written on."""

    label: Words
    value: Words | None = None

    def pieces(self, style: Style, width: float) -> list[Piece]:
        """Return the label and the line for writing, at least 12 mm high."""
        label = lines_of(style.set(self.label.all_bold(), style.small, width))
        writing = 34.0
        if self.value is None or not self.value.text:
            free = [Piece(writing, lambda _canvas, _x, _y: None)]
        else:
            free = lines_of(style.set(self.value, style.body, width))
        return spaced(together([*label, *free, rule(width, 1.0, 0.0)]), style.gap)


def all_pieces(blocks: Sequence[Block], style: Style, width: float) -> list[Piece]:
    """Return the pieces of several blocks, in order."""
    return [piece for block in blocks for piece in block.pieces(style, width)]


def lines_of(text: SetText) -> list[Piece]:
    """Return each line of a text as a piece."""

    def line(number: int) -> Piece:
        def draw(canvas: Canvas, x: float, y: float) -> None:
            text.draw_line(canvas, number, x, y)

        return Piece(text.line_pt, draw)

    return [line(number) for number in range(len(text.lines))]


def rule(width: float, thick: float, above: float) -> Piece:
    """Return a line with free space over it that does not fall away."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        middle = y + above + thick / 2
        canvas.line(x, middle, x + width, middle, thick)

    return Piece(above + thick, draw)


def _with_number(line: Piece, number: int, style: Style, middle: float) -> Piece:
    radius = 0.68 * style.body_pt
    # As large as the step itself: readers of a PDF take a smaller figure for another column.
    face = Face(style.body_pt, bold=True, fixed=True)
    figures = str(number)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        centre = x + radius + 1.0
        canvas.circle(centre, y + middle, radius, 0.06 * style.body_pt)
        left = centre - width_pt(figures, face) / 2
        canvas.text(left, y + middle + 0.38 * face.pt, figures, face)
        line.draw(canvas, x, y)

    return replace(line, draw=draw)
