"""The order and the form of ids of children, households and nurseries."""

from __future__ import annotations

from unicodedata import normalize

IdKey = tuple[int, int, str]


def plain_id(text: str) -> str:
    """Return the text after NFKC, without outer spaces; leading zeros stay."""
    return text.strip() if text.isascii() else normalize("NFKC", text).strip()


def id_key(text: str) -> IdKey:
    """Return what ids are sorted by: all-digit ids as numbers, then the others by code point."""
    if text.isascii() and text.isdigit():
        return (0, int(text), text)
    return (1, 0, text)
