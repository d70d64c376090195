"""The invented words a demo centre is mixed from, read from `resources/demo`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "demo"


@dataclass(frozen=True, slots=True)
class NamePart:
    """A family or given name as written, with its reading in hiragana."""

    written: str
    kana: str


@dataclass(frozen=True, slots=True)
class Story:
    """One trouble of a topic: what the visitor says, what was done, and how it ended."""

    topic: str
    device: str
    says: str
    did: str
    ends: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything invented: names by generation (first birth year, sex), town and stories."""

    surnames: tuple[NamePart, ...]
    given: dict[int, dict[str, tuple[NamePart, ...]]]
    centre: str
    town: str
    districts: tuple[str, ...]
    buildings: tuple[str, ...]
    notes: tuple[str, ...]
    stories: tuple[Story, ...]
    openings: dict[str, tuple[str, ...]]
    closings: tuple[str, ...]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _names(lines: list[str]) -> tuple[NamePart, ...]:
    return tuple(NamePart(*line.split(" ", 1)) for line in lines)


@lru_cache(maxsize=1)
def load_content() -> Content:
    """Read the invented words once."""
    names, town, stories = _read("names.toml"), _read("town.toml"), _read("stories.toml")
    return Content(
        surnames=_names(names["surnames"]),
        given={
            int(year): {sex: _names(lines) for sex, lines in by_sex.items()}
            for year, by_sex in names["given"].items()
        },
        centre=town["centre"],
        town=town["prefecture"] + town["name"],
        districts=tuple(town["districts"]),
        buildings=tuple(town["buildings"]),
        notes=tuple(town["notes"]),
        stories=tuple(Story(**one) for one in stories["story"]),
        openings={
            "self": tuple(stories["openings"]),
            "family": tuple(stories["family_openings"]),
            "care_manager": tuple(stories["care_openings"]),
        },
        closings=tuple(stories["closings"]),
    )
