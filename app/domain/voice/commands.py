"""What can be said at one moment, and which command a heard phrase is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.voice.numbers import MOST, english_number, read_english, read_japanese

NUMBER = "{number}"
ENGLISH = "en"

_FILLERS = re.compile(r"え[ーえ]*っ?と[ーね]?|あのう?ー?|そのー|うーん+")
_ENGLISH_FILLERS = re.compile(r"\b(?:u+h+|u+m+|er+m*|please)\b")
_NO_WORD = re.compile(r"[^\w' ]+|_")
_NO_SIGN = re.compile(r"[\W_]+")
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Command:
    """A phrase and what it starts; `risk` is 0 to 3 (R0 to R3), `opens` the page it leads to.

    An empty `action` is an answer: by itself, without a question, it starts nothing.
    """

    phrase: str
    intent: str
    action: str
    risk: int = 0
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A command, and the number said with it."""

    command: Command
    number: int | None = None


def spoken(text: str, language: str) -> str:
    """Return a text as it is compared: no punctuation, no fillers, English numbers in words."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    if language != ENGLISH:
        return _NO_SIGN.sub("", _FILLERS.sub("", plain))
    plain = _FIGURES.sub(_in_words, plain)
    words = _NO_WORD.sub(" ", plain.replace("-", " "))
    return " ".join(_ENGLISH_FILLERS.sub(" ", words).split())


def _in_words(figures: re.Match[str]) -> str:
    number = int(figures.group())
    return f" {english_number(number)} " if number <= MOST else figures.group()


def find(heard: str, commands: Iterable[Command], language: str) -> Match | None:
    """Return the command a heard phrase is; the first of those that sound the same."""
    said = spoken(heard, language)
    for command in commands:
        if NUMBER not in command.phrase:
            if spoken(command.phrase, language) == said:
                return Match(command)
        elif (number := _number(said, command.phrase, language)) is not None:
            return Match(command, number)
    return None


def _number(said: str, phrase: str, language: str) -> int | None:
    before, after = (spoken(part, language) for part in phrase.split(NUMBER))
    if not (said.startswith(before) and said.endswith(after)):
        return None
    middle = said[len(before) : len(said) - len(after)].strip()
    return read_english(middle) if language == ENGLISH else read_japanese(middle)


def all_phrases(commands: Iterable[Command], language: str) -> Iterator[str]:
    """Return everything that can be said, each number written out, nothing twice."""
    given: set[str] = set()
    for command in commands:
        for phrase in _with_numbers(command.phrase, language):
            said = spoken(phrase, language)
            if said and said not in given:
                given.add(said)
                yield said


def _with_numbers(phrase: str, language: str) -> Iterator[str]:
    if NUMBER not in phrase:
        yield phrase
        return
    for number in range(1, MOST + 1):
        word = english_number(number) if language == ENGLISH else str(number)
        yield phrase.replace(NUMBER, word)
