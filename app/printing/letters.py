"""Letters of one size and weight: how wide a text is, in pt, the same on every computer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontMetricsF

from app.printing.application import BODY_FAMILY, FIGURES_FAMILY, SECOND_FAMILY

# Qt sets letters in whole units. A twentieth of a point is finer than any printer's dot.
UNITS_PER_PT: Final = 20
# How far letters of BIZ UD reach above and below the base line.
ASCENT_EM: Final = 0.88
DESCENT_EM: Final = 0.12
RUBY_EM: Final = 0.5
SMALLEST_RUBY_PT: Final = 9.0


@dataclass(frozen=True, slots=True)
class Face:
    """A size in pt and a weight; `fixed` takes figures that are all equally wide."""

    pt: float
    bold: bool = False
    fixed: bool = False

    def bolder(self) -> Face:
        """Return the bold face of the same size."""
        return Face(self.pt, True, self.fixed)

    def ruby(self) -> Face:
        """Return the face of the kana over kanji of this size."""
        return Face(max(SMALLEST_RUBY_PT, self.pt * RUBY_EM))


@lru_cache(maxsize=64)
def font_of(face: Face) -> QFont:
    """Return the face as Qt's font, sized in units of the page."""
    family = FIGURES_FAMILY if face.fixed else BODY_FAMILY
    font = QFont([family, SECOND_FAMILY])
    font.setPixelSize(round(face.pt * UNITS_PER_PT))
    font.setBold(face.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # One letter, one character: what is drawn as a ligature is read out of the file as another word.
    font.setFeature(QFont.Tag("liga"), 0)
    return font


@lru_cache(maxsize=64)
def _metrics(face: Face) -> QFontMetricsF:
    return QFontMetricsF(font_of(face))


def width_pt(text: str, face: Face) -> float:
    """Return how wide a text is, in pt."""
    return float(_metrics(face).horizontalAdvance(text)) / UNITS_PER_PT
