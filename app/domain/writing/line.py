"""A piece of text with a place in it: what each key of the keyboard on the screen makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.writing.letters import kana_at_end, other_kana, with_mark


@dataclass(frozen=True, slots=True)
class Change:
    """What to do to a field: take so many characters away before the place, then put these in."""

    remove: int = 0
    put: str = ""

    def made_in(self, before: str) -> str:
        """Return the text before the place after this change."""
        return before[: len(before) - self.remove] + self.put


def marked(before: str) -> Change:
    """Return the change of the mark key: the last letter gets the next of its marks."""
    last = before[-1:]
    after = with_mark(last)
    return Change(1, after) if after != last else Change()


def turned(before: str) -> Change:
    """Return the change of the katakana key: the kana at the end become the other kind."""
    kana = kana_at_end(before)
    return Change(len(kana), other_kana(kana)) if kana else Change()


def chosen(before: str, reading: str, word: str) -> Change:
    """Return the change that puts a word in the place of the kana it is read as."""
    return Change(len(reading), word) if before.endswith(reading) else Change()


def offers(before: str, words: dict[str, tuple[str, ...]], most: int = 6) -> list[tuple[str, str]]:
    """Return words for the kana at the end, as (kana that go, word), the longest kana first.

    Args:
        before: the text before the place.
        words: each reading in hiragana, with the words read like that, the most usual first.
        most: no more than so many.
    """
    kana = kana_at_end(before)
    found: list[tuple[str, str]] = []
    for start in range(len(kana)):
        reading = kana[start:]
        if len(reading) < 2 and start:
            break
        found += [(reading, word) for word in words.get(reading, ())]
    return found[:most]
