"""Follow-ups, delegations, mergings and pictures from the command line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.helpers.command_line import demo_centre, madoguchi

LATER = (date.today() + timedelta(days=40)).isoformat()


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    return demo_centre(tmp_path_factory.mktemp("desk") / "centre")


@pytest.fixture(scope="module")
def people(centre):
    found = madoguchi("people", "find", "090", "--json", "--centre", centre).document
    return [one["id"] for one in found["people"]][:3]


def test_a_call_nobody_answers_three_times_needs_more_than_a_call(centre, people):
    day = (date.today() + timedelta(days=1)).isoformat()
    made = madoguchi(
        "follow-ups", "add", "--person", people[0], "--due", day, "--about", "写真",
        "--json", "--centre", centre,
    )  # fmt: skip
    assert made.code == 0, made.err
    one = made.document["id"]
    for missed in (1, 2, 3):
        tried = madoguchi(
            "follow-ups", "attempt", one, "--result", "missed", "--json", "--centre", centre
        )
        assert (tried.document["missed"], tried.document["escalated"]) == (missed, missed == 3)
    due = madoguchi("follow-ups", "due", "--json", "--centre", centre).document
    assert [row["escalated"] for row in due["follow_ups"] if row["id"] == one] == [True]


def test_a_delegation_is_written_listed_and_ended(centre, people):
    made = madoguchi(
        "delegations", "add", "--person", people[0], "--name", "佐藤 一郎", "--scopes", "device",
        "--end", LATER, "--json", "--centre", centre,
    )  # fmt: skip
    assert made.code == 0, made.err
    ended = madoguchi("delegations", "revoke", made.document["id"], "--centre", centre)
    assert ended.code == 0, ended.err
    listed = madoguchi("delegations", "list", people[0], "--json", "--centre", centre).document
    (one,) = [each for each in listed if each["id"] == made.document["id"]]
    assert (one["name"], one["holds"]) == ("佐藤 一郎", False)


def test_a_delegation_without_a_known_scope_is_refused_at_its_field(centre, people):
    told = madoguchi(
        "delegations", "add", "--person", people[0], "--name", "x", "--scopes", "money",
        "--end", LATER, "--json", "--centre", centre,
    )  # fmt: skip
    assert (told.code, told.document["errors"][0]["column"]) == (3, "scopes")


def test_two_records_are_made_one_and_two_again(centre, people):
    merged = madoguchi("people", "merge", people[1], people[2], "--json", "--centre", centre)
    assert merged.code == 0, merged.err
    assert madoguchi("people", "show", people[2], "--centre", centre).code == 4
    apart = madoguchi("people", "unmerge", merged.document["merge"], "--centre", centre)
    assert apart.code == 0, apart.err
    assert madoguchi("people", "show", people[2], "--centre", centre).code == 0


def test_a_picture_is_attached_and_a_text_is_not(centre, tmp_path):
    from PIL import Image

    found = madoguchi("consultations", "search", "写真", "--json", "--centre", centre).document
    one = found["consultations"][0]["id"]
    Image.new("RGB", (40, 30), "red").save(tmp_path / "a.png")
    made = madoguchi(
        "consultations", "attach", one, tmp_path / "a.png", "--json", "--centre", centre
    )
    assert (made.code, made.document["width"]) == (0, 40), made.err
    (tmp_path / "b.png").write_text("hello", "utf-8")
    told = madoguchi("consultations", "attach", one, tmp_path / "b.png", "--centre", centre)
    assert told.code == 3
