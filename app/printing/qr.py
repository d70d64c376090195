"""Codes a telephone's camera reads: QR, never the micro kind, with the strongest correction."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from app.domain.errors import BadInput, Finding

QUIET_MODULES: Final = 4
# A module of half a millimetre is read by an old telephone held by an unsteady hand.
SMALLEST_MODULE_MM: Final = 0.5
_WIDEST_MM: Final = 80.0


@lru_cache(maxsize=16)
def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of a code without its quiet zone, row by row, True for black.

    Raises:
        BadInput: `printing.qr_too_long` when the code could only be read from a larger paper.
    """
    import segno

    try:
        code = segno.make(text, micro=False, error="h", boost_error=False)
    except segno.DataOverflowError as error:
        raise _too_long(text) from error
    rows = tuple(tuple(bool(module) for module in row) for row in code.matrix)
    if (len(rows) + 2 * QUIET_MODULES) * SMALLEST_MODULE_MM > _WIDEST_MM:
        raise _too_long(text)
    return rows


def side_mm(rows: tuple[tuple[bool, ...], ...], wished_mm: float) -> float:
    """Return how wide the black part of a code has to be, at least as wished."""
    return max(wished_mm, len(rows) * SMALLEST_MODULE_MM)


def _too_long(text: str) -> BadInput:
    have: dict[str, object] = {"have": len(text)}
    return BadInput(
        "printing.qr_too_long",
        (Finding("printing.qr_too_long", column="qr_text", value=text[:40], data=have),),
    )
