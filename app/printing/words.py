"""Words for paper: a plain sentence, with kana over its kanji and what is bold beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.messages import language
from app.messages.readings import KANJI, Ruby, ruby_for, ruby_over
from app.messages.sure_readings import sure_ruby_for

Span = tuple[int, int]
# What the counters of figures end with: over 8日 (ようか) stands か, over 3分 (さんぷん) stands ぷん.
_COUNTERS = {
    "日": ("にち", "か"), "人": ("にん", "り"), "分": ("ぷん", "ふん"), "本": ("ほん", "ぼん", "ぽん"),
    "回": ("かい",), "階": ("かい", "がい"), "歳": ("さい",), "番": ("ばん",), "件": ("けん",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence; `readings` and `bold` are places in it and may be empty."""

    text: str
    readings: tuple[Ruby, ...] = ()
    bold: tuple[Span, ...] = ()

    def all_bold(self) -> Words:
        """Return the same words, bold from end to end."""
        return replace(self, bold=((0, len(self.text)),))

    def plain(self) -> Words:
        """Return the same words without kana over them."""
        return replace(self, readings=())

    def part(self, start: int, end: int) -> Words:
        """Return a stretch of the words; what reaches over its ends is left out."""
        return Words(
            self.text[start:end],
            tuple(
                replace(one, start=one.start - start)
                for one in self.readings
                if start <= one.start and one.start + one.length <= end
            ),
            tuple(
                (max(a, start) - start, min(b, end) - start)
                for a, b in self.bold
                if a < end and b > start
            ),
        )


def our_words(sentence: str) -> Words:
    """Return one of our own sentences with kana over all its kanji."""
    return Words(sentence, _readings(sentence, ruby_for(sentence)))


def free_words(sentence: str) -> Words:
    """Return what a person wrote: kana only where they are sure; what stands in 「 」 is bold."""
    pressed = tuple(match.span(1) for match in re.finditer("「([^「」]+)」", sentence))
    return Words(sentence, _readings(sentence, sure_ruby_for(sentence)), pressed)


def name_words(name: str, kana: str) -> Words:
    """Return a name with the person's own kana over its kanji; without kana nothing is guessed."""
    names, readings = name.split(), kana.split()
    if not kana.strip() or language() == "en":
        return Words(name)
    if len(names) != len(readings):
        names, readings = [name], ["".join(readings)]
    found: list[Ruby] = []
    place = 0
    for part, reading in zip(names, readings, strict=True):
        place = name.index(part, place)
        found += _over_name(part, reading, place)
        place += len(part)
    return Words(name, tuple(found))


def _over_name(part: str, reading: str, place: int) -> list[Ruby]:
    """Return the kana over the kanji of a name; none where it cannot be told which belong there."""
    found = ruby_over(part, reading, place) if KANJI.search(part) else []
    fits = all(
        KANJI.match(c) for one in found for c in part[one.start - place :][: one.length]
    )  # fmt: skip
    return found if fits else []


def joined(parts: Sequence[Words], between: str = "") -> Words:
    """Return several words as one sentence."""
    text, readings, bold = "", [], []
    for number, one in enumerate(parts):
        text += between if number else ""
        readings += [replace(ruby, start=ruby.start + len(text)) for ruby in one.readings]
        bold += [(a + len(text), b + len(text)) for a, b in one.bold]
        text += one.text
    return Words(text, tuple(readings), tuple(bold))


def filled(sentence: str, **words: Words) -> Words:
    """Return one of our own sentences with words put at its {places}."""
    parts: list[Words] = []
    for piece in re.split(r"(\{\w+\})", sentence):
        if piece.startswith("{") and piece.endswith("}"):
            parts.append(words[piece[1:-1]])
        elif piece:
            parts.append(our_words(piece))
    return joined(parts)


def _readings(sentence: str, found: Sequence[Ruby]) -> tuple[Ruby, ...]:
    if language() == "en":
        return ()
    kept = (_over_kanji_only(sentence, one) for one in found)
    return tuple(one for one in kept if one is not None)


def _over_kanji_only(sentence: str, ruby: Ruby) -> Ruby | None:
    """Take the figures out from under a reading: over 8日 (ようか) only 日 keeps its か.

    None where the kana cannot be parted, as in 1日 (ついたち): the figure says it already.
    """
    under = sentence[ruby.start : ruby.start + ruby.length]
    if not re.search("[0-9０-９]", under):
        return ruby
    figures, counter = under[:-1], under[-1]
    if not re.fullmatch("[0-9０-９]+", figures):
        return None
    tail = next((kana for kana in _COUNTERS.get(counter, ()) if ruby.kana.endswith(kana)), None)
    return Ruby(ruby.start + len(figures), 1, tail) if tail else None
