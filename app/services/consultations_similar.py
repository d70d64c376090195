"""What was asked before that sounds like this, and the step cards that fit: asked at every pause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from app.domain.errors import Refused
from app.domain.hidden_names import hide_names, possible_names
from app.domain.ids import ConsultationId
from app.domain.roles import Actor
from app.domain.similar import (
    LONGEST_COMPARED,
    SHOWN,
    Asked,
    CaseText,
    Ranked,
    ReadCase,
    SimilarCase,
    as_written,
    choose,
    is_same_device,
    marks_in,
    rank,
    read_case,
    shown_words,
    telling_keys,
    weights_of,
)
from app.domain.step_cards import StepCard, find_cards
from app.domain.trouble_words import WordReader, WordTable
from app.services.ports import Clock, UnitOfWork, UnitOfWorkFactory

AREA = "consultations"
# How many likely cases the index is asked for, and how many of one topic are read.
LOOK_AT, OF_EACH_TOPIC = 1500, 8
# While somebody types, the same cases are compared again and again.
_MOST_KEPT = 2000
# How much of a case is looked through for names of people the centre knows.
_READ_FOR_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Similar:
    """What stands beside the story."""

    cases: tuple[SimilarCase, ...] = ()
    cards: tuple[StepCard, ...] = ()


class SimilarService:
    """Finds similar consultations and step cards; no answer ever says whose a case was.

    Args:
        unit_of_work: opens transactions on the centre's store.
        clock: tells the time.
        load_words: reads the table of words; asked once, when first needed.
        load_cards: reads the step cards, likewise.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        clock: Clock,
        load_words: Callable[[], WordTable],
        load_cards: Callable[[], tuple[StepCard, ...]],
    ) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._load_words, self._load_cards = load_words, load_cards
        self._read: dict[CaseText, ReadCase] = {}

    @cached_property
    def _reader(self) -> WordReader:
        return WordReader(self._load_words())

    @cached_property
    def _cards(self) -> tuple[StepCard, ...]:
        return self._load_cards()

    def step_card(self, card: str) -> StepCard | None:
        """Return a step card by its id."""
        return next((one for one in self._cards if one.id == card), None)

    def similar(
        self,
        who: Actor,
        asked: Asked,
        besides: ConsultationId | None = None,
        count: int = SHOWN,
    ) -> Similar:
        """Return the most similar cases and the fitting step cards; empty for an empty story.

        Args:
            who: on whose behalf.
            asked: what is written and chosen so far.
            besides: the consultation being written, which is similar to itself.
            count: how many cases.
        """
        who.require(AREA)
        words = self._reader.read(hide_names(asked.text[:LONGEST_COMPARED], ()))
        keys = telling_keys(words, self._reader)
        if not keys:
            return Similar(cards=find_cards(words, asked.topic, self._cards, {}, self._reader))
        forms = [self._reader.forms_of(key) for key in keys]
        with self._unit_of_work() as work:
            holding = work.similar.holding(forms)
            weights = weights_of(keys, holding, work.similar.total(), words)
            likely = work.similar.likely(forms, LOOK_AT, OF_EACH_TOPIC)
            cases = [self._taken_apart(one) for one in likely if one.id != besides]
            topics = self._reader.table.topics
            ranked = rank(asked, words, cases, weights, topics, self._clock.now())
            chosen = choose(ranked, count)
            shown = tuple(self._shown(work, asked, one) for one in chosen)
        cards = find_cards(words, asked.topic, self._cards, weights, self._reader)
        return Similar(shown, cards)

    def what_was_done(self, who: Actor, case: ConsultationId) -> str:
        """Return the steps of a similar case with every name hidden; empty where none were written."""
        who.require(AREA)
        with self._unit_of_work() as work:
            found = work.consultations.get(case)
            if found is None:
                raise Refused("store.no_such_record", area=AREA)
            person = work.people.get(found.person) if found.person else None
            own = f"{person.name} {person.kana}".split() if person else []
            known = work.similar.people_named(possible_names(found.steps))
        return hide_names(found.steps, (*own, *known))

    def _taken_apart(self, case: CaseText) -> ReadCase:
        found = self._read.get(case)
        if found is None:
            if len(self._read) >= _MOST_KEPT:
                self._read.clear()
            found = self._read[case] = read_case(case, self._reader)
        return found

    def _shown(self, work: UnitOfWork, asked: Asked, one: Ranked) -> SimilarCase:
        """Hide names in everything that is shown of a case."""
        case = one.case.case
        words = shown_words(asked.text, one)
        texts = (one.case.title, case.story[:_READ_FOR_NAMES], case.steps[:_READ_FOR_NAMES])
        known = work.similar.people_named({name for text in texts for name in possible_names(text)})
        title, *others = (hide_names(text, (*case.names, *known)) for text in texts)
        # What is not written any more once names are hidden was one.
        written = (as_written((title, *others), word) for word in words)
        matched = tuple(word for word in written if word)
        return SimilarCase(
            id=case.id,
            score=round(one.points, 3),
            matched=matched,
            title=title,
            marks=marks_in(title, matched),
            topic=case.topic,
            outcome=case.outcome,
            minutes=case.minutes,
            opened_at=case.opened_at,
            device=case.device,
            is_same_device=is_same_device(asked, case),
        )
