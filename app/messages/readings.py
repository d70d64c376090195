"""Readings for furigana: which kana stand over which kanji of our own sentences.

`translations/readings.tsv` lists words with their reading; the longest word wins at each place, so a
phrase settles what a single character cannot (お待ちの方 is かた, 方法 is ほう). In the list `0` stands
for any digit (0人 is にん), and a word with its own digits goes before it (1人 is ひとり). Names are never looked
up here: they carry the person's own kana. See docs/adr/004-readings-in-one-list.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LIST = Path(__file__).resolve().parents[2] / "translations" / "readings.tsv"
_KANJI = "一-鿿㐀-䶿豈-﫿々〆ヶ𠀀-𳎯"
KANJI = re.compile(f"[{_KANJI}]")


@dataclass(frozen=True, slots=True)
class Ruby:
    """Kana over a piece of a sentence: `start` and `length` count characters of the plain text."""

    start: int
    length: int
    kana: str


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Read the list once; a line is word, tab, reading; `#` opens a comment."""
    found: dict[str, str] = {}
    if not LIST.exists():
        return found
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, _tab, kana = line.partition("\t")
            found[word.strip()] = kana.strip()
    return found


def all_readings() -> dict[str, str]:
    """Return every word of the list with its kana."""
    return dict(_words())


@lru_cache(maxsize=1)
def _longest() -> int:
    return max((len(word) for word in _words()), default=0)


@lru_cache(maxsize=4096)
def ruby_for(sentence: str) -> tuple[Ruby, ...]:
    """Return the kana over each kanji group of one of our own sentences, in order."""
    return tuple(
        ruby
        for place, word, kana in listed_words(sentence)
        for ruby in ruby_over(word, kana, place)
    )


def listed_words(sentence: str) -> list[tuple[int, str, str]]:
    """Return the words of the list in a sentence, the longest first at each place, with kana.

    The word is given as the list has it: `0人` for 12人.
    """
    words, found, place = _words(), [], 0
    while place < len(sentence):
        for length in range(min(_longest(), len(sentence) - place), 0, -1):
            word = _listed(sentence, place, length)
            if word is not None:
                found.append((place, word, words[word]))
                place += length
                break
        else:
            place += 1
    return found


def _listed(sentence: str, place: int, length: int) -> str | None:
    """Return the word of the list that stands here with this length."""
    piece, words = sentence[place : place + length], _words()
    inside_number = piece[0].isdigit() and place > 0 and sentence[place - 1].isdigit()
    if piece in words and not inside_number:
        return piece
    any_digit = "".join("0" if c.isdigit() else c for c in piece)
    return any_digit if any_digit in words else None


def unread_kanji(sentence: str) -> tuple[str, ...]:
    """Return the kanji of a sentence that no word of the list covers."""
    covered = {i for one in ruby_for(sentence) for i in range(one.start, one.start + one.length)}
    return tuple(c for i, c in enumerate(sentence) if KANJI.match(c) and i not in covered)


def ruby_over(word: str, kana: str, place: int) -> list[Ruby]:
    """Put a reading over the kanji of a word: its own kana are cut from both at the same place.

    送る with おくる gives おく over 送; 書き終わる with かきおわる gives か over 書 and お over 終. Where
    they do not fit, the reading stands over the whole word.
    """
    pattern, groups = "", []
    for match in re.finditer(f"[{_KANJI}]+|[^{_KANJI}]+", word):
        piece = match.group()
        if KANJI.match(piece):
            pattern += "(.+?)"
            groups.append((match.start(), len(piece)))
        else:
            pattern += re.escape(_hiragana(piece))
    fits = re.fullmatch(pattern, _hiragana(kana))
    if not fits and len(groups) == 1 and word[0] in "(（":
        return [Ruby(place + groups[0][0], groups[0][1], kana)]  # か over 火 in (火)
    if not fits:
        return [Ruby(place, len(word), kana)]
    return [
        Ruby(place + start, length, fits.group(number))
        for number, (start, length) in enumerate(groups, 1)
    ]


def _hiragana(text: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)
