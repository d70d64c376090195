"""Makes Qt ready to print: an application without a display when none runs, and our typefaces."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFontDatabase, QGuiApplication

from app.domain.errors import Unavailable

FONT_FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts"
BODY_FAMILY: Final = "BIZ UDPGothic"
FIGURES_FAMILY: Final = "BIZ UDGothic"
# Characters BIZ UD does not have (𠮷, ㊟) come from the second family of the design.
SECOND_FAMILY: Final = "Noto Sans CJK JP"

# Qt ends with the last reference to its application, so the one started here is kept.
_started: list[QGuiApplication] = []


def make_ready() -> None:
    """Start Qt without a display unless it runs already, and load the typefaces once.

    Raises:
        Unavailable: `printing.no_typeface` when a shipped typeface is missing; paper without it
            would look different at every centre.
    """
    if QGuiApplication.instance() is None:
        _started.append(QGuiApplication(["madoguchi", "-platform", "offscreen"]))
    present = set(QFontDatabase.families())
    for family in (BODY_FAMILY, FIGURES_FAMILY):
        if family not in present:
            _load(family)


def _load(family: str) -> None:
    for weight in ("Regular", "Bold"):
        file = FONT_FOLDER / f"{family.replace(' ', '')}-{weight}.ttf"
        if QFontDatabase.addApplicationFont(str(file)) == -1:
            raise Unavailable("printing.no_typeface", file=file.name)
