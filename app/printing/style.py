"""How large and how airy a paper is set; everything follows from the size of its body text."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.canvas import PAGE_HEIGHT_PT, PAGE_WIDTH_PT, PT_PER_MM
from app.printing.letters import Face
from app.printing.lines import SetText, set_text
from app.printing.words import Words

MARGIN_PT = 15 * PT_PER_MM
CONTENT_WIDTH_PT = PAGE_WIDTH_PT - 2 * MARGIN_PT
CONTENT_HEIGHT_PT = PAGE_HEIGHT_PT - 2 * MARGIN_PT


@dataclass(frozen=True, slots=True)
class Style:
    """`body_pt` is 18 for forms and 22, 28 or 36 for sheets; `air` below 1 sets everything closer."""

    body_pt: float
    easy: bool = False
    furigana: bool = True
    air: float = 1.0

    @property
    def body(self) -> Face:
        """Return the face of running text."""
        return Face(self.body_pt)

    @property
    def title(self) -> Face:
        """Return the face of the paper's title."""
        return Face(self.body_pt * 9 / 7, bold=True)

    @property
    def heading(self) -> Face:
        """Return the face of a heading in the text."""
        return Face(self.body_pt * 8 / 7, bold=True)

    @property
    def small(self) -> Face:
        """Return the face of what is said beside the text; never below 14 pt."""
        return Face(max(14.0, self.body_pt * 5 / 7))

    @property
    def figures(self) -> Face:
        """Return the face of a number to be dialled: fixed figures, 28 pt or more."""
        return Face(max(28.0, self.body_pt * 9 / 7), bold=True, fixed=True)

    @property
    def gap(self) -> float:
        """Return the free space between two blocks in pt."""
        return 0.5 * self.body_pt * self.air

    def set(self, words: Words, face: Face, width: float) -> SetText:
        """Set words in lines."""
        shown = words if self.furigana else words.plain()
        return set_text(shown, face, width, easy=self.easy, air=self.air)
