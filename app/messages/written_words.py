"""Words for what was written in kana: the list of readings, read the other way round."""

from __future__ import annotations

from functools import lru_cache

from app.messages.readings import KANJI, all_readings


@lru_cache(maxsize=1)
def words_by_reading() -> dict[str, tuple[str, ...]]:
    """Return each reading in hiragana with the words of our list read like that, shorter ones first.

    Pieces of sentences that stand in the list for their neighbours' sake (人を) and patterns with a
    number (0人) are no words somebody writes.
    """
    found: dict[str, list[str]] = {}
    for word, kana in all_readings().items():
        is_word = KANJI.match(word) or KANJI.match(word[1:])
        if is_word and not any(one.isdigit() for one in word) and word.isprintable():
            found.setdefault(kana, []).append(word)
    return {kana: tuple(sorted(words, key=len)) for kana, words in found.items()}
