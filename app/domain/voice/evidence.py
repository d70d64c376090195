"""Was the command phrase really said? Evidence from three ways of listening to one utterance.

A grammar always answers with one of its phrases, whatever was said. So the same sound is also
written down freely with a language model, and as bare phones. Where the three agree, the phrase
was said; where a free ear heard something else, it was not. A logistic model weighs the evidence;
its weights are data, fitted by `benchmarks/voice_fit.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from app.domain.voice.alike import apart

USUAL_FRAMES_A_PHONE = 9
WORST_RATIO = 5.0


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word where it was heard: frames of 10 ms, the last one included, and how it sounds."""

    word: str
    start: int
    end: int
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decoding:
    """One way of listening: its words, and what it cost (a negative logarithm)."""

    words: tuple[HeardWord, ...]
    cost: float

    @property
    def phones(self) -> tuple[str, ...]:
        """How all words sound."""
        return tuple(phone for word in self.words for phone in word.phones)

    @property
    def text(self) -> str:
        """The words, written down."""
        return " ".join(one.word for one in self.words)


@dataclass(frozen=True, slots=True)
class Decodings:
    """All ways of listening to one utterance of `frames`; `bare.words` are single phones."""

    grammar: Decoding
    free: Decoding
    bare: Decoding
    frames: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against the phrase of the grammar."""

    free_apart: float  # how far the free words sound from the phrase
    bare_apart: float  # how far the bare phones are from it
    bare_gain: float  # how much better bare phones explain each frame
    free_gain: float  # how much better free words explain each frame
    pace: float  # frames a phone, as a logarithm
    same_words: float  # 1 when the free words are the phrase
    more_free_phones: float
    free_margin: float  # how much nearer the phrase is than any rival, by free words
    bare_margin: float  # the same by bare phones
    shortness: float
    outside: float  # frames of free words before and after the phrase
    common_words: float
    more_bare_phones: float
    more_words: float
    oddest_pace: float  # of a single word


def gather(decodings: Decodings, rivals: Mapping[str, tuple[str, ...]]) -> Evidence | None:
    """Weigh nothing yet: return the evidence, None when the grammar heard no phrase.

    Args:
        decodings: the three ways of listening.
        rivals: every phrase that means something else, and its phones.
    """
    grammar, free, bare = decodings.grammar, decodings.free, decodings.bare
    phones = grammar.phones
    if not phones:
        return None
    start, end = grammar.words[0].start, grammar.words[-1].end
    before = start - free.words[0].start if free.words else 0
    after = free.words[-1].end - end if free.words else 0
    words, free_words = grammar.text.split(), free.text.split()
    free_apart, bare_apart = apart(free.phones, phones), apart(bare.phones, phones)
    return Evidence(
        free_apart=free_apart,
        bare_apart=bare_apart,
        bare_gain=_gain(grammar, bare, decodings.frames),
        free_gain=_gain(grammar, free, decodings.frames),
        pace=math.log((end - start + 1) / len(phones)),
        same_words=float(words == free_words),
        more_free_phones=abs(len(free.phones) - len(phones)) / len(phones),
        free_margin=_nearest(free.phones, rivals) - free_apart,
        bare_margin=_nearest(bare.phones, rivals) - bare_apart,
        shortness=1 / len(phones),
        outside=float(max(0, before) + max(0, after)),
        common_words=len(set(words) & set(free_words)) / len(set(words)),
        more_bare_phones=abs(len(bare.phones) - len(phones)) / len(phones),
        more_words=float(max(0, len(free_words) - len(words))),
        oddest_pace=max(_oddness(word) for word in grammar.words),
    )


def _gain(grammar: Decoding, other: Decoding, frames: float) -> float:
    if not other.words:
        return WORST_RATIO
    return (grammar.cost - other.cost) / max(frames, 1) * 1000


def _nearest(phones: Sequence[str], rivals: Mapping[str, tuple[str, ...]]) -> float:
    return min((apart(phones, one) for one in rivals.values()), default=1.0)


def _oddness(word: HeardWord) -> float:
    usual = USUAL_FRAMES_A_PHONE * max(len(word.phones), 1)
    return abs(math.log((word.end - word.start + 1) / usual))


@dataclass(frozen=True, slots=True)
class Judge:
    """A fitted logistic model: for each kind of evidence its mean, spread and weight."""

    terms: Mapping[str, tuple[float, float, float]]
    bias: float
    threshold: float

    def likelihood(self, evidence: Evidence) -> float:
        """Return how likely it is, 0 to 1, that the phrase was said."""
        total = self.bias
        for field in fields(evidence):
            mean, spread, weight = self.terms[field.name]
            total += weight * (getattr(evidence, field.name) - mean) / spread
        return 1 / (1 + math.exp(-max(-500.0, min(500.0, total))))
