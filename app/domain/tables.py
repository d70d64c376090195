"""A table read from somebody's file, as text, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of a file.

    `rows` holds (row number as the file shows it, cells); every row has one cell a heading.
    `encoding` is `utf-8-sig`, `utf-8`, `cp932` or `xlsx`.
    """

    file: str
    encoding: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
