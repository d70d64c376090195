"""Finding consultations: by every word that was written, or by how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.consultations import ConsultationPage, ConsultationRow, Status
from app.domain.roles import Actor
from app.messages import _, ngettext
from app.ui.consultations.row_states import NARROW_LINE, WIDE_LINE, consultation_row, found_row
from app.ui.row_state import RowState

PAGE = 20
ALL, STUB = "all", "stub"


class Consultations(Protocol):
    """What the page needs of the service of consultations."""

    def search(self, who: Actor, text: str, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return those in which every word occurs."""

    def unfinished(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return the open ones."""

    def stubs(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return those to be written later."""

    def closed(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return the closed ones."""

    def recent(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return all."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: words, and which ones (`all`, `open`, `closed`)."""

    text: str = ""
    which: str = ALL


@dataclass(frozen=True, slots=True)
class ConsultationsState:
    """What the page shows."""

    heading: str
    rows: tuple[RowState, ...]
    none: tuple[str, str]
    has_more: bool


class ConsultationsPresenter:
    """Searches, filters and says what was found."""

    def __init__(self, consultations: Consultations, who: Actor) -> None:
        self._consultations, self._who = consultations, who

    def find(self, question: Question, limit: int) -> ConsultationPage:
        """Return one page for a question."""
        service, who = self._consultations, self._who
        if question.text:
            return self._search(question, limit)
        if question.which == Status.OPEN.value:
            return service.unfinished(who, limit)
        if question.which == STUB:
            return service.stubs(who, limit)
        if question.which == Status.CLOSED.value:
            return service.closed(who, limit)
        return service.recent(who, limit)

    def _search(self, question: Question, limit: int) -> ConsultationPage:
        """Search everywhere; of one kind, look at every hit so that the number is true."""
        page = self._consultations.search(self._who, question.text, limit)
        if question.which == ALL:
            return page
        every = page.rows
        if page.total > len(every):
            every = self._consultations.search(self._who, question.text, page.total).rows
        kept = tuple(one for one in every if _is_of_kind(one, question.which))
        return ConsultationPage(kept[:limit], len(kept))

    def state(
        self, page: ConsultationPage, question: Question, now: datetime, *, is_narrow: bool = False
    ) -> ConsultationsState:
        """Return what the page shows of an answer; large text has less room."""
        if question.text:
            rows = tuple(found_row(one, now) for one in page.rows)
            count = ngettext("{count} found", "{count} found", page.total)
        else:
            longest = NARROW_LINE if is_narrow else WIDE_LINE
            rows = tuple(consultation_row(one, now, longest=longest) for one in page.rows)
            count = ngettext("{count} consultation", "{count} consultations", page.total)
        return ConsultationsState(
            heading=count.format(count=page.total),
            rows=rows,
            none=_none_words(question),
            has_more=page.total > len(page.rows),
        )


def _is_of_kind(one: ConsultationRow, which: str) -> bool:
    return one.is_stub if which == STUB else one.status.value == which


def _none_words(question: Question) -> tuple[str, str]:
    if question.text:
        return (
            _("“{text}” is in no consultation.").format(text=question.text),
            _("Try another word, or look at all of them."),
        )
    if question.which == Status.OPEN.value:
        return (
            _("Everything is finished"),
            _("A new consultation appears here until it is finished."),
        )
    if question.which == STUB:
        return _("Nothing waits to be written"), _("The key for later notes a visit here.")
    return _("No consultation yet"), _("The first one appears here.")
