"""A question to the consent ledger: may this recipient do this with these data, for this purpose?

The shape is that of AuthZEN 1.0: subject, action, resource, context.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.domain.consent.events import Attribute
from app.domain.errors import BadInput, Finding

ACTIONS = ("provide", "use", "collect", "onward")


@dataclass(frozen=True, slots=True)
class Request:
    """One question.

    Args:
        recipient: id of who wants the data.
        action: one of `ACTIONS`.
        person: whose data.
        categories: which, at least one, none twice.
        purpose: what for.
        time: for when it is asked; None: now.
        recipient_class: what kind of recipient it is, "" if unknown.
        certified_until: up to when its certification holds; None: there is none.
        attributes: everything known about the request, for conditions, by dotted name.
    """

    recipient: str
    action: str
    person: str
    categories: tuple[str, ...]
    purpose: str
    time: datetime | None = None
    recipient_class: str = ""
    is_certified: bool = False
    certified_until: datetime | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


class _Reader:
    def __init__(self, value: object, file: str) -> None:
        self._file = file
        self.findings: list[Finding] = []
        self.top = self.part(value, "")

    def note(self, code: str, place: str, value: object = "") -> None:
        shown = value if isinstance(value, str) else ""
        self.findings.append(
            Finding(code, self._file, column=place, value=shown, data={"place": place})
        )

    def part(self, value: object, place: str) -> Mapping[str, object]:
        if isinstance(value, Mapping):
            return value
        self.note("consent.no_object", place or ".", value)
        return {}

    def text(self, owner: Mapping[str, object], key: str, place: str) -> str:
        value = owner.get(key)
        if isinstance(value, str) and value.strip():
            return plain(value)
        self.note("consent.no_text", place, value)
        return ""

    def moment(self, value: object, place: str) -> datetime | None:
        if isinstance(value, str):
            try:
                found = datetime.fromisoformat(value)
                if found.tzinfo is not None:
                    return found.astimezone(UTC)
                self.note("consent.no_zone", place, value)
                return None
            except (ValueError, OverflowError):
                pass
        self.note("consent.no_time", place, value)
        return None

    def categories(self, value: object, place: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            self.note("consent.no_categories", place)
            return ()
        found: list[str] = []
        for number, one in enumerate(value):
            if not isinstance(one, str) or not one.strip():
                self.note("consent.no_text", f"{place}[{number}]", one)
            else:
                found.append(plain(one))
        return tuple(dict.fromkeys(found))


def plain(text: str) -> str:
    """Return an id as it is compared: without spaces around it, in NFC."""
    return unicodedata.normalize("NFC", text.strip())


def read_request(value: object, file: str = "") -> Request:
    """Return the question that a JSON object asks.

    Raises:
        BadInput: `consent.bad_request` with every place that cannot be read.
    """
    reader = _Reader(value, file)
    subject = reader.part(reader.top.get("subject"), "subject")
    action = reader.part(reader.top.get("action"), "action")
    resource = reader.part(reader.top.get("resource"), "resource")
    context = reader.part(reader.top.get("context"), "context")
    properties = _optional(reader, subject, "subject")
    wanted = _optional(reader, resource, "resource")
    _expect(reader, subject, "subject", "recipient")
    _expect(reader, resource, "resource", "person")
    name = reader.text(action, "name", "action.name")
    if name and name not in ACTIONS:
        reader.note("consent.unknown_action", "action.name", name)
    time = context.get("time")
    certified = properties.get("certified_until")
    request = Request(
        recipient=reader.text(subject, "id", "subject.id"),
        action=name,
        person=reader.text(resource, "id", "resource.id"),
        categories=reader.categories(wanted.get("categories"), "resource.properties.categories"),
        purpose=reader.text(context, "purpose", "context.purpose"),
        time=None if time is None else reader.moment(time, "context.time"),
        recipient_class=_class_of(reader, properties),
        is_certified=properties.get("certified") is True,
        certified_until=(
            None if certified is None
            else reader.moment(certified, "subject.properties.certified_until")
        ),
        attributes=_attributes(subject=properties, context=context),
    )  # fmt: skip
    if reader.findings:
        raise BadInput("consent.bad_request", tuple(reader.findings))
    return request


def _optional(reader: _Reader, owner: Mapping[str, object], place: str) -> Mapping[str, object]:
    value = owner.get("properties")
    return {} if value is None else reader.part(value, f"{place}.properties")


def _expect(reader: _Reader, owner: Mapping[str, object], place: str, wanted: str) -> None:
    if owner and owner.get("type") != wanted:
        reader.note(f"consent.type_{wanted}", f"{place}.type", owner.get("type"))


def _class_of(reader: _Reader, properties: Mapping[str, object]) -> str:
    value = properties.get("class")
    if value is None:
        return ""
    return reader.text(properties, "class", "subject.properties.class")


def _attributes(**parts: Mapping[str, object]) -> dict[str, Attribute]:
    """Return the plain values under dotted names; the last part of a name is enough to ask for it."""
    found: dict[str, Attribute] = {}
    for owner, values in parts.items():
        for key, value in values.items():
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            if isinstance(value, str | int | bool):
                kept = plain(value) if isinstance(value, str) else value
                found[f"{owner}.{key}"] = kept
    return found
