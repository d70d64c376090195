"""Questions to the consent ledger over HTTP, in the shape of the AuthZEN Authorization API 1.0."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Connection, text

from app.crypto.canonical import read_strictly
from app.crypto.consent_signing import canonical_bytes
from app.domain.consent.answers import (
    EXECUTE_ALL,
    SEMANTICS,
    decision_id,
    is_last,
    recipients_permitted,
)
from app.domain.consent.decision import Rules, decide
from app.domain.consent.events import Event
from app.domain.consent.request import Request, read_request
from app.domain.consent.writing import event_of
from app.domain.errors import BadInput
from app.domain.sync.kinds import KINDS_OF_ROLE
from app.domain.sync.records import Key, Record, record_of
from app.domain.sync.server_side import Caller
from app.domain.sync.shape import is_id
from app.messages.consent_answers import decision_json
from app.server.book import opened_body
from app.server.database import ServerDatabase
from app.server.enrolment import caller_of
from app.server.problems import Problem

KIND = "consent_texts"
MOST_QUESTIONS = 1_000
_PARTS = ("subject", "action", "resource", "context")
# Contents of one person stand together: their ids begin with hers.
_OF_PERSON = {
    "sqlite": text(
        "SELECT id, body FROM records WHERE tenant = :tenant AND centre = :centre AND kind = :kind "
        "AND id >= :first AND id < :after AND body IS NOT NULL"
    ),
    "postgresql": text(
        "SELECT id, body FROM records WHERE tenant = :tenant AND centre = :centre AND kind = :kind "
        "AND starts_with(id, :first) AND body IS NOT NULL"
    ),
}
Value = dict[str, object]


class Access:
    """Decides from what devices sent of the ledger; nothing is remembered between two questions."""

    def __init__(self, database: ServerDatabase) -> None:
        self._database = database

    def evaluation(self, tenant: str, device: str, body: bytes, now_milliseconds: int) -> Value:
        """Answer one question.

        Raises:
            Problem: 400 `server.bad_request`, 401, 403 `server.not_your_role`.
        """
        request = _question(_object(body))
        with self._database.transaction(tenant) as connection:
            return self._answers(connection, self._caller(connection, tenant, device)).one(
                request, now_milliseconds
            )[0]

    def evaluations(self, tenant: str, device: str, body: bytes, now_milliseconds: int) -> Value:
        """Answer many questions in their order; what is the same for all may stand once."""
        value = _object(body)
        listed = value.get("evaluations")
        if not isinstance(listed, list) or not listed:
            return self.evaluation(tenant, device, body, now_milliseconds)
        if len(listed) > MOST_QUESTIONS:
            raise Problem(400, "server.bad_request", place="evaluations")
        semantic = _semantic(value)
        shared = {name: value[name] for name in _PARTS if name in value}
        requests = [_question({**shared, **_mapping(one, "evaluations")}) for one in listed]
        found: list[Value] = []
        with self._database.transaction(tenant) as connection:
            answers = self._answers(connection, self._caller(connection, tenant, device))
            for request in requests:
                answer, is_end = answers.one(request, now_milliseconds, semantic)
                found.append(answer)
                if is_end:
                    break
        return {"evaluations": found}

    def search_subject(self, tenant: str, device: str, body: bytes, now_milliseconds: int) -> Value:
        """Return the recipients who may have what is asked: who can see this?"""
        value = _object(body)
        subject = dict(_mapping(value.get("subject", {"type": "recipient"}), "subject"))
        # Whoever is looked for has no id yet; one that is given plays no part (AuthZEN 1.0, 8.4).
        request = _question({**value, "subject": subject | {"id": "anybody"}})
        with self._database.transaction(tenant) as connection:
            answers = self._answers(connection, self._caller(connection, tenant, device))
            found = recipients_permitted(
                request, answers.events(request.person), _moment(now_milliseconds)
            )
        return {
            "page": {"next_token": ""},
            "results": [{"type": "recipient", "id": one} for one in found],
        }

    def _caller(self, connection: Connection, tenant: str, device: str) -> Caller:
        caller = caller_of(connection, tenant, device)
        if KIND not in KINDS_OF_ROLE[caller.role]:
            raise Problem(403, "server.not_your_role")
        return caller

    def _answers(self, connection: Connection, caller: Caller) -> _Answers:
        return _Answers(self._database, connection, caller)


class _Answers:
    """Answers inside one transaction; each person is read once."""

    def __init__(self, database: ServerDatabase, connection: Connection, caller: Caller) -> None:
        self._database, self._connection, self._caller = database, connection, caller
        self._known: dict[str, list[Event]] = {}

    def one(
        self, request: Request, now_milliseconds: int, semantic: str = EXECUTE_ALL
    ) -> tuple[Value, bool]:
        found = decide(request, Rules(self.events(request.person)), _moment(now_milliseconds))
        named = decision_id(request, found, canonical_bytes)
        return decision_json(found, named), is_last(found, semantic)

    def events(self, person: str) -> list[Event]:
        if person not in self._known:
            self._known[person] = self._read(person)
        return self._known[person]

    def _read(self, person: str) -> list[Event]:
        rows = self._connection.execute(
            _OF_PERSON[self._connection.dialect.name],
            {"tenant": self._caller.tenant, "centre": self._caller.centre, "kind": KIND,
             "first": f"{person}/", "after": f"{person}0"},
        )  # fmt: skip
        found: list[Event] = []
        for one, body in rows:
            record = record_of(
                json.loads(opened_body(self._database, self._caller, Key(KIND, one), body))
            )
            event = _event_in(record)
            if event.person == person:
                found.append(event)
        return found


def _event_in(record: Record) -> Event:
    """Return the event a device sent; nothing is permitted over one that cannot be read.

    It might be the very one that stops what is asked.
    """
    try:
        return event_of(json.loads(str(record.fields.get("payload"))))
    except (ValueError, OverflowError, RecursionError):
        raise Problem(409, "server.ledger_unreadable") from None


def _object(body: bytes) -> Mapping[str, object]:
    try:
        return _mapping(read_strictly(body, "", has_whole_numbers=True), "")
    except BadInput as error:
        raise Problem(400, "server.bad_request", place=error.code) from None


def _mapping(value: object, place: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise Problem(400, "server.bad_request", place=place)
    return cast(Mapping[str, object], value)


def _question(value: Mapping[str, object]) -> Request:
    try:
        asked = read_request(value)
    except BadInput as error:
        places = [str(one.column) for one in error.findings]
        raise Problem(400, "server.bad_request", place=", ".join(places)) from None
    if not is_id(asked.person):
        raise Problem(400, "server.bad_request", place="resource.id")
    return asked


def _semantic(value: Mapping[str, object]) -> str:
    options = _mapping(value.get("options", {}), "options")
    found = options.get("evaluations_semantic", EXECUTE_ALL)
    if found not in SEMANTICS:
        raise Problem(400, "server.bad_request", place="options.evaluations_semantic")
    return str(found)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
