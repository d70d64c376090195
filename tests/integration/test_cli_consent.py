"""The consent ledger from the command line: choices, answers, who may see, the log and its proofs."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from tests.helpers.command_line import Answer, demo_centre, madoguchi


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    return demo_centre(tmp_path_factory.mktemp("consent") / "centre")


@pytest.fixture(scope="module")
def people(centre):
    found = madoguchi("people", "find", "090", "--json", "--centre", centre).document
    # People of the demo who are not in the telework programme: nothing is written of them yet.
    untold = (one["id"] for one in found["people"] if not seen_by(centre, one["id"]))
    return list(islice(untold, 3))


def seen_by(centre: Path, person: str) -> list[object]:
    access = consent(centre, "who-can-see", "--person", person).document["access"]
    assert isinstance(access, list)
    return access


def consent(centre: Path, *words: str | Path) -> Answer:
    return madoguchi("consent", *words, "--json", "--centre", centre)


def ask(centre: Path, folder: Path, person: str, *categories: str, **more: object) -> dict:
    request = {
        "subject": {"type": "recipient", "id": "job-office"},
        "action": {"name": "provide"},
        "resource": {"type": "person", "id": person, "properties": {"categories": categories}},
        "context": {"purpose": "placement", **more},
    }
    file = folder / "request.json"
    file.write_text(json.dumps(request), encoding="utf-8")
    # The answer is one JSON document with and without --json.
    answer = madoguchi("consent", "decide", "--request", file, "--centre", centre)
    assert answer.code == 0, answer.err
    return answer.document


def test_a_yes_permits_until_it_is_taken_back_and_a_freeze_denies(centre, people, tmp_path):
    person = people[0]
    about = ("--person", person, "--purpose", "placement")
    assert ask(centre, tmp_path, person, "contact")["context"]["outcome"] == "ask"
    exact = ("--categories", "contact,skills", "--recipient", "job-office")
    given = consent(centre, "give", *about, *exact, "--until", "2099-03-31")
    assert given.code == 0, given.err
    answer = ask(centre, tmp_path, person, "contact")
    assert (answer["decision"], answer["context"]["outcome"]) == (True, "permit")
    assert answer["context"]["reasons"] == [
        {"code": "instruction", "id": given.document["event"], "category": "contact"}
    ]
    # The last day is part of it: midnight after it, in Japan.
    assert answer["context"]["valid_until"].startswith("2099-03-31T15:00:00")
    late = ask(centre, tmp_path, person, "contact", time="2099-04-01T00:00:00+09:00")
    assert (late["decision"], late["context"]["outcome"]) == (False, "ask")
    mixed = ask(centre, tmp_path, person, "contact", "disability")
    assert (mixed["decision"], mixed["context"]["permitted"]) == (False, ["contact"])
    seen = consent(centre, "who-can-see", "--person", person).document
    assert [one["recipient"] for one in seen["access"]] == ["job-office"]
    assert consent(centre, "withdraw", *about).code == 0
    answer = ask(centre, tmp_path, person, "contact")
    assert (answer["decision"], answer["context"]["outcome"]) == (False, "ask")
    assert consent(centre, "who-can-see", "--person", person).document["access"] == []
    assert consent(centre, "give", *about, *exact).code == 0
    assert consent(centre, "freeze", "--person", person).code == 0
    answer = ask(centre, tmp_path, person, "contact")
    assert answer["context"]["outcome"] == "deny"
    assert answer["context"]["reason_user"].startswith("You stopped everything")


def test_a_no_is_kept_and_said_with_its_reason(centre, people, tmp_path):
    about = ("--person", people[1], "--purpose", "placement")
    refused = consent(centre, "refuse", *about, "--categories", "photo").document
    answer = ask(centre, tmp_path, people[1], "photo")["context"]
    assert (answer["outcome"], answer["reasons"][0]["id"]) == ("deny", refused["event"])


def test_the_log_verifies_and_its_proofs_hold_apart(centre, people, tmp_path):
    for purpose in ("club", "research", "magazine"):
        about = ("--person", people[2], "--purpose", purpose)
        event = consent(centre, "give", *about, "--recipient", "x").document["event"]
    head = consent(centre, "log", "head").document
    (log,) = head["logs"]
    whole = consent(centre, "log", "verify")
    assert (whole.code, whole.document["findings"]) == (0, [])
    assert whole.document["events"] == log["size"]
    proof = tmp_path / "proof.json"
    proof.write_text(consent(centre, "log", "prove", "--event", event).out)
    assert json.loads(proof.read_text())["root"] == log["root"]
    assert madoguchi("consent", "merkle", proof).code == 0
    grew = consent(centre, "log", "consistency", "--log", log["log"], "--from", "2")
    proof.write_text(grew.out)
    assert madoguchi("consent", "merkle", proof).code == 0
    for wrong in (
        ("log", "prove", "--event", "nobody"),
        ("log", "consistency", "--log", log["log"], "--from", "999999"),
        ("log", "consistency", "--log", "none", "--from", "1"),
        ("log", "head", "--log", "none"),
    ):
        assert consent(centre, *wrong).code == 4, wrong


def test_a_request_that_cannot_be_read_is_refused_with_every_place(centre, tmp_path):
    file = tmp_path / "bad.json"
    file.write_text(
        '{"subject": {"type": "person", "id": ""}, "action": {"name": "sell"},'
        '"resource": {"type": "person", "id": "p", "properties": {"categories": []}},'
        '"context": {"purpose": "x", "time": "2026-01-01T00:00:00"}}'
    )
    told = consent(centre, "decide", "--request", file)
    assert told.code == 3
    assert {one["column"] for one in told.document["errors"]} == {
        "subject.type", "subject.id", "action.name", "resource.properties.categories",
        "context.time",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("give", "--person", "nobody", "--purpose", "x"), 4),
        (("give", "--person", "nobody"), 2),
        (("give", "--person", "nobody", "--purpose", " "), 3),
        (("give", "--person", "nobody", "--purpose", "x", "--until", "soon"), 3),
        (("give", "--person", "nobody", "--purpose", "x", "--until", "2001-01-01"), 3),
        (("give", "--person", "nobody", "--purpose", "x", "--if", "hours"), 2),
        (("decide", "--request", "/nowhere.json"), 3),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_sentence(centre, words, code):
    told = consent(centre, *words)
    assert told.code == code
    assert told.document["errors"][0]["message"].endswith((".", "?"))
