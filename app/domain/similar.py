"""Similar consultations: what was asked before that sounds like what is being told now.

The points of a case follow BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009)
over units of meaning (app.domain.trouble_words) instead of plain words. A hit in the title counts
three times, in the steps half. Then come factors, so that none of them can lift a case that has
nothing in common: the topic the other good cases have, or the one chosen; the same device or
system; how long ago it was.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.folding import fold, fold_width
from app.domain.ids import ConsultationId
from app.domain.topics import branch_of
from app.domain.trouble_words import WordReader, Words, kind_of

SHOWN = 3
TITLE_TIMES, STEPS_TIMES = 3.0, 0.5
# How quickly a second hit stops counting, and how much a long story is held against it.
_K, _B = 1.2, 0.3
# A pair of characters and a single kanji say less than a word; a topic's own word less than one of
# the story.
_PAIR, _KANJI, _OF_TOPIC = 0.25, 0.35, 0.6
# A story of many pages is compared by its most telling words.
_MOST_UNITS, _MOST_PAIRS = 40, 40
_VOTERS, _VOTE = 30, 0.8
_TOPIC, _BRANCH, _DEVICE, _SYSTEM, _RECENT = 0.5, 0.15, 0.15, 0.08, 0.1
_YEAR_DAYS = 365.0
# From this share of common units on, two cases tell the same; one topic is shown twice at most.
_SAME = 0.8
_OF_ONE_TOPIC = 2
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
LONGEST_TITLE = 60
# What is compared of a text; beyond it a story tells nothing new.
LONGEST_COMPARED = 4000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known so far of the consultation being written; codes are empty while not chosen."""

    text: str
    topic: str = ""
    device: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class CaseText:
    """A written consultation as it is compared; `names` are its person's names, to be hidden."""

    id: ConsultationId
    opened_at: datetime
    topic: str
    device: str
    system: str
    outcome: str
    minutes: int | None
    title: str
    story: str
    steps: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A case as it is shown: never whose it was. `matched` are the case's own words that agree,
    `marks` their places in `title` as (start, length)."""

    id: ConsultationId
    score: float
    matched: tuple[str, ...]
    title: str
    marks: tuple[tuple[int, int], ...]
    topic: str
    outcome: str
    minutes: int | None
    opened_at: datetime
    device: str
    is_same_device: bool


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case taken apart."""

    case: CaseText
    title: str
    in_title: Words
    in_story: Words
    in_steps: Words

    def times(self, unit: str, *, is_pair: bool = False) -> float:
        """Return how often a unit counts in this case."""
        total = 0.0
        fields = ((self.in_title, TITLE_TIMES), (self.in_story, 1.0), (self.in_steps, STEPS_TIMES))
        for words, times in fields:
            if unit in (words.pairs if is_pair else words.units):
                total += times
        return total

    def form_of(self, unit: str) -> str:
        """Return how the case writes a unit; empty when it has none."""
        fields = (self.in_title, self.in_story, self.in_steps)
        return next((words.units[unit] for words in fields if unit in words.units), "")

    @property
    def units(self) -> set[str]:
        """Return all units of the story."""
        return {*self.in_title.units, *self.in_story.units}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A case with its points and the units that gave them."""

    case: ReadCase
    points: float
    units: tuple[str, ...]


def read_case(case: CaseText, reader: WordReader) -> ReadCase:
    """Take a case apart; where nobody wrote a title, its most telling sentence stands for it."""
    title = case.title or telling_sentence(case.story, reader)
    return ReadCase(
        case, title, reader.read(title), reader.read(case.story), reader.read(case.steps)
    )


def telling_sentence(story: str, reader: WordReader) -> str:
    """Return the sentence with the most words of a trouble, the first of equals."""
    best, most = "", 0
    for found in _SENTENCE.finditer(story):
        sentence = found.group().strip()
        units = reader.read(sentence).units
        count = sum(2 if one in reader.table.words else len(one) > 1 for one in units)
        if not best or count > most:
            best, most = sentence, count
    return best[:LONGEST_TITLE]


def telling_keys(words: Words, reader: WordReader) -> tuple[str, ...]:
    """Return the units and pairs worth comparing, the most telling of a very long text."""

    def order(unit: str) -> tuple[bool, int]:
        return unit not in reader.table.words, -len(unit)

    units = sorted(words.units, key=order)[:_MOST_UNITS]
    return (*units, *[one for one in sorted(words.pairs)[:_MOST_PAIRS] if one not in words.units])


def weights_of(
    keys: Sequence[str], holding: Sequence[int], total: int, words: Words
) -> dict[str, float]:
    """Return what each unit is worth when so many of all consultations hold it.

    This is BM25's inverse document frequency, never below 0; single kanji (出, 見) count less.
    """
    weights = {}
    for key, have in zip(keys, holding, strict=True):
        rarity = math.log(1 + (max(total, have) - have + 0.5) / (have + 0.5))
        weights[key] = rarity * (_KANJI if len(key) == 1 and key in words.units else 1.0)
    return weights


def rank(
    asked: Asked,
    words: Words,
    cases: Sequence[ReadCase],
    weights: Mapping[str, float],
    topics: Mapping[str, tuple[str, ...]],
    now: datetime,
) -> list[Ranked]:
    """Return the cases that have anything in common, best first, newest first among equals."""
    if not cases:
        return []
    mean = sum(len(one.in_story.units) for one in cases) / len(cases) or 1.0
    found = [_matched(words, one, weights, topics, mean) for one in cases]
    found = [one for one in found if one.points > 0]
    found.sort(key=_order)
    votes = _votes(found)
    boosted = [
        Ranked(one.case, one.points * _factor(asked, one.case.case, votes, now), one.units)
        for one in found
    ]
    boosted.sort(key=_order)
    return boosted


def choose(ranked: Iterable[Ranked], count: int = SHOWN) -> list[Ranked]:
    """Return the first ones that each tell something new: no copies, no three of one topic."""
    chosen: list[Ranked] = []
    topics: dict[str, int] = defaultdict(int)
    for one in ranked:
        if len(chosen) == count:
            break
        topic = one.case.case.topic
        is_copy = any(_is_same(one.case, other.case) for other in chosen)
        if is_copy or (topic and topics[topic] >= _OF_ONE_TOPIC):
            continue
        chosen.append(one)
        topics[topic] += 1
    return chosen


def shown_words(asked_text: str, ranked: Ranked) -> tuple[str, ...]:
    """Return the case's own words that agree, the weightiest first.

    One kanji alone is hardly a word: what follows it in both texts is shown with it (送れ).
    """
    asked = fold_width(asked_text)
    texts = [fold_width(one) for one in (ranked.case.title, ranked.case.case.story)]
    shown: list[str] = []
    for unit in ranked.units:
        form = ranked.case.form_of(unit)
        if len(form) == 1:
            form = max((_longest_from(form, asked, text) for text in texts), key=len)
        form = _with_ending(form, texts)
        if len(form) > 1 and not any(form in other or other in form for other in shown):
            shown.append(form)
    return tuple(shown)


def marks_in(title: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where words stand in a title, as (start, length), without overlaps."""
    plain = _in_place(title)
    spans = []
    for word in map(_in_place, words):
        start = plain.find(word)
        while start >= 0:
            spans.append((start, len(word)))
            start = plain.find(word, start + len(word))
    apart: list[tuple[int, int]] = []
    for span in sorted(spans):
        if not apart or span[0] >= sum(apart[-1]):
            apart.append(span)
    return tuple(apart)


def as_written(texts: Iterable[str], word: str) -> str:
    """Return a folded word as the first of the texts writes it; empty when none of them has it."""
    for text in texts:
        start = _in_place(text).find(word)
        if start >= 0:
            return text[start : start + len(word)]
    return ""


def _in_place(text: str) -> str:
    """Fold letter by letter, so that places in the text stay the same."""
    return "".join(f if len(f := fold_width(c)) == 1 else c for c in text)


def _matched(
    words: Words,
    one: ReadCase,
    weights: Mapping[str, float],
    topics: Mapping[str, tuple[str, ...]],
    mean: float,
) -> Ranked:
    damp = _K * (1 - _B + _B * len(one.in_story.units) / mean)
    of_topic = topics.get(one.case.topic, ())
    points: dict[str, float] = {}
    total = 0.0
    for unit in words.units:
        times = one.times(unit)
        gained = weights.get(unit, 0.0) * times * (_K + 1) / (times + damp) if times else 0.0
        if gained:
            points[unit] = gained
        total += gained
        if unit in of_topic:
            total += _OF_TOPIC * weights.get(unit, 0.0)
    for pair in words.pairs:
        if times := one.times(pair, is_pair=True):
            total += _PAIR * weights.get(pair, 0.0) * times * (_K + 1) / (times + damp)
    units = sorted(points, key=lambda unit: -points[unit])
    return Ranked(one, total, tuple(units))


def _votes(found: Sequence[Ranked]) -> dict[str, float]:
    """Return each topic's share in the best cases, every telling of one trouble counted once."""
    voters: list[Ranked] = []
    for one in found:
        if len(voters) == _VOTERS:
            break
        if not any(_is_same(one.case, other.case) for other in voters):
            voters.append(one)
    shares: dict[str, float] = defaultdict(float)
    for one in voters:
        shares[one.case.case.topic] += one.points**2
    whole = sum(shares.values()) or 1.0
    return {topic: share / whole for topic, share in shares.items() if topic}


def _factor(asked: Asked, case: CaseText, votes: Mapping[str, float], now: datetime) -> float:
    factor = 1.0
    if not asked.topic:
        factor += _VOTE * votes.get(case.topic, 0.0)
    elif case.topic == asked.topic:
        factor += _TOPIC
    elif branch_of(case.topic) == branch_of(asked.topic):
        factor += _BRANCH
    if is_same_device(asked, case):
        factor += _DEVICE
    elif asked.system and case.system == asked.system:
        factor += _SYSTEM
    age_days = max(0.0, (now - case.opened_at).total_seconds() / 86_400)
    return factor + _RECENT * math.exp(-age_days / _YEAR_DAYS)


def is_same_device(asked: Asked, case: CaseText) -> bool:
    """Tell whether both were about a device of the same name."""
    return bool(asked.device.strip()) and fold(asked.device) == fold(case.device)


def _is_same(one: ReadCase, other: ReadCase) -> bool:
    """Tell whether two cases tell the same: their title, or nearly all of their words."""
    mine, others = one.units, other.units
    return one.title == other.title or len(mine & others) >= _SAME * len(mine | others)


def _order(one: Ranked) -> tuple[float, float, str]:
    case = one.case.case
    return (-round(one.points, 6), -case.opened_at.timestamp(), case.id)


def _with_ending(form: str, texts: Sequence[str]) -> str:
    """Return a stem (送っ) with the kana that makes it a word in one of the texts (送って)."""
    if not form.endswith("っ"):
        return form
    whole = (form + end for end in "てた")
    return next((one for one in whole if any(one in text for text in texts)), form)


def _longest_from(letter: str, asked: str, text: str) -> str:
    """Return the longest piece beginning with a letter that both texts have, to its word's end."""
    best = ""
    for start in (place for place, c in enumerate(text) if c == letter):
        end = start + 1
        while (
            end < len(text) and kind_of(text[end]) == "hiragana" and text[start : end + 1] in asked
        ):
            end += 1
        if end - start > len(best):
            best = text[start:end]
    return best
