"""AuthZEN over the ledger that devices sent: one question, many, and who can see this."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.consent.events import Event, EventType, Scope
from app.domain.consent.writing import event_value
from app.domain.roles import Role
from app.server.application import build_application
from app.server.database import ServerDatabase
from tests.helpers.asgi import Client
from tests.helpers.server import Caller

NOW = 1_800_000_000_000
AT = datetime.fromtimestamp(NOW / 1000, UTC)


@pytest.fixture
def caller(database: ServerDatabase) -> Iterator[Caller]:
    app = build_application(database, milliseconds=lambda: NOW, per_second=10_000, burst=100_000)
    with Client(app) as client:
        yield Caller(client, database, NOW, f"t{secrets.token_hex(4)}")


def send(caller: Caller, *events: Event) -> None:
    records = [
        caller.record(
            NOW, f"{one.person}/{one.id}", "consent_texts", person=one.person, salt="",
            payload=json.dumps(event_value(one)), receipt="",
        )
        for one in events
    ]  # fmt: skip
    assert caller.push(*records).status_code == 200


def event(kind: str, index: int, *categories: str, recipient: str = "office", **more: Any) -> Event:
    made = Event(
        f"e{index}", "p1", EventType(kind), AT - timedelta(days=1), "A", index,
        Scope("placement", categories, recipient),
    )  # fmt: skip
    return replace(made, **more)


def question(*categories: str, **more: object) -> dict[str, object]:
    return {
        "subject": {"type": "recipient", "id": "office"},
        "action": {"name": "provide"},
        "resource": {"type": "person", "id": "p1", "properties": {"categories": categories}},
        "context": {"purpose": "placement"},
        **more,
    }


def ask(caller: Caller, path: str, body: object, **headers: str) -> Any:
    return caller.client.post(
        f"/v1/{caller.tenant}/access/v1/{path}", content=json.dumps(body),
        headers={**caller.headers, **headers},
    )  # fmt: skip


def test_a_question_is_answered_from_what_was_sent_and_a_stop_holds_at_once(caller: Caller) -> None:
    assert ask(caller, "evaluation", question("contact")).json()["context"]["outcome"] == "ask"
    send(caller, event("given", 0, "contact"))
    answer = ask(caller, "evaluation", question("contact"), **{"x-request-id": "r-1"})
    assert answer.json()["decision"] is True
    assert answer.headers["X-Request-Id"] == "r-1"
    assert answer.json()["context"]["reasons"][0]["code"] == "instruction"
    send(caller, event("withdrawn", 1))
    found = ask(caller, "evaluation", question("contact")).json()
    assert (found["decision"], found["context"]["outcome"]) == (False, "ask")
    assert found["context"]["reason_user"]


def test_many_questions_share_what_is_the_same_and_end_where_they_are_told_to(
    caller: Caller,
) -> None:
    send(caller, event("given", 0, "contact"))

    def of(category: str) -> dict[str, object]:
        return {"resource": question(category)["resource"]}

    def decisions(semantic: str) -> list[bool]:
        body = question("x", evaluations=[of("contact"), of("photo"), of("contact")])
        body |= {"options": {"evaluations_semantic": semantic}}
        found = ask(caller, "evaluations", body).json()["evaluations"]
        return [one["decision"] for one in found]

    assert decisions("execute_all") == [True, False, True]
    assert decisions("deny_on_first_deny") == [True, False]
    assert decisions("permit_on_first_permit") == [True]
    assert ask(caller, "evaluations", question("contact")).json()["decision"] is True


def test_who_can_see_this_names_exactly_those_who_may(caller: Caller) -> None:
    send(
        caller, event("given", 0, "contact"), event("given", 1, "contact", recipient="school"),
        event("given", 2, "photo", recipient="press"),
        event("refused", 3, "contact", recipient="school"),
    )  # fmt: skip
    body = question("contact")
    body["subject"] = {"type": "recipient"}
    found = ask(caller, "search/subject", body).json()
    assert found["results"] == [{"type": "recipient", "id": "office"}]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("evaluation", {}),
        ("evaluation", []),
        ("evaluation", question()),
        ("evaluations", question("contact", evaluations=[1])),
        ("evaluations", question("contact", evaluations=[{}], options={"evaluations_semantic": "x"})),
        ("search/subject", question("contact", resource="p1")),
    ],
)  # fmt: skip
def test_what_is_no_question_is_answered_with_400(caller: Caller, path: str, body: object) -> None:
    assert ask(caller, path, body).status_code == 400


def test_another_centre_a_role_without_the_ledger_and_nobody_learn_nothing(
    caller: Caller, database: ServerDatabase
) -> None:
    send(caller, event("given", 0, "contact"))
    south = Caller(caller.client, database, NOW, caller.tenant, centre="south")
    assert ask(south, "evaluation", question("contact")).json()["decision"] is False
    officer = Caller(caller.client, database, NOW, caller.tenant, role=Role.OFFICER)
    assert ask(officer, "evaluation", question("contact")).status_code == 403
    nobody = caller.client.post(
        f"/v1/{caller.tenant}/access/v1/evaluation", content=json.dumps(question("contact"))
    )
    assert nobody.status_code == 401


def test_somebody_whose_id_begins_alike_is_somebody_else(caller: Caller) -> None:
    send(caller, event("given", 0, "contact", person="p10"))
    assert ask(caller, "evaluation", question("contact")).json()["decision"] is False


def test_the_addresses_are_told(caller: Caller) -> None:
    found = caller.client.get(f"/v1/{caller.tenant}/.well-known/authzen-configuration").json()
    assert found["access_evaluation_endpoint"].endswith(f"/v1/{caller.tenant}/access/v1/evaluation")
