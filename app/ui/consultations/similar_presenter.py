"""What stands beside the story: similar cases and the step card that fits; nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.devices import system_of
from app.domain.ids import ConsultationId
from app.domain.roles import Actor
from app.domain.similar import Asked, SimilarCase
from app.domain.step_cards import StepCard
from app.messages import _, language, ngettext
from app.messages.consultation_words import outcome_badge
from app.messages.times import local
from app.services.consultations_similar import Similar
from app.ui.row_state import RowState


class SimilarCases(Protocol):
    """What the panel needs of the service of similar consultations."""

    def similar(
        self, who: Actor, asked: Asked, besides: ConsultationId | None = None, count: int = 3
    ) -> Similar:
        """Return similar cases and step cards."""

    def what_was_done(self, who: Actor, case: ConsultationId) -> str:
        """Return the steps of a case with every name hidden."""

    def step_card(self, card: str) -> StepCard | None:
        """Return a step card by its id."""


@dataclass(frozen=True, slots=True)
class CardState:
    """The step card that fits best; `facts` say how long it is."""

    id: str
    title: str
    facts: str


@dataclass(frozen=True, slots=True)
class SimilarState:
    """What the panel shows; `words` says how many there are, for the eye and the ear."""

    heading: str
    words: str
    rows: tuple[RowState, ...]
    card: CardState | None


def asked_of(values: Mapping[str, str]) -> Asked:
    """Return what the form says so far, as similar cases are asked for."""
    title = values.get("title", "")
    story = values.get("story", "")
    device = values.get("device", "")
    return Asked(
        text=f"{title}\n{story}".strip(),
        topic=values.get("topic", ""),
        device=device,
        system=values.get("system", "") or system_of(device),
    )


class SimilarPresenter:
    """Similar cases of one consultation being written."""

    def __init__(self, similar: SimilarCases, who: Actor, consultation: str) -> None:
        self._similar, self._who = similar, who
        self._id = ConsultationId(consultation)

    def look(self, asked: Asked) -> Similar:
        """Find them; an empty story has none."""
        return self._similar.similar(self._who, asked, self._id) if asked.text else Similar()

    def what_was_done(self, case: str) -> str:
        """Return what was done in a case."""
        done = self._similar.what_was_done(self._who, ConsultationId(case))
        return done or _("Nothing was written about what was done.")

    def state(self, found: Similar, now: datetime) -> SimilarState:
        """Return what the panel shows."""
        count = len(found.cases)
        words = ngettext(
            "{count} similar consultation", "{count} similar consultations", count
        ).format(count=count)
        return SimilarState(
            heading=words if count else _("Similar consultations"),
            words=words,
            rows=tuple(_row(case, now) for case in found.cases),
            card=_card(found.cards[0]) if found.cards else None,
        )


def _row(case: SimilarCase, now: datetime) -> RowState:
    matched = _("Words that match: {words}").format(words="・".join(case.matched))
    facts = _facts(case, now)
    word = outcome_badge(case.outcome)
    spoken = (", " if language() == "en" else "、").join(
        part for part in (case.title, matched, word[0], facts) if part
    )
    return RowState(
        subject=case.id,
        title=case.title,
        second=f"{matched}\n{facts}" if facts else matched,
        badge=word,
        spoken=spoken,
        marks=tuple((start, start + length) for start, length in case.marks),
    )


def _facts(case: SimilarCase, now: datetime) -> str:
    parts = [_("same device") if case.is_same_device else case.device]
    if case.minutes:
        parts.append(
            ngettext("{count} minute", "{count} minutes", case.minutes).format(count=case.minutes)
        )
    parts.append(month_words(case.opened_at, now))
    return "・".join(part for part in parts if part)


def month_words(moment: datetime, now: datetime) -> str:
    """Return how long ago in words as coarse as they need be: this month, last month, 9月, 2025年9月."""
    here, today = local(moment), local(now)
    months = (today.year - here.year) * 12 + today.month - here.month
    if months <= 0:
        return _("this month")
    if months == 1:
        return _("last month")
    if here.year == today.year:
        return f"{here:%B}" if language() == "en" else f"{here.month}月"
    return f"{here:%B %Y}" if language() == "en" else f"{here.year}年{here.month}月"


def _card(card: StepCard) -> CardState:
    steps = ngettext("{count} step", "{count} steps", len(card.steps)).format(count=len(card.steps))
    minutes = ngettext("about {count} minute", "about {count} minutes", card.minutes).format(
        count=card.minutes
    )
    return CardState(card.id, card.title, f"{steps}・{minutes}")
