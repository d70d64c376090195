"""Furigana over what people write freely: kana only where the list is sure of the word.

Our own sentences are checked by tests, a volunteer's words are not, and a wrong reading on paper
helps nobody. So a listed word of one kanji gets none inside a longer run of kanji (人 in 人工) or
before kana that are no particle (行 in 行く, unless the list has 行く itself), and a word of two
kanji gets none beside unread ones that may belong to it (京都 in 東京都, 都市 in 東京都市).
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.messages.readings import KANJI, Ruby, listed_words, ruby_over

# Alone these are read in two ways that a particle does not tell apart: ぶん or ふん, ほう or かた.
_TWO_WAYS = frozenset("分方行空生表")
_RUN = re.compile(f"(?:{KANJI.pattern})+")
# What may follow a noun of one kanji: particles, the copula, signs, Latin letters or nothing.
_AFTER_NOUN = re.compile(
    r"$|[^ぁ-ん]|[はをのへ]|が(?![りるらっ])|に|と|も(?![うっ])|で(?![きぐ])|や(?![すめら])"
    r"|から|まで|より|だけ|など|だっ|だと|さん|さま|ごと|ずつ|しか|ほど|くらい|ぐらい|か(?=[。、 ?？]|$)"
)


@lru_cache(maxsize=1024)
def sure_ruby_for(sentence: str) -> tuple[Ruby, ...]:
    """Return the kana over the kanji of a free sentence, only where the reading is sure."""
    words = listed_words(sentence)
    read = {i for place, word, _kana in words for i in range(place, place + len(word))}
    runs = [match.span() for match in _RUN.finditer(sentence)]
    found: list[Ruby] = []
    for place, word, kana in words:
        if all(_is_sure_in(run, place, word, sentence, read) for run in runs):
            found += ruby_over(word, kana, place)
    return tuple(found)


def has_all_kana(sentence: str) -> bool:
    """Tell whether every kanji of a free sentence gets kana."""
    read = {i for one in sure_ruby_for(sentence) for i in range(one.start, one.start + one.length)}
    return all(i in read for i, letter in enumerate(sentence) if KANJI.match(letter))


def _is_sure_in(run: tuple[int, int], place: int, word: str, sentence: str, read: set[int]) -> bool:
    """Tell whether a word may be read as listed beside the other kanji of one run."""
    end = place + len(word)
    inside = range(max(run[0], place), min(run[1], end))
    if not inside:
        return True
    others = run[1] - run[0] - len(inside)
    if len(word) == 1:
        return not others and word not in _TWO_WAYS and bool(_AFTER_NOUN.match(sentence, end))
    unread = sum(1 for i in range(*run) if i not in read)
    return not unread or len(word) > 2 or (unread > 1 and place == run[0])
