"""The pages of the keyboard on the screen, in the order of the kana table, and what marks make of a kana.

The order is the 五十音 table that Japanese people learn at school; a row of the table is a row of the
keyboard, so that one switch reaches a letter by its row and its place in it.
"""

from __future__ import annotations

import unicodedata

Block = tuple[str, ...]
"""Rows of letters; one character is one key."""

PAGES: dict[str, tuple[Block, ...]] = {
    "kana": (
        ("あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの"),
        ("はひふへほ", "まみむめも", "やゆよ、。", "らりるれろ", "わをんー・"),
    ),
    "letters": (
        ("abcde", "fghij", "klmno"),
        ("pqrst", "uvwxy", "z'?!&"),
    ),
    "capitals": (
        ("ABCDE", "FGHIJ", "KLMNO"),
        ("PQRST", "UVWXY", "Z'?!&"),
    ),
    "digits": (
        ("12345", "67890"),
        ("-/:.,", "@_+=%", "()「」#"),
    ),
}

# A letter, then what the mark key makes of it, again and again: つ っ づ つ.
_CYCLES = (
    *(
        plain + small
        for plain, small in zip("あいうえおやゆよわ", "ぁぃぅぇぉゃゅょゎ", strict=True)
    ),
    "つっづ",
    *("か が", "き ぎ", "く ぐ", "け げ", "こ ご", "さ ざ", "し じ", "す ず", "せ ぜ", "そ ぞ"),
    *("た だ", "ち ぢ", "て で", "と ど"),
    *("はばぱ", "ひびぴ", "ふぶぷ", "へべぺ", "ほぼぽ"),
)
_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_HIRAGANA = {after: before for before, after in _KATAKANA.items()}


def _after() -> dict[str, str]:
    found: dict[str, str] = {}
    for cycle in _CYCLES:
        letters = cycle.replace(" ", "")
        for here, there in zip(letters, letters[1:] + letters[0], strict=True):
            found[here] = there
            found[here.translate(_KATAKANA)] = there.translate(_KATAKANA)
    # ヴ has a hiragana of its own that nobody writes.
    return found | {"ウ": "ヴ", "ヴ": "ゥ", "ゥ": "ウ"}


_AFTER = _after()


def with_mark(letter: str) -> str:
    """Return a kana with the next of its marks (か が; は ば ぱ; つ っ づ), itself if it has none."""
    return _AFTER.get(letter, letter)


def has_mark(letter: str) -> bool:
    """Tell whether the mark key does anything to this letter."""
    return letter in _AFTER


def other_kana(text: str) -> str:
    """Return hiragana as katakana; a text of katakana alone comes back as hiragana."""
    turned = text.translate(_KATAKANA)
    return turned if turned != text else text.translate(_HIRAGANA)


def kana_at_end(text: str) -> str:
    """Return the kana a text ends with: what was written last and may become another word."""
    start = len(text)
    while start > 0 and _is_kana(text[start - 1]):
        start -= 1
    return text[start:]


def letters_of(page: str) -> str:
    """Return every letter of a page, in reading order."""
    return "".join(row for block in PAGES[page] for row in block)


def _is_kana(letter: str) -> bool:
    return letter == "ー" or unicodedata.name(letter, "").startswith(
        ("HIRAGANA", "KATAKANA LETTER")
    )
