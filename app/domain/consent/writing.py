"""Events as values of JSON and back: the payload that a leaf of the log commits to.

No floats, texts in NFC, times in UTC with a Z. Empty parts are left out, so that an event has one form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from app.domain.consent.events import (
    Condition,
    Event,
    EventType,
    Expression,
    NoticeShown,
    Scope,
)

SCHEMA = "madoguchi.consent.1"
Value = dict[str, object]


def moment_text(moment: datetime) -> str:
    """Return a moment as text in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """Return the moment of such a text."""
    return datetime.fromisoformat(text).astimezone(UTC)


def event_value(event: Event) -> Value:
    """Return an event as a value of JSON."""
    notice, expression = event.notice, event.expression
    made: Value = {
        "schema": SCHEMA,
        "id": event.id,
        "person": event.person,
        "type": event.type.value,
        "at": moment_text(event.at),
        "log": event.log,
        "index": event.index,
        "seen": dict(event.seen),
        "scope": _scope_value(event.scope),
        "starts": event.starts and moment_text(event.starts),
        "ends": event.ends and moment_text(event.ends),
        "supersedes": list(event.supersedes),
        "about": event.about,
        "needs_cosign": event.needs_cosign,
        "notice": notice and _filled(
            id=notice.id, digest=notice.digest, language=notice.language, format=notice.format
        ),
        "expression": _filled(
            by=expression.by, name=expression.name, path=expression.path,
            staff=expression.staff, present=list(expression.present),
            teach_back=expression.teach_back,
        ),
        "details": dict(event.details),
    }  # fmt: skip
    return cast(Value, _in_nfc(_filled(**made)))


def _scope_value(scope: Scope) -> Value:
    return _filled(
        purpose=scope.purpose, categories=list(scope.categories), recipient=scope.recipient,
        classes=list(scope.classes),
        conditions={
            name: list(one) if isinstance(one, tuple) else one
            for name, one in scope.conditions.items()
        },
    )  # fmt: skip


def _filled(**values: object) -> Value:
    return {
        key: value
        for key, value in values.items()
        if (value not in (None, "", [], {}) and value is not False) or key == "index"
    }


def _in_nfc(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_in_nfc(key): _in_nfc(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_in_nfc(one) for one in value]
    return value


def event_of(value: Mapping[str, object]) -> Event:
    """Return the event of such a value.

    Raises:
        ValueError: the value is no event of this schema.
    """
    try:
        return _event_of(value)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _event_of(value: Mapping[str, object]) -> Event:
    if value["schema"] != SCHEMA:
        raise ValueError("schema")
    notice = cast(Mapping[str, str] | None, value.get("notice"))
    said = cast(Mapping[str, object], value.get("expression", {}))
    scope = cast(Mapping[str, object], value.get("scope", {}))
    return Event(
        id=str(value["id"]),
        person=str(value["person"]),
        type=EventType(str(value["type"])),
        at=moment_of(str(value["at"])),
        log=str(value["log"]),
        index=_whole(value["index"]),
        scope=Scope(
            str(scope.get("purpose", "")),
            _texts(scope.get("categories")),
            str(scope.get("recipient", "")),
            _texts(scope.get("classes")),
            _conditions(scope.get("conditions")),
        ),
        seen={
            str(key): _whole(size)
            for key, size in cast(Mapping[str, object], value.get("seen", {})).items()
        },
        starts=_maybe(value.get("starts")),
        ends=_maybe(value.get("ends")),
        supersedes=_texts(value.get("supersedes")),
        about=str(value.get("about", "")),
        needs_cosign=value.get("needs_cosign") is True,
        notice=None if notice is None else NoticeShown(**notice),
        expression=Expression(**{**said, "present": _texts(said.get("present"))}),  # type: ignore[arg-type]
        details={
            str(key): str(one)
            for key, one in cast(Mapping[str, object], value.get("details", {})).items()
        },
    )


def _texts(value: object) -> tuple[str, ...]:
    if not value:
        return ()
    return tuple(str(one) for one in cast(list[object], value or []))


def _whole(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(value)
    return value


def _maybe(value: object) -> datetime | None:
    return None if value is None else moment_of(str(value))


def _conditions(value: object) -> dict[str, Condition]:
    made: dict[str, Condition] = {}
    for name, one in cast(Mapping[str, object], value or {}).items():
        made[name] = tuple(one) if isinstance(one, list) else cast(Condition, one)
    return made
