"""Cuts a Japanese phrase into words a recogniser knows; its grammar takes nothing else."""

from __future__ import annotations

from collections.abc import Callable

LONGEST_WORD = 12


def cut_into_words(phrase: str, knows: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the fewest known words that make up a phrase; nothing when there is no way."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(phrase)
    for end in range(1, len(phrase) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            before = best[start]
            word = phrase[start:end]
            now = best[end]
            if before is None or (now is not None and len(now) <= len(before) + 1):
                continue
            if knows(word):
                best[end] = (*before, word)
    return best[-1] or ()
