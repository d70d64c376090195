"""Step cards: one trouble, a few steps to press, found beside the story that is being written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.trouble_words import WordReader, Words

CARDS_SHOWN = 2
_TITLE, _OWN_WORD, _OF_TOPIC = 1.0, 1.0, 0.5
_CHOSEN_TOPIC = 2.0
# A card has to share more than one common word with the story.
_LEAST_POINTS = 3.0


@dataclass(frozen=True, slots=True)
class StepCard:
    """One card in easy Japanese; what stands in 「 」 is the thing to press."""

    id: str
    title: str
    topics: tuple[str, ...]
    steps: tuple[str, ...]
    if_not: str
    minutes: int
    words: tuple[str, ...] = ()


def find_cards(
    words: Words,
    topic: str,
    cards: Sequence[StepCard],
    weights: Mapping[str, float],
    reader: WordReader,
) -> tuple[StepCard, ...]:
    """Return the cards that fit a story, best first; a topic that was chosen counts most."""
    scored = [(_points(words, topic, card, weights, reader), card) for card in cards]
    fitting = [(points, card) for points, card in scored if points >= _LEAST_POINTS]
    fitting.sort(key=lambda entry: (-entry[0], entry[1].id))
    return tuple(card for _points_, card in fitting[:CARDS_SHOWN])


def _points(
    words: Words, topic: str, card: StepCard, weights: Mapping[str, float], reader: WordReader
) -> float:
    in_title = reader.read(card.title.replace(" ", "")).units
    of_topics = {one for code in card.topics for one in reader.table.topics.get(code, ())}
    points = _CHOSEN_TOPIC * 2 if topic and topic in card.topics else 0.0
    for unit in words.units:
        weight = weights.get(unit, 0.0)
        points += weight * (
            _OWN_WORD * (unit in card.words)
            + _TITLE * (unit in in_title)
            + _OF_TOPIC * (unit in of_topics)
        )
    return points
