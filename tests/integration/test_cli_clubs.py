"""`clubs` on real files, as a script would call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.clubs import plan, week
from tests.helpers.command_line import madoguchi


def write(file: Path, document: object) -> Path:
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def test_the_same_seed_invents_the_same_week(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        made = madoguchi(
            "clubs", "generate", "--participants", "80", "--offers", "16", "--seed", "3",
            "--out", tmp_path / name, "--json",
        )  # fmt: skip
        assert made.code == 0, made.err
        assert made.document["participants"] == 80
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_plan_for_another_problem_ends_with_4(tmp_path: Path) -> None:
    problem, made = write(tmp_path / "p.json", week()), write(tmp_path / "plan.json", plan())
    answer = madoguchi("clubs", "check", "--problem", problem, "--plan", made, "--json")
    assert answer.code == 4, answer.err
    assert [one["rule"] for one in answer.document["violations"]] == ["other_problem"]


def test_a_file_that_cannot_be_taken_ends_with_3_and_all_places(tmp_path: Path) -> None:
    document = week()
    document["rooms"][0]["venue"] = "castle"
    document["offers"][0]["min"] = 0
    problem, made = write(tmp_path / "p.json", document), write(tmp_path / "plan.json", plan())
    answer = madoguchi("clubs", "check", "--problem", problem, "--plan", made, "--json")
    assert answer.code == 3
    assert {one["column"] for one in answer.document["errors"]} == {
        "$.rooms[0].venue", "$.offers[0].min",
    }  # fmt: skip
    assert all(one["message"] and one["what_to_do"] for one in answer.document["errors"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "clubs.not_json"), (b"\xff\xfe{", "clubs.not_utf8"), (b"[NaN]", "clubs.not_json"),
        (b'{"version": 1, "version": 1}', "clubs.key_twice"), (b"[" * 90_000, "clubs.not_json"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_document_ends_with_3(tmp_path: Path, content: bytes, code: str) -> None:
    problem, made = tmp_path / "p.json", write(tmp_path / "plan.json", plan())
    problem.write_bytes(content)
    answer = madoguchi("clubs", "check", "--problem", problem, "--plan", made, "--json")
    assert (answer.code, answer.document["errors"][0]["code"]) == (3, code)


def test_a_file_that_is_not_there_ends_with_3(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.json"
    answer = madoguchi("clubs", "check", "--problem", nowhere, "--plan", nowhere, "--json")
    assert (answer.code, answer.document["errors"][0]["code"]) == (3, "file.not_found")


def test_a_planned_week_passes_its_check_and_comes_out_the_same_again(tmp_path: Path) -> None:
    problem = tmp_path / "problem.json"
    madoguchi(
        "clubs", "generate", "--participants", "80", "--offers", "16", "--seed", "3",
        "--out", problem,
    )  # fmt: skip
    words = ("clubs", "plan", "--problem", problem, "--seed", "4", "--time-limit", "2", "--out")
    made = madoguchi(*words, tmp_path / "a.json", "--json")
    assert made.code == 0, made.err
    assert made.document["served"] + made.document["unserved"] == 80
    madoguchi(*words, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    plan_file = tmp_path / "a.json"
    checked = madoguchi("clubs", "check", "--problem", problem, "--plan", plan_file, "--json")
    assert (checked.code, checked.document["count"]) == (0, 0)
    assert checked.document["served"] == made.document["served"]


def test_a_person_is_told_each_rule_with_its_numbers(tmp_path: Path) -> None:
    problem, made = write(tmp_path / "p.json", week()), write(tmp_path / "plan.json", plan())
    words = ("clubs", "explain", "--problem", problem, "--plan", made, "--json", "--participant")
    answer = madoguchi(*words, "p3", "--offer", "play")
    assert answer.code == 0, answer.err
    (offer,) = answer.document["offers"]
    lacking = {one["rule"] for one in offer["rules"] if not one["holds"]}
    # Three people and a guardian fill the room; no interpreter comes on Tuesday.
    assert lacking == {"room_holds", "interpreter"}
    assert answer.document["would_work_if"]
    assert answer.document["took_ms"] <= 50
    assert madoguchi(*words, "nobody").code == 3


def test_a_published_plan_is_mended_and_every_difference_said(tmp_path: Path) -> None:
    problem, made = tmp_path / "p.json", tmp_path / "plan.json"
    madoguchi("clubs", "generate", "--participants", "120", "--offers", "24", "--out", problem)
    madoguchi("clubs", "plan", "--problem", problem, "--out", made, "--time-limit", "2")
    before = json.loads(made.read_text("utf-8"))
    lost = before["sessions"][0]["mentors"][0]
    changes = write(tmp_path / "c.json", {"mentors_gone": [lost]})
    out = tmp_path / "new.json"
    files = ("--problem", problem, "--plan", made, "--changes", changes)
    answer = madoguchi("clubs", "replan", *files, "--out", out, "--json")
    assert answer.code == 0, answer.err
    assert answer.document["hit"] == sorted(
        one["offer"] for one in before["sessions"] if lost in one["mentors"]
    )
    assert answer.document["changes"]
    assert all(one["message"] for one in answer.document["changes"])
    assert lost not in answer.document["notify"]["mentors"]
    checked = madoguchi(
        "clubs", "check", "--problem", problem, "--plan", out, "--changes", changes, "--json"
    )
    assert (checked.code, checked.document["count"]) == (0, 0)
    wider = madoguchi("clubs", "replan", *files, "--out", out, "--wider", "--json")
    assert (wider.code, wider.document["kind"], wider.document["violations"]) == (0, "wider", 0)
    nonsense = write(tmp_path / "bad.json", {"mentors_gone": ["nobody"], "rooms_shut": []})
    refused = madoguchi(
        "clubs", "replan", "--problem", problem, "--plan", made, "--changes", nonsense,
        "--out", out, "--json",
    )  # fmt: skip
    assert refused.code == 3
    assert len(refused.document["errors"]) == 2


def test_a_term_is_written_as_calendars_and_written_again_after_a_change(tmp_path: Path) -> None:
    problem, made = write(tmp_path / "p.json", week()), write(tmp_path / "plan.json", plan())
    files = ("--problem", problem, "--plan", made, "--start", "2027-04-05", "--weeks", "8")
    first = madoguchi("clubs", "export", *files, "--ics", tmp_path / "ics", "--json")
    assert first.code == 0, first.err
    assert first.document["new"] == 5
    assert {one["kind"] for one in first.document["feeds"]} == {"people", "mentors", "venues"}
    assert [one["date"] for one in first.document["holidays"]] == ["2027-05-04"]
    document = plan()
    document["sessions"][0]["participants"] = ["p0", "p1"]
    document["sessions"][0]["slot"] = "mon"
    write(tmp_path / "plan.json", document)
    again = madoguchi("clubs", "export", *files, "--ics", tmp_path / "ics", "--json").document
    assert (again["new"], again["changed"], again["cancelled"]) == (0, 4, 1)
    assert b"STATUS:CANCELLED" in (tmp_path / "ics" / "people" / "p2.ics").read_bytes()
    wrong = madoguchi(
        "clubs", "export", "--problem", problem, "--plan", made, "--start", "someday",
        "--weeks", "8", "--ics", tmp_path / "ics", "--json",
    )  # fmt: skip
    assert (wrong.code, wrong.document["errors"][0]["column"]) == (3, "start")
