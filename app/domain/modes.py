"""How somebody reads and uses the program; travels with the person, holds no diagnosis."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("ja", "ja_easy", "en")
SCHEMES = ("light", "dark", "yellow", "white")
TEXT_PERCENTS = (100, 125, 150, 175, 200, 250, 300)


@dataclass(frozen=True, slots=True)
class Modes:
    """Text size in percent (100–300), colour scheme, language, ruby over kanji, motion."""

    text_percent: int = 100
    scheme: str = "light"
    language: str = "ja"
    furigana: bool = False
    motion: bool = False

    def __post_init__(self) -> None:
        if not 100 <= self.text_percent <= 300:
            raise ValueError("text_percent must be 100..300")
        if self.scheme not in SCHEMES or self.language not in LANGUAGES:
            raise ValueError("unknown scheme or language")
