"""Requests that are nearly right: whatever stands in them, the server answers and never stumbles."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.consent.events import EventType
from app.domain.sync.kinds import KINDS
from app.server.application import build_application
from app.server.database import ServerDatabase
from tests.helpers.asgi import Client
from tests.helpers.server import Caller

NOW = 1_800_000_000_000
TRIED = settings(
    max_examples=150, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

signs = st.text(max_size=12) | st.sampled_from(
    [
        "",
        "p1",
        "p1/e1",
        "\x00",
        "a\x00b",
        "\ud800",
        "x\udfff",
        "\u202e",
        "0" * 300,
        "%",
        "'--",
        "🙂",
    ]
)
numbers = st.integers() | st.sampled_from([2**53, -(2**53), 2**63, 10**400]) | st.floats()
plain = st.none() | st.booleans() | numbers | signs
anything = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(signs, inner, max_size=3)
)
stamps = st.sampled_from(["0" * 24, f"{NOW:012x}0000{'a' * 8}", "f" * 24, "f" * 12 + "0" * 12, "x"])
devices = st.sampled_from(["0000000a", "00000000", "ffffffff", "A", ""])
pairs = st.lists(st.integers(0, 3) | numbers, min_size=2, max_size=2)
kept_besides = (
    st.fixed_dictionaries({"by": st.dictionaries(devices, pairs, max_size=2)})
    | st.fixed_dictionaries({"seen": st.dictionaries(devices, stamps, max_size=2),
                             "others": st.dictionaries(stamps, plain, max_size=2)})
    | st.fixed_dictionaries({"seen": st.dictionaries(devices, stamps, max_size=2),
                             "dots": st.dictionaries(signs, st.lists(stamps, max_size=2))})
    | anything
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    names = draw(st.lists(st.sampled_from(sorted(KINDS[kind])), max_size=4, unique=True))
    made: dict[str, Any] = {
        "kind": kind,
        "id": draw(st.sampled_from(["p1", "p1/e1", "p2"]) | signs),
        "fields": {one: draw(plain | st.lists(signs, max_size=2)) for one in names},
        "base": draw(stamps),
        "clocks": {one: draw(stamps) for one in names if draw(st.booleans())},
        "more": {one: draw(kept_besides) for one in names if draw(st.booleans())},
    }
    return made if draw(st.integers(0, 5)) else {**made, draw(signs): draw(anything)}


NASTY = {
    "batch": signs, "schema": numbers, "epoch": signs, "cursor": numbers,
    "records": st.lists(records(), min_size=1, max_size=3),
    "gone": st.lists(st.lists(signs | st.just("people"), min_size=2, max_size=2), min_size=1,
                     max_size=2),
}  # fmt: skip


@st.composite
def with_something_odd(
    draw: st.DrawFn, usual: dict[str, Any], nasty: dict[str, st.SearchStrategy[Any]]
) -> dict[str, Any]:
    """The usual thing with one odd part, rarely another one as well."""
    odd = draw(st.sampled_from(sorted(nasty)))
    made = {**usual, odd: draw(nasty[odd])}
    if draw(st.integers(0, 5)) == 0:
        made[draw(st.sampled_from(sorted(made)))] = draw(anything)
    return made


batches = with_something_odd(
    {"schema": 1, "epoch": "", "cursor": 0, "records": [], "gone": []},
    {
        "batch": signs, "schema": numbers, "epoch": signs, "cursor": numbers,
        "records": st.lists(records(), min_size=1, max_size=3),
        "gone": st.lists(st.lists(signs | st.just("people"), min_size=2, max_size=2), min_size=1,
                         max_size=2),
    },
)  # fmt: skip
texts = st.sampled_from(["contact", "office", "p1", "placement"]) | signs
moments = st.sampled_from(["2026-05-01T00:00:00+09:00", "0001-01-01T00:00:00+14:00",
                           "9999-12-31T23:59:59-14:00"]) | plain  # fmt: skip
questions = with_something_odd(
    {
        "subject": {"type": "recipient", "id": "office"}, "action": {"name": "provide"},
        "resource": {"type": "person", "id": "p1", "properties": {"categories": ["contact"]}},
        "context": {"purpose": "placement"},
    },
    {
        "subject": st.fixed_dictionaries({"type": st.just("recipient"), "id": texts},
                                         optional={"properties": anything}),
        "action": st.fixed_dictionaries({"name": texts}),
        "resource": st.fixed_dictionaries({
            "type": st.just("person"), "id": texts,
            "properties": st.fixed_dictionaries({"categories": st.lists(texts, max_size=3)})}),
        "context": st.fixed_dictionaries({"purpose": texts}, optional={"time": moments,
                                                                       "more": anything}),
        "evaluations": st.lists(st.dictionaries(texts, anything, max_size=2), max_size=3),
        "options": anything,
    },
)  # fmt: skip
payloads = with_something_odd(
    {"schema": 1, "id": "e1", "person": "p1", "type": "given", "at": "2026-05-01T00:00:00Z",
     "log": "A", "index": 0, "scope": {"purpose": "placement", "categories": ["contact"],
                                       "recipient": "office"}},
    {
        "type": st.sampled_from([one.value for one in EventType]) | signs,
        "at": moments, "index": numbers, "starts": moments, "ends": moments, "seen": anything,
        "scope": anything | st.fixed_dictionaries({
            "purpose": texts, "categories": st.lists(texts, max_size=2), "recipient": texts,
            "conditions": st.dictionaries(texts, anything, max_size=2)}),
        "supersedes": anything, "about": anything, "notice": anything, "expression": anything,
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def client(database: ServerDatabase) -> Iterator[Client]:
    app = build_application(database, milliseconds=lambda: NOW, per_second=1e6, burst=10**6)
    with Client(app) as made:
        yield made


@pytest.fixture(scope="module")
def caller(client: Client, database: ServerDatabase) -> Caller:
    return Caller(client, database, NOW, f"t{secrets.token_hex(4)}")


def written(value: object) -> str:
    return json.dumps(value)


def test_no_batch_makes_the_server_stumble(client: Client, caller: Caller) -> None:
    seen = set()

    @TRIED
    @given(batch=batches)
    def attempt(batch: dict[str, Any]) -> None:
        sent = {"batch": secrets.token_hex(8), **batch}
        answer = client.post(f"/v1/{caller.tenant}/push", content=written(sent),
                             headers=caller.headers)  # fmt: skip
        seen.add(answer.status_code)
        assert answer.status_code < 500, answer.text
        assert caller.pull(own=True).status_code == 200

    attempt()
    assert {200, 422} <= seen


def test_no_question_to_the_ledger_makes_the_server_stumble(client: Client, caller: Caller) -> None:
    seen = set()

    @TRIED
    @given(question=questions, payload=payloads.map(written) | signs, data=st.data())
    def attempt(question: dict[str, Any], payload: str, data: st.DataObject) -> None:
        one = f"p1/{secrets.token_hex(4)}"
        caller.push(caller.record(NOW, one, "consent_texts", person="p1", salt="",
                                  payload=payload, receipt=""))  # fmt: skip
        path = data.draw(st.sampled_from(["evaluation", "evaluations", "search/subject"]))
        answer = client.post(f"/v1/{caller.tenant}/access/v1/{path}", content=written(question),
                             headers=caller.headers)  # fmt: skip
        seen.add(answer.status_code)
        assert answer.status_code < 500, answer.text
        caller.push(gone=[["consent_texts", one]])

    attempt()
    assert {200, 400, 409} <= seen


def test_what_cannot_be_read_in_the_ledger_permits_nothing(client: Client, caller: Caller) -> None:
    caller.push(caller.record(NOW, "p9/e", "consent_texts", person="p9", salt="", payload="{}",
                              receipt=""))  # fmt: skip
    question = {
        "subject": {"type": "recipient", "id": "office"}, "action": {"name": "provide"},
        "resource": {"type": "person", "id": "p9", "properties": {"categories": ["contact"]}},
        "context": {"purpose": "placement"},
    }  # fmt: skip
    for path in ("evaluation", "search/subject"):
        answer = client.post(f"/v1/{caller.tenant}/access/v1/{path}", content=written(question),
                             headers=caller.headers)  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (409, "server.ledger_unreadable")


@pytest.mark.parametrize("name", ["enrol", "token"])
def test_nothing_that_strangers_send_makes_the_server_stumble(
    client: Client, caller: Caller, name: str
) -> None:
    fields = {"enrol": ("code", "device", "public_key"), "token": ("device", "nonce", "signature")}
    said = st.sampled_from(
        [
            caller.device,
            "1-ABCD-EFGH-JKMNP",
            "1-\x00BCD-EFGH-JKMNP",
            "999999999-ABCDEFGHIJ",
            "1.2.3",
        ]
    )

    @TRIED
    @given(body=st.fixed_dictionaries(dict.fromkeys(fields[name], said | plain)) | anything)
    def attempt(body: object) -> None:
        answer = client.post(f"/v1/{caller.tenant}/{name}", content=written(body))
        assert answer.status_code < 500, answer.text

    attempt()
