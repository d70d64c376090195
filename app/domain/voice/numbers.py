"""Numbers as they are said: on the screen every control has one, and one to ninety-nine are heard."""

from __future__ import annotations

MOST = 99

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_KANJI = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}


def english_number(number: int) -> str:
    """Return a number from 0 to 99 in words, without a hyphen: `twenty three`."""
    if number < len(_SMALL):
        return _SMALL[number]
    tens, rest = divmod(number, 10)
    return _TENS[tens - 2] + (f" {_SMALL[rest]}" if rest else "")


_ENGLISH = {english_number(number): number for number in range(MOST + 1)}


def read_english(words: str) -> int | None:
    """Return the number these words or figures say, None when they say none up to 99."""
    said = " ".join(words.replace("-", " ").split())
    if said.isdecimal():
        return int(said) if int(said) <= MOST else None
    return _ENGLISH.get(said)


def read_japanese(signs: str) -> int | None:
    """Return the number these kanji numerals or figures say, None when they say none up to 99."""
    if signs.isdecimal():
        return int(signs) if int(signs) <= MOST else None
    before, ten, after = signs.partition("十")
    if not ten:
        return _KANJI.get(signs)
    tens = _KANJI.get(before) if before else 1
    ones = _KANJI.get(after) if after else 0
    return None if not tens or ones is None or "〇" in signs else 10 * tens + ones
