"""A paper from its blocks: set, put on pages, numbered and written as one PDF file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock

from PySide6.QtGui import QPagedPaintDevice

from app.domain.errors import Unavailable
from app.messages import language
from app.printing.application import make_ready
from app.printing.blocks import Block, all_pieces
from app.printing.canvas import (
    PAGE_WIDTH_PT,
    Canvas,
    PdfCanvas,
    PictureCanvas,
    PrinterCanvas,
)
from app.printing.finish import About, finished
from app.printing.letters import Face, width_pt
from app.printing.pieces import Page, pages_of
from app.printing.style import CONTENT_HEIGHT_PT, CONTENT_WIDTH_PT, MARGIN_PT, Style

# From airy to close: a paper is set closer before it takes another page.
_AIRS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
_FOOT_FACE = Face(14.0)
_FOOT_PT = 26.0
# Qt's letters, kept between papers, belong to one thread at a time.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Document:
    """A paper to print.

    `title` and `day` go into the file's description; `foot` stands beside the page numbers when
    there are several pages; `one_side` sets the paper closer when that spares the back.
    """

    title: str
    day: date
    style: Style
    blocks: Sequence[Block]
    foot: str = ""
    one_side: bool = False


def pdf_of(document: Document) -> bytes:
    """Return a paper as PDF; the same paper gives the same bytes. Any thread may ask."""
    with _ONE_AT_A_TIME:
        return _drawn(document.title, (document,), both_sides=False)


def pdf_of_sheets(title: str, documents: Sequence[Document], *, both_sides: bool) -> bytes:
    """Return several papers as one PDF, each beginning on a new sheet.

    Args:
        title: of the file.
        documents: the papers, at least one; each has its own page numbers.
        both_sides: for printers that use the back: a paper of an odd number of pages leaves its
            last back empty, so that nobody else's paper begins there.
    """
    with _ONE_AT_A_TIME:
        return _drawn(title, documents, both_sides=both_sides)


def _drawn(title: str, documents: Sequence[Document], *, both_sides: bool) -> bytes:
    make_ready()
    # Everything is set before a painter exists: what is refused then leaves none half-used.
    every = [_pages(document) for document in documents]
    canvas = PdfCanvas(title)
    for place, (document, pages) in enumerate(zip(documents, every, strict=True)):
        if place:
            canvas.new_page()
        _draw_pages(canvas, document, pages)
        if both_sides and len(pages) % 2 and place < len(documents) - 1:
            canvas.new_page()
    spoken = "en" if language() == "en" else "ja"
    about = About(title, spoken, documents[0].day)
    return finished(canvas.pdf(), about, canvas.glyphs.typefaces())


def pictures_of(document: Document, width_px: int) -> list[bytes]:
    """Return a paper as it looks, one PNG a page."""
    with _ONE_AT_A_TIME:
        make_ready()
        pages = _pages(document)
        canvas = PictureCanvas(width_px)
        _draw_pages(canvas, document, pages)
        return canvas.png()


def print_document(document: Document, printer: QPagedPaintDevice) -> None:
    """Put a paper on a printer."""
    with _ONE_AT_A_TIME:
        make_ready()
        pages = _pages(document)
        canvas = PrinterCanvas(printer)
        _draw_pages(canvas, document, pages)
        canvas.end()


def _draw_pages(canvas: Canvas, document: Document, pages: Sequence[Page]) -> None:
    for number, page in enumerate(pages, 1):
        if number > 1:
            canvas.new_page()
        for placed in page:
            placed.piece.draw(canvas, MARGIN_PT, MARGIN_PT + placed.top)
        if len(pages) > 1:
            _draw_foot(canvas, document.foot, number, len(pages))


def write_document(file: str | Path, document: Document) -> None:
    """Write a paper as PDF, whole or not at all.

    Raises:
        Unavailable: `files.cannot_write`.
    """
    write_pdf(file, pdf_of(document))


def write_pdf(file: str | Path, data: bytes) -> None:
    """Write a finished PDF, whole or not at all.

    Raises:
        Unavailable: `files.cannot_write`.
    """
    target = Path(file)
    try:
        handle, name = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            Path(name).replace(target)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_write", file=str(file), reason=reason) from error


def _pages(document: Document) -> tuple[Page, ...]:
    """Return the airiest setting that needs the fewest pages; one page has no foot."""
    airs = _AIRS if document.one_side else _AIRS[:1]
    settings = [_set(document, air) for air in airs]
    fewest = min(len(pages) for pages in settings)
    return next(pages for pages in settings if len(pages) == fewest)


def _set(document: Document, air: float) -> tuple[Page, ...]:
    style = replace(document.style, air=air)
    pieces = all_pieces(document.blocks, style, CONTENT_WIDTH_PT)
    pages = pages_of(pieces, CONTENT_HEIGHT_PT)
    return pages if len(pages) == 1 else pages_of(pieces, CONTENT_HEIGHT_PT - _FOOT_PT)


def _draw_foot(canvas: Canvas, foot: str, number: int, count: int) -> None:
    base = MARGIN_PT + CONTENT_HEIGHT_PT
    if foot:
        canvas.text(MARGIN_PT, base, foot, _FOOT_FACE)
    figures = f"{number}/{count}"
    right = PAGE_WIDTH_PT - MARGIN_PT - width_pt(figures, _FOOT_FACE)
    canvas.text(right, base, figures, _FOOT_FACE)
