"""One consultation: whose it is, what is kept while typing, what is missing before it can close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Protocol

from app.domain.changes import Changes
from app.domain.consultations import (
    Consultation,
    ConsultationFields,
    ConsultationPage,
    Status,
)
from app.domain.delegations import Delegation, DelegationScope
from app.domain.devices import system_of
from app.domain.eras import format_day
from app.domain.errors import BadInput, Finding
from app.domain.ids import ConsultationId, PersonId
from app.domain.people import Person
from app.domain.roles import Actor
from app.messages import N_, _, language, ngettext
from app.messages.consultation_words import (
    ASKED,
    OUTCOMES,
    SPEAKERS,
    SYSTEMS,
    TEACH_BACK,
    opened_words,
    topic_words,
)
from app.messages.people_words import birth_words, display_name
from app.messages.times import local, moment_words, time_of_day
from app.ui.consultations.row_states import NARROW_LINE, consultation_row
from app.ui.row_state import RowState

HISTORY = 6
LABELS = {
    "speaker": N_("Who speaks"),
    "speaker_name": N_("Who that is"),
    "topic": N_("Kind of question"),
    "device": N_("Device"),
    "system": N_("System"),
    "story": N_("What it is about"),
    "asked_elsewhere": N_("Asked elsewhere before?"),
    "steps": N_("What you tried"),
    "title": N_("In one line"),
    "outcome": N_("How it ended"),
    "minutes": N_("Minutes"),
    "teach_back": N_("Did she show it herself?"),
    "next_date": N_("Next date"),
}


class Consultations(Protocol):
    """What the page needs of the service of consultations."""

    def open_consultation(self, who: Actor, one: ConsultationId) -> Consultation:
        """Return it; the look is logged."""

    def history_of(
        self, who: Actor, person: PersonId, limit: int = 20, offset: int = 0
    ) -> ConsultationPage:
        """Return one person's consultations."""

    def fields_of(self, one: Consultation) -> ConsultationFields:
        """Return it as a form shows it."""

    def save(
        self,
        who: Actor,
        one: ConsultationId,
        fields: ConsultationFields,
        seen_version: int | None = None,
    ) -> Changes:
        """Keep what was typed so far."""

    def check_for_close(self, fields: ConsultationFields) -> tuple[Finding, ...]:
        """Return what is missing before it can close."""

    def close(self, who: Actor, one: ConsultationId, fields: ConsultationFields) -> Changes:
        """Write and close."""

    def reopen(self, who: Actor, one: ConsultationId) -> Changes:
        """Open a closed one again."""

    def discard(self, who: Actor, one: ConsultationId) -> Changes:
        """Hide it."""

    def restore(self, who: Actor, one: ConsultationId) -> Changes:
        """Bring it back."""


class People(Protocol):
    """What the page needs of the service of people."""

    def open_person(self, who: Actor, person: PersonId) -> Person:
        """Return a record; the look is logged."""


class Delegations(Protocol):
    """What the page needs of the register of who may speak for whom."""

    def who_may(
        self, who: Actor, person: PersonId, scope: DelegationScope
    ) -> tuple[Delegation, ...]:
        """Return who may do this for her today."""


@dataclass(frozen=True, slots=True)
class ConsultationFound:
    """What the store answered; `device_before` is the one of the last visit, empty when unknown,
    `proxies` are those who may tell about her today."""

    consultation: Consultation
    fields: ConsultationFields
    person: Person | None = None
    history: ConsultationPage = field(default_factory=ConsultationPage)
    device_before: str = ""
    proxies: tuple[Delegation, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What a save wrote, and the fields that could not be kept as they are."""

    changes: Changes
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsultationState:
    """What the page shows beside its form."""

    crumbs: str
    is_closed: bool
    name: str
    kana: str
    facts: str
    is_known: bool
    history: tuple[RowState, ...]
    written: tuple[tuple[str, str], ...]


class ConsultationPresenter:
    """One consultation being written or read."""

    def __init__(
        self,
        consultations: Consultations,
        people: People,
        delegations: Delegations,
        who: Actor,
        consultation: str,
    ) -> None:
        self._service, self._people, self._who = consultations, people, who
        self._delegations = delegations
        self._id = ConsultationId(consultation)
        self._kept = ConsultationFields()

    def look(self) -> ConsultationFound:
        """Read the consultation, its person and what she asked before."""
        found = self._service.open_consultation(self._who, self._id)
        self._kept = self._service.fields_of(found)
        if found.person is None:
            return ConsultationFound(found, self._kept)
        person = self._people.open_person(self._who, found.person)
        history = self._service.history_of(self._who, found.person, HISTORY)
        device = self._device_before(history) if is_blank(self._kept) else ""
        fields = replace(self._kept, device=self._kept.device or device)
        scope = DelegationScope.CONSULTATIONS
        proxies = self._delegations.who_may(self._who, found.person, scope)
        return ConsultationFound(found, fields, person, history, device, proxies)

    def _device_before(self, history: ConsultationPage) -> str:
        """Nobody is asked twice: the device of the last visit stands in the field already."""
        before = next((one for one in history.rows if one.id != self._id), None)
        if before is None:
            return ""
        return self._service.open_consultation(self._who, before.id).device

    def keep(self, values: Mapping[str, str]) -> Kept:
        """Write what was typed; a field that may not be stored keeps its last good text.

        One wrong field must not cost the others: only that field waits.
        """
        fields = with_system(with_system(replace(self._kept, **values)))
        findings: tuple[Finding, ...] = ()
        try:
            changes = self._service.save(self._who, self._id, fields)
        except BadInput as refused:
            findings = refused.findings
            wrong = {one.column: getattr(self._kept, one.column) for one in findings}
            fields = replace(fields, **wrong)
            changes = self._service.save(self._who, self._id, fields)
        self._kept = fields
        return Kept(changes, findings)

    def close(self, values: Mapping[str, str]) -> Changes:
        """Write and close; BadInput names what is missing."""
        return self._service.close(self._who, self._id, replace(self._kept, **values))

    def missing(self, values: Mapping[str, str]) -> tuple[Finding, ...]:
        """Return what keeps these values from being closed, in form order."""
        return self._service.check_for_close(replace(self._kept, **values))

    def reopen(self) -> Changes:
        """Open it again."""
        return self._service.reopen(self._who, self._id)

    def discard(self) -> Changes:
        """Hide it."""
        return self._service.discard(self._who, self._id)

    def restore(self) -> Changes:
        """Bring it back."""
        return self._service.restore(self._who, self._id)

    def state(self, found: ConsultationFound, now: datetime) -> ConsultationState:
        """Return what the page shows beside its form."""
        one, person = found.consultation, found.person
        others = tuple(row for row in found.history.rows if row.opened_at < one.opened_at)
        return ConsultationState(
            crumbs=_("Consultations › {when}").format(when=opened_words(one.opened_at)),
            is_closed=one.status is Status.CLOSED,
            name=_("No name given") if person is None else display_name(person.name, person.kana),
            kana=person.kana if person is not None and person.name else "",
            facts=_person_facts(person, max(0, found.history.total - 1), now),
            is_known=person is not None,
            history=tuple(
                consultation_row(row, now, with_name=False, longest=NARROW_LINE) for row in others
            ),
            written=written_facts(one, found.fields, now),
        )


def proxy_words(found: ConsultationFound) -> str:
    """Return who may speak for her, for whoever writes down that somebody else does."""
    if found.person is None:
        return _("For example: her daughter.")
    if not found.proxies:
        return _("Nobody is written down who may speak for her. Ask her whether it is all right.")
    each = _("{name} (until {day})")
    names = [
        each.format(
            name=f"{one.name} {one.relation}".strip(), day=format_day(one.ends_on, language())
        )
        for one in found.proxies
    ]
    return _("May speak for her: {names}").format(names=_(", ").join(names))


def with_system(fields: ConsultationFields) -> ConsultationFields:
    """Return the fields with the system the device's name tells, where nobody chose one."""
    return fields if fields.system else replace(fields, system=system_of(fields.device))


def is_blank(fields: ConsultationFields) -> bool:
    """Tell whether nothing was written or chosen yet."""
    return fields == replace(ConsultationFields(), speaker=fields.speaker)


def saved_words(at: datetime | None) -> str:
    """Return the line under the form."""
    if at is None:
        return _("What you write is saved as you type.")
    return _("What you write is saved as you type ({time}).").format(time=time_of_day(at))


def written_facts(
    one: Consultation, fields: ConsultationFields, now: datetime
) -> tuple[tuple[str, str], ...]:
    """Return (label, value) of everything that was written, in the form's order."""
    values = asdict(fields)
    choices = {
        "speaker": SPEAKERS, "asked_elsewhere": ASKED, "outcome": OUTCOMES,
        "system": SYSTEMS, "teach_back": TEACH_BACK,
    }  # fmt: skip
    for key, words in choices.items():
        values[key] = str(words.get(values[key], values[key]))
    values["topic"] = topic_words(fields.topic) if fields.topic else ""
    if one.minutes is not None:
        values["minutes"] = ngettext("{count} minute", "{count} minutes", one.minutes).format(
            count=one.minutes
        )
    if one.next_date is not None:
        values["next_date"] = format_day(one.next_date, language())
    facts = [(str(LABELS[key]), values[key]) for key in LABELS if values[key]]
    if one.closed_at is not None:
        facts.append((_("Finished on"), moment_words(one.closed_at, local(now).date())))
    return tuple(facts)


def _person_facts(person: Person | None, before: int, now: datetime) -> str:
    if person is None:
        return _("The consultation can be written without a name.")
    parts = [birth_words(person.birth_date, local(now).date())]
    if person.phone:
        parts.append(_("telephone ends in {digits}").format(digits=person.phone[-4:]))
    if before:
        parts.append(
            ngettext(
                "{count} earlier consultation", "{count} earlier consultations", before
            ).format(count=before)
        )
    else:
        parts.append(_("here for the first time"))
    return " · ".join(part for part in parts if part)
