"""Which characters the letters of a PDF stand for, in the order Qt first used them.

Qt numbers the letters it embeds by first use, but writes down what they mean only for characters
of the basic plane, so 𠮷 would be read out as nothing, and a space as a tab. The log follows
along, and `app.printing.finish` writes the whole truth.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QRawFont, QTextLayout

_Flag = QTextLayout.GlyphRunRetrievalFlag
_NEEDED = _Flag.RetrieveGlyphIndexes | _Flag.RetrieveStringIndexes | _Flag.RetrieveString


class GlyphLog:
    """Characters by typeface; the n-th entry of a typeface is letter n+1 of its embedded font."""

    def __init__(self) -> None:
        self._faces: dict[tuple[str, str], dict[int, str]] = {}

    def note(self, text: str, font: QFont) -> None:
        """Remember the letters of a text just written."""
        layout = QTextLayout(text, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        runs = layout.glyphRuns(-1, -1, _NEEDED)
        whole = text.encode("utf-16-le")
        starts = sorted({place for run in runs for place in run.stringIndexes()})
        end_of = dict(zip(starts, [*starts[1:], len(whole) // 2], strict=True))
        for run in runs:
            raw: QRawFont = run.rawFont()
            face = self._faces.setdefault((raw.familyName(), raw.styleName()), {})
            for glyph, place in zip(run.glyphIndexes(), run.stringIndexes(), strict=True):
                cluster = whole[2 * place : 2 * end_of[place]]
                face.setdefault(glyph, cluster.decode("utf-16-le", "replace"))

    def faces(self) -> list[list[str]]:
        """Return the characters of each typeface, typefaces in order of first use."""
        return [list(face.values()) for face in self._faces.values()]
