"""Which characters the letters of a PDF stand for, in the order Qt first used them.

Qt numbers the letters it embeds by first use, but writes down what they mean only for characters
of the basic plane, so 𠮷 would be read out as nothing, and a space as a tab. The log follows
along, and `app.printing.finish` writes the whole truth.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QTextLayout

from app.printing.letters import Face, font_of

# A character with the marks and selectors of form that belong to it.
_CLUSTER = re.compile("(?s).[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
Typeface = tuple[str, str]


class GlyphLog:
    """Characters by typeface; the n-th entry of a typeface is letter n+1 of its embedded font."""

    def __init__(self) -> None:
        self._typefaces: dict[Typeface, dict[int, str]] = {}

    def note(self, text: str, face: Face) -> None:
        """Remember the letters of a text just written."""
        for cluster in _CLUSTER.findall(text):
            for number, (typeface, letter) in enumerate(_letters(cluster, face)):
                known = self._typefaces.setdefault(typeface, {})
                known.setdefault(letter, "" if number else cluster)

    def typefaces(self) -> list[list[str]]:
        """Return the characters of each typeface, typefaces in order of first use."""
        return [list(known.values()) for known in self._typefaces.values()]


@lru_cache(maxsize=8192)
def _letters(cluster: str, face: Face) -> tuple[tuple[Typeface, int], ...]:
    """Return the letters that show a character: mostly one, in the first typeface that has it.

    Characters are asked for one by one, because for a longer text in two typefaces Qt gives wrong
    places.
    """
    layout = QTextLayout(cluster, font_of(face))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    found = []
    for run in layout.glyphRuns():
        raw = run.rawFont()
        found += [((raw.familyName(), raw.styleName()), int(one)) for one in run.glyphIndexes()]
    return tuple(found)
