"""What a row of a list shows, as a presenter hands it to its view; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.messages import language


@dataclass(frozen=True, slots=True)
class RowState:
    """One row: words to see, one sentence to hear, and what opening it means.

    `badge` is (word, kind, icon); `marks` are the (start, end) of found words in the title;
    `readings` are the (start, end, kana) that stand over the title while furigana is on; `icon`
    stands where `lead` would.
    """

    subject: str
    title: str
    second: str = ""
    lead: str = ""
    badge: tuple[str, str, str] | None = None
    spoken: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    readings: tuple[tuple[int, int, str], ...] = ()
    icon: str = ""


def short(text: str, longest: int) -> str:
    """Return a text on one line, cut where it gets longer than a list has room for."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip("、。 ") + "…"


def sentences(parts: Iterable[str]) -> str:
    """Return whole sentences one after the other; Japanese has no space between them."""
    return (" " if language() == "en" else "").join(part for part in parts if part)
