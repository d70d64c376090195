"""Consultations on their way out: the table, the calendar and the sheet, in the current language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from app.domain.consultations import Consultation, Status
from app.domain.exports import CalendarEntry, Cell, ExportTable
from app.domain.people import Person
from app.domain.sheet_steps import steps_of
from app.domain.sheets import Sheet
from app.messages import N_, Lazy, _
from app.messages.consultation_words import (
    ASKED,
    OUTCOMES,
    SPEAKERS,
    SYSTEMS,
    TEACH_BACK,
    leaf_words,
    topic_words,
)

HEADINGS = (
    N_("Number"), N_("Opened"), N_("Closed"), N_("Status"), N_("Name"), N_("Kana"),
    N_("Who speaks"), N_("Asked elsewhere"), N_("Topic"), N_("Device"), N_("System"), N_("Title"),
    N_("Story"), N_("What was tried"), N_("Outcome"), N_("Minutes"), N_("Shown back"),
    N_("Next day"),
)  # fmt: skip


def consultation_table(rows: Iterable[tuple[Consultation, str, str]]) -> ExportTable:
    """Return the table of consultations with the name and kana of each person."""
    return ExportTable(
        _("Consultations"),
        tuple(str(one) for one in HEADINGS),
        [_cells(one, name, kana) for one, name, kana in rows],
    )


def _cells(one: Consultation, name: str, kana: str) -> tuple[Cell, ...]:
    status = _("open") if one.status is Status.OPEN else _("closed")
    return (
        str(one.id), one.opened_at, one.closed_at, status, name, kana,
        _word(SPEAKERS, one.speaker), _word(ASKED, one.asked_elsewhere),
        _topic(one), one.device, _word(SYSTEMS, one.system),
        one.title, one.story, one.steps, _word(OUTCOMES, one.outcome), one.minutes,
        _word(TEACH_BACK, one.teach_back), one.next_date,
    )  # fmt: skip


def coming_days(
    rows: Iterable[tuple[Consultation, str, str]], centre: str
) -> tuple[CalendarEntry, ...]:
    """Return the days on which somebody is to come again; no story leaves with them."""
    return tuple(
        CalendarEntry(
            key=str(one.id),
            day=one.next_date,
            title=_("{name}: {topic}").format(
                name=name or _("Somebody without a name"),
                topic=_topic(one) or _("Consultation"),
            ),
            changed_at=one.closed_at or one.opened_at,
            place=centre,
        )
        for one, name, _kana in rows
        if one.next_date is not None
    )


def sheet_of(
    one: Consultation, person: Person | None, centre: str, size_pt: int, phone: str = ""
) -> Sheet:
    """Return the sheet to take home; what was tried becomes its numbered steps.

    `phone` is the centre's; the sheet has no line for it where nobody wrote one down.
    """
    moment = one.closed_at or datetime.now(UTC)
    steps, if_not = steps_of(one.steps)
    return Sheet(
        day=moment.astimezone().date(),
        name=person.name if person is not None else "",
        kana=person.kana if person is not None else "",
        steps=steps,
        centre=centre,
        title=one.title or leaf_words(one.topic),
        if_not=if_not,
        next_day=one.next_date,
        next_place=centre if one.next_date is not None else "",
        phone=phone.strip(),
        qr_text=f"madoguchi:{one.id}",
        qr_label=_("Bring this paper next time"),
        size_pt=size_pt,
    )


def _topic(one: Consultation) -> str:
    """Return branch and topic; the sign between them on screens is none that CP932 has."""
    return topic_words(one.topic).replace(" › ", "／") if one.topic else ""


def _word(words: Mapping[str, Lazy], code: str) -> str:
    found = words.get(code)
    return str(found) if found is not None else code
