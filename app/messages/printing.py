"""Sentences about paper: typefaces and codes for a camera."""

from __future__ import annotations

from app.messages import N_, Lazy

PRINTING: dict[str, tuple[Lazy, Lazy | None]] = {
    "printing.no_typeface": (
        N_("A typeface is not here, so paper cannot be printed: {file}"),
        N_("Install the program again."),
    ),
    "printing.qr_too_long": (
        N_("This text has {have} characters, too many for a code a telephone can read."),
        N_("Make it shorter, or use an address instead."),
    ),
}
