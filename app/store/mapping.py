"""Domain values to rows and back: times as UTC text that sorts, days as ISO text, modes as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum

from sqlalchemy import RowMapping

from app.domain.consultations import Consultation, Status
from app.domain.ids import ConsultationId, OperatorId, PersonId
from app.domain.modes import Modes
from app.domain.names import fold_name
from app.domain.operators import Operator
from app.domain.people import Person
from app.domain.roles import Role

# The centre's own days: Japan has one time zone and no summer time.
JAPAN = timezone(timedelta(hours=9), "JST")
Row = RowMapping | Mapping[str, object]
_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def moment_text(moment: datetime) -> str:
    """Return an aware time as text in UTC; all have the same length, so they sort."""
    if moment.tzinfo is None:
        raise ValueError("times are timezone-aware")
    return moment.astimezone(UTC).strftime(_FORMAT).rjust(27, "0")


def stored_moment(text: object) -> datetime:
    """Read a time."""
    return datetime.strptime(str(text), _FORMAT).replace(tzinfo=UTC)


def moment_of(text: object) -> datetime | None:
    """Read a time; None stays None."""
    return None if text is None else stored_moment(text)


def day_of(text: object) -> date | None:
    """Read a day; None stays None."""
    return None if text is None else date.fromisoformat(str(text))


def plain(value: object) -> object:
    """Return a domain value as a column holds it."""
    if isinstance(value, Modes):
        return json.dumps(asdict(value), sort_keys=True)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    return value


def phone_digits(phone: str) -> str:
    """Return a number's digits, the Japanese way round: +81 90… and 090… are the same telephone."""
    if phone.isascii() and (phone.isdigit() or not phone):
        return phone
    digits = re.sub(r"\D", "", phone)
    if phone.startswith("+81"):
        return "0" + digits[2:].removeprefix("0")
    return digits


def phone_end(phone: str) -> str:
    """Return the last four digits: they tell two people of one name apart and show no more."""
    return phone_digits(phone)[-4:]


def people_keys(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the search keys of a person's row."""
    phones = (phone_digits(str(fields[key] or "")) for key in ("phone", "phone_other"))
    return {
        "kana_key": fold_name(str(fields["kana"])),
        "name_key": fold_name(str(fields["name"])),
        "digits_key": " ".join(one for one in phones if one),
    }


def person_values(person: Person) -> dict[str, object]:
    """Return the row of a person without stamps."""
    values: dict[str, object] = {
        "id": person.id,
        "name": person.name,
        "kana": person.kana,
        "birth_date": plain(person.birth_date),
        "phone": person.phone,
        "phone_other": person.phone_other,
        "email": person.email,
        "address": person.address,
        "town_number": person.town_number,
        "note": person.note,
        "modes": plain(person.modes),
        "added_at": plain(person.added_at),
        "added_by": person.added_by,
        "removed_at": None,
    }
    return values | people_keys(values)


def person_of(row: Row) -> Person:
    """Return the person in a row."""
    modes, added_by = row["modes"], row["added_by"]
    return Person(
        id=PersonId(str(row["id"])),
        name=str(row["name"]),
        kana=str(row["kana"]),
        birth_date=day_of(row["birth_date"]),
        phone=str(row["phone"]),
        phone_other=str(row["phone_other"]),
        email=str(row["email"]),
        address=str(row["address"]),
        town_number=str(row["town_number"]),
        note=str(row["note"]),
        modes=None if modes is None else Modes(**json.loads(str(modes))),
        added_at=moment_of(row["added_at"]),
        added_by=None if added_by is None else OperatorId(str(added_by)),
        version=int(str(row["version"])),
    )


def consultation_values(consultation: Consultation) -> dict[str, object]:
    """Return the row of a consultation without place and stamps."""
    return {
        "id": consultation.id,
        "person": consultation.person,
        "status": consultation.status.value,
        "opened_at": moment_text(consultation.opened_at),
        "opened_by": consultation.opened_by,
        "speaker": consultation.speaker,
        "speaker_name": consultation.speaker_name,
        "asked_elsewhere": consultation.asked_elsewhere,
        "topic": consultation.topic,
        "device": consultation.device,
        "system": consultation.system,
        "title": consultation.title,
        "story": consultation.story,
        "steps": consultation.steps,
        "outcome": consultation.outcome,
        "minutes": consultation.minutes,
        "teach_back": consultation.teach_back,
        "next_date": plain(consultation.next_date),
        "closed_at": plain(consultation.closed_at),
        "closed_by": consultation.closed_by,
        "is_stub": plain(consultation.is_stub),
        "removed_at": None,
    }


def consultation_of(row: Row) -> Consultation:
    """Return the consultation in a row."""
    person, minutes, closed_by = row["person"], row["minutes"], row["closed_by"]
    return Consultation(
        id=ConsultationId(str(row["id"])),
        person=None if person is None else PersonId(str(person)),
        status=Status(str(row["status"])),
        opened_at=stored_moment(row["opened_at"]),
        opened_by=OperatorId(str(row["opened_by"])),
        speaker=str(row["speaker"]),
        speaker_name=str(row["speaker_name"]),
        asked_elsewhere=str(row["asked_elsewhere"]),
        topic=str(row["topic"]),
        device=str(row["device"]),
        system=str(row["system"]),
        title=str(row["title"]),
        story=str(row["story"]),
        steps=str(row["steps"]),
        outcome=str(row["outcome"]),
        minutes=None if minutes is None else int(str(minutes)),
        teach_back=str(row["teach_back"]),
        next_date=day_of(row["next_date"]),
        closed_at=moment_of(row["closed_at"]),
        closed_by=None if closed_by is None else OperatorId(str(closed_by)),
        is_stub=bool(row["is_stub"]),
        version=int(str(row["version"])),
    )


def operator_of(row: Row) -> Operator:
    """Return the operator in a row."""
    return Operator(
        id=OperatorId(str(row["id"])),
        name=str(row["name"]),
        kana=str(row["kana"]),
        role=Role(str(row["role"])),
        picture=str(row["picture"]),
        is_active=bool(row["is_active"]),
    )
