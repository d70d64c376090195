"""Loads the shipped typefaces, so that every computer shows the same letters."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFontDatabase

from app.messages import _

FONT_FOLDER: Final = Path(__file__).resolve().parents[3] / "resources" / "fonts"
FONT_FILES: Final = (
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "BIZUDGothic-Regular.ttf",
    "BIZUDGothic-Bold.ttf",
)


def load_fonts(folder: Path = FONT_FOLDER) -> str | None:
    """Load the typefaces; return a plain sentence when one is missing, else None.

    A missing typeface changes the look but stops nobody: Qt falls back to what the system has.
    """
    missing = [name for name in FONT_FILES if not _load(folder / name)]
    if not missing:
        return None
    return _("Some typefaces are not here ({names}). The letters look different.").format(
        names=", ".join(missing)
    )


def _load(file: Path) -> bool:
    return file.is_file() and QFontDatabase.addApplicationFont(str(file)) != -1
