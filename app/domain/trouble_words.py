"""The words of a trouble: what a visitor says, taken apart so that ライン and LINE are one word.

A text becomes units. A word of the table is one unit, however it was said; besides, each run of
kanji, katakana or Latin letters is one, and what is left gives pairs of characters. Phrases that
everybody says about everything are left out first.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from app.domain.folding import fold_width

# Runs of one kind of letter that are words by themselves, and the fewest letters of one.
_FEWEST = {"kanji": 1, "katakana": 2, "latin": 2}
_BLANK = "\x00"


@dataclass(frozen=True, slots=True)
class WordTable:
    """The hand-made table: words with their other forms, what is left out, topics' own words."""

    words: Mapping[str, tuple[str, ...]]
    leave_out: tuple[str, ...] = ()
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """What one text says: unit → how it was written there, in order; pairs of what is left."""

    units: Mapping[str, str]
    pairs: frozenset[str]


class WordReader:
    """Takes texts apart by one table."""

    def __init__(self, table: WordTable) -> None:
        self.table = table
        self._forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for word, others in table.words.items():
            for one in (word, *others):
                self._enter(one, word)
        for one in table.leave_out:
            self._enter(one, "")
        for forms in self._forms.values():
            forms.sort(key=lambda entry: -len(entry[0]))

    def read(self, text: str) -> Words:
        """Return the words of a text."""
        folded = fold_width(text)
        units: dict[str, str] = {}
        rest: list[str] = []
        place = 0
        while place < len(folded):
            form, word = self._form_at(folded, place)
            if not form:
                rest.append(folded[place])
                place += 1
                continue
            if word:
                units.setdefault(word, form)
            rest.append(_BLANK)
            place += len(form)
        pieces = "".join(rest).replace(" ", _BLANK).split(_BLANK)
        for run in (run for piece in pieces for run in _runs(piece)):
            units.setdefault(run, run)
        pairs = {a + b for piece in pieces for a, b in pairwise(piece)}
        # Who writes in hiragana only has nothing else to be found by.
        telling = {pair for pair in pairs if _is_telling(*pair)} if units else pairs
        return Words(units, frozenset(telling))

    def forms_of(self, unit: str) -> tuple[str, ...]:
        """Return the ways of writing a unit that can be searched: ID would be found in Android."""
        forms = (unit, *self.table.words.get(unit, ()))
        return tuple(one for one in forms if len(one) > 2 or not one.isascii())

    def _enter(self, form: str, word: str) -> None:
        folded = fold_width(form)
        if folded:
            self._forms[folded[0]].append((folded, word))

    def _form_at(self, text: str, place: int) -> tuple[str, str]:
        for form, word in self._forms.get(text[place], ()):
            if text.startswith(form, place) and _stands_alone(text, place, len(form)):
                return form, word
        return "", ""


def kind_of(letter: str) -> str:
    """Return the kind of a letter: kanji, katakana, hiragana, latin, or an empty text."""
    if (
        letter in "々〆"
        or "㐀" <= letter <= "鿿"
        or "\uf900" <= letter <= "\ufaff"
        or letter >= "\U00020000"
    ):
        return "kanji"
    if "ァ" <= letter <= "ヺ" or letter in "ーヽヾ":
        return "katakana"
    if "ぁ" <= letter <= "ゖ":
        return "hiragana"
    is_latin = letter.isascii() and letter.isalnum()
    return "latin" if is_latin or unicodedata.category(letter) == "Nd" else ""


def _stands_alone(text: str, start: int, length: int) -> bool:
    """A form in katakana or Latin letters is no part of a longer word of such letters."""
    end = start + length
    for inner, outer in ((start, start - 1), (end - 1, end)):
        kind = kind_of(text[inner])
        if kind not in ("katakana", "latin") or not 0 <= outer < len(text):
            continue
        if kind_of(text[outer]) == kind:
            return False
    return True


def _runs(piece: str) -> Iterator[str]:
    for kind, letters in groupby(piece, key=kind_of):
        run = "".join(letters)
        if len(run) >= _FEWEST.get(kind, len(run) + 1):
            yield run


def _is_telling(first: str, second: str) -> bool:
    """Pairs of two hiragana are endings and particles more often than words."""
    kinds = {kind_of(first), kind_of(second)}
    return "" not in kinds and kinds != {"hiragana"}
