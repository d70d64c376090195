"""The hand-made words and step cards of the desk, read from `resources`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from app.domain.step_cards import StepCard
from app.domain.trouble_words import WordTable

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def load_word_table() -> WordTable:
    """Read the words of troubles with their other forms."""
    found = _read("similar/words.toml")
    return WordTable(
        words={word: tuple(forms.split()) for word, forms in found["words"].items()},
        leave_out=tuple(found["leave_out"].split()),
        topics={topic: tuple(words.split()) for topic, words in found["topics"].items()},
    )


def load_step_cards() -> tuple[StepCard, ...]:
    """Read the step cards."""
    return tuple(
        StepCard(
            id=one["id"],
            title=one["title"],
            topics=tuple(one["topics"]),
            steps=tuple(one["steps"]),
            if_not=one["if_not"],
            minutes=int(one["minutes"]),
            words=tuple(one["words"].split()),
        )
        for one in _read("step_cards/cards.toml")["card"]
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / name).read_text(encoding="utf-8"))
