"""Sets words in lines: phrase breaks, kana over kanji, nothing wider than its room.

Kana wider than their kanji may reach half an em over plain kana beside them and be set up to a fifth
narrower; only what is still too wide parts the letters, because text that is parted by more than a
tenth of an em is read out of a PDF with a space in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from app.messages.phrases import characters, phrases
from app.messages.readings import KANJI
from app.printing.canvas import Canvas
from app.printing.letters import ASCENT_EM, DESCENT_EM, Face, width_pt
from app.printing.words import Words

_REACH_EM: Final = 0.5
_NARROWEST: Final = 0.8
# Between the kana of two words that stand side by side.
_RUBY_GAP_EM: Final = 0.08
_BELOW_EM: Final = 0.15


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one look; places are measured from the line's start, in pt."""

    text: str
    x: float
    face: Face
    ruby: str = ""
    ruby_x: float = 0.0
    ruby_narrow: float = 1.0


@dataclass(slots=True)
class Line:
    """One line of text."""

    width: float = 0.0
    runs: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SetText:
    """Words set in a width: every line is `line_pt` high, its letters stand on `baseline`."""

    lines: tuple[Line, ...]
    face: Face
    line_pt: float
    baseline: float

    @property
    def width(self) -> float:
        """Return the width of the widest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def middle(self) -> float:
        """Return where the middle of the first line's letters is, from the top."""
        return self.baseline - (0.5 - DESCENT_EM) * self.face.pt

    def draw_line(self, canvas: Canvas, number: int, x: float, top: float) -> None:
        """Draw one line with its top left corner at a place."""
        base = top + self.baseline
        for run in self.lines[number].runs:
            canvas.text(x + run.x, base, run.text, run.face)
            if run.ruby:
                above = base - (ASCENT_EM + 0.06) * self.face.pt - DESCENT_EM * run.face.ruby().pt
                place = x + run.ruby_x
                canvas.outline(place, above, run.ruby, run.face.ruby(), run.ruby_narrow)


def set_text(words: Words, face: Face, width: float, *, easy: bool, air: float = 1.0) -> SetText:
    """Set words in lines no wider than `width` pt; `air` below 1 sets the lines closer."""
    setter = _Setter(words, face, width, easy)
    lines = tuple(setter.lines())
    if words.readings:
        line_pt = face.pt * max(1.66, 1.95 * air)
        baseline = line_pt - (_BELOW_EM * air * air + DESCENT_EM) * face.pt
    else:
        line_pt = face.pt * max(1.3, 1.5 * air)
        baseline = (line_pt + (ASCENT_EM - DESCENT_EM) * face.pt) / 2
    return SetText(lines, face, line_pt, baseline)


class _Setter:
    """Breaks one text into lines and sets each; `width` is in pt."""

    def __init__(self, words: Words, face: Face, width: float, easy: bool) -> None:
        self._words = words
        self._face = face
        self._width = width
        self._easy = easy

    def lines(self) -> Iterator[Line]:
        offset = 0
        for paragraph in self._words.text.split("\n"):
            for start, end in self._broken(offset, offset + len(paragraph)):
                yield self._line(start, end)
            offset += len(paragraph) + 1

    def _broken(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Return the spans of the lines of one paragraph, spaces at their ends left out."""
        start = end = first
        for piece in self._pieces(first, last):
            if end > start and not self._fits(start, end + piece):
                yield self._trimmed(start, end)
                start = end
            end += piece
        yield self._trimmed(start, end)

    def _fits(self, start: int, end: int) -> bool:
        return self._line(*self._trimmed(start, end)).width <= self._width

    def _pieces(self, first: int, last: int) -> list[int]:
        """Return the lengths of the pieces between which a line may end."""
        pieces: list[int] = []
        at = first
        for piece in phrases(self._words.text[first:last], self._easy):
            whole = self._fits(at, at + len(piece))
            pieces += [len(piece)] if whole else self._parted(at, piece)
            at += len(piece)
        return self._unparted(pieces, first)

    def _parted(self, at: int, piece: str) -> list[int]:
        """Cut a piece longer than a line; a long Latin word may be cut anywhere then."""
        found: list[int] = []
        for part in characters(piece):
            whole = self._fits(at, at + len(part))
            found += [len(part)] if whole else [1] * len(part)
            at += len(part)
        return found

    def _unparted(self, pieces: list[int], first: int) -> list[int]:
        """Join pieces that share one reading, unless together they are wider than a line."""
        found: list[int] = []
        at = first
        for piece in pieces:
            one = next(
                (r for r in self._words.readings if r.start < at < r.start + r.length), None
            )  # fmt: skip
            if found and one and self._fits(one.start, one.start + one.length):
                found[-1] += piece
            else:
                found.append(piece)
            at += piece
        return found

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self._words.text
        while end > start and text[end - 1] in " \u3000":
            end -= 1
        while start < end and text[start] in " \u3000":
            start += 1
        return start, end

    def _line(self, start: int, end: int) -> Line:
        line = Line()
        stretches = self._stretches(start, end)
        ruby_end = 0.0  # how far kana of this line reach so far
        for number, (text, ruby, face) in enumerate(stretches):
            base = width_pt(text, face)
            if not ruby:
                line.runs.append(Run(text, line.width, face))
                line.width += base
                continue
            before = stretches[number - 1] if number else None
            after = stretches[number + 1] if number + 1 < len(stretches) else None
            left = max(ruby_end, line.width - self._reach(before, -1))
            right = line.width + base + self._reach(after, 0)
            # Free space belongs at an end of the line; between letters it would be read as a space.
            share = 1.0 if before is None else 0.0 if after is None else 0.5
            run, line.width, ruby_end = _with_ruby(
                text, ruby, face, line.width, (left, right), share
            )
            line.runs.append(run)
            ruby_end += _RUBY_GAP_EM * face.pt
        line.width = max(line.width, ruby_end - _RUBY_GAP_EM * self._face.pt)
        return line

    def _reach(self, beside: tuple[str, str, Face] | None, place: int) -> float:
        """Return how far kana may reach over what stands beside their kanji."""
        if beside is None or beside[1] or KANJI.match(beside[0][place]):
            return 0.0
        return min(_REACH_EM * self._face.pt, width_pt(beside[0], beside[2]))

    def _stretches(self, start: int, end: int) -> list[tuple[str, str, Face]]:
        """Cut a stretch of the sentence where its look changes: (text, ruby, face)."""
        words = self._words
        cuts = {start, end}
        for one in words.readings:
            cuts |= {one.start, one.start + one.length}
        for span in words.bold:
            cuts |= set(span)
        found = []
        for left, right in pairwise(sorted(at for at in cuts if start <= at <= end)):
            whole = (one for one in words.readings if one.start == left)
            ruby = next((one.kana for one in whole if one.start + one.length == right), "")
            bold = self._face.bold or any(a <= left and right <= b for a, b in words.bold)
            found.append(
                (words.text[left:right], ruby, self._face.bolder() if bold else self._face)
            )
        return found


def _with_ruby(
    text: str, ruby: str, face: Face, x: float, reach: tuple[float, float], share: float
) -> tuple[Run, float, float]:
    """Set kanji with their kana, which may stand between the two places of `reach`.

    `share` is how much of the space that is still missing goes before the kanji.

    Returns:
        The run, where the line goes on, and where the kana end.
    """
    left, right = reach
    base, kana = width_pt(text, face), width_pt(ruby, face.ruby())
    narrow = min(1.0, max(_NARROWEST, (right - left) / kana))
    kana *= narrow
    missing = max(0.0, kana - (right - left))
    at = x + missing * share
    right += missing
    ruby_x = min(max(left, at + (base - kana) / 2), right - kana)
    return Run(text, at, face, ruby, ruby_x, narrow), x + base + missing, ruby_x + kana
