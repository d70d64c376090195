"""Pieces of a page that are never cut, and how they are put on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.printing.canvas import Canvas

Draw = Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something `height` pt high that is drawn from its upper left corner.

    `before` is free space above that falls away at the top of a page; `with_next` keeps it on one
    page with the piece after it, as a heading with its text; `head` is drawn again above it where
    it begins a page, as a table's headings are.
    """

    height: float
    draw: Draw
    before: float = 0.0
    with_next: bool = False
    head: Piece | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and the top of its place, from the top of the page's text."""

    piece: Piece
    top: float


Page = tuple[Placed, ...]


def pages_of(pieces: Sequence[Piece], height: float) -> tuple[Page, ...]:
    """Put pieces on pages `height` pt high; what belongs together is parted only if it must be."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    for group in _groups(pieces):
        need, head = stacked_height(group), group[0].head
        alone = need + (head.height if head else 0.0)
        if pages[-1] and used + group[0].before + need > height and alone <= height:
            pages.append([])
            used = 0.0
        for piece in group:
            top = used + piece.before if pages[-1] else 0.0
            if pages[-1] and top + piece.height > height:
                pages.append([])
                top = 0.0
            if not pages[-1] and piece.head is not None:
                pages[-1].append(Placed(piece.head, 0.0))
                top = piece.head.height
            pages[-1].append(Placed(piece, top))
            used = top + piece.height
    return tuple(tuple(page) for page in pages)


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.with_next:
            yield group
            group = []
    if group:
        yield group


def stacked_height(pieces: Sequence[Piece]) -> float:
    """Return the height of pieces one under the other, the first one's space left out."""
    return sum(p.height for p in pieces) + sum(p.before for p in pieces[1:])


def shifted(piece: Piece, right: float) -> Piece:
    """Return a piece drawn further to the right."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        piece.draw(canvas, x + right, y)

    head = shifted(piece.head, right) if piece.head else None
    return replace(piece, draw=draw, head=head)


def spaced(pieces: Sequence[Piece], before: float) -> list[Piece]:
    """Return pieces with free space above the first."""
    return [replace(p, before=before) if n == 0 else p for n, p in enumerate(pieces)]


def together(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces that stay on one page."""
    last = len(pieces) - 1
    return [replace(p, with_next=p.with_next or n < last) for n, p in enumerate(pieces)]


def as_one(pieces: Sequence[Piece]) -> Piece:
    """Return pieces one under the other as a single piece that is never cut."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for number, piece in enumerate(pieces):
            y += piece.before if number else 0.0
            piece.draw(canvas, x, y)
            y += piece.height

    return Piece(stacked_height(pieces), draw)
