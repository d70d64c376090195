"""Files of the club planner are read strictly: every place at once, each with its path."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clubs.generate import generate, size_for
from app.domain.clubs.problem import Problem
from app.domain.clubs.read_plan import read_changes, read_plan
from app.domain.clubs.read_problem import read_problem
from app.domain.clubs.writing import plan_document, problem_document
from app.domain.errors import BadInput
from tests.helpers.clubs import plan, problem_of, week


def findings(document: object) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as caught:
        read_problem(document, "problem.json")
    return [(one.column, one.code) for one in caught.value.findings]


def test_every_finding_is_named_at_once_with_its_path() -> None:
    document = week()
    document["offers"][0]["max"] = 1
    document["rooms"][0]["venue"] = "castle"
    document["mentors"][1]["reach"] = -1
    document["participants"][2]["needs"] = ["wings"]
    document["participants"][3]["wishes"].append("fly")
    document["slots"][1]["id"] = "mon"
    del document["venues"][0]["step_free"]
    document["offers"][1]["levle"] = 1
    assert set(findings(document)) >= {
        ("$.offers[0].max", "clubs.max_below_min"),
        ("$.rooms[0].venue", "clubs.unknown_id"),
        ("$.mentors[1].reach", "clubs.no_distance"),
        ("$.participants[2].needs[0]", "clubs.no_choice"),
        ("$.participants[3].wishes", "clubs.unknown_id"),
        ("$.slots[1].id", "clubs.id_twice"),
        ("$.venues[0].step_free", "clubs.missing"),
        ("$.offers[1].levle", "clubs.unknown_key"),
    }


def refused_with_places(read: Callable[[], object]) -> bool:
    """Tell whether a document was taken, or refused with the path of every place."""
    try:
        read()
    except BadInput as refused:
        return (
            all(one.column.startswith("$") for one in refused.findings) and refused.findings != ()
        )
    return True


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(JSON)
def test_no_document_makes_the_reader_stumble(document: Any) -> None:
    for read in (
        lambda: read_problem(document, "f"),
        lambda: read_plan(document, "f", problem_of(week())),
        lambda: read_changes(document, "f", problem_of(week())),
    ):
        assert refused_with_places(read)


@given(st.sampled_from(["slots", "venues", "rooms", "mentors", "offers", "participants"]), JSON,
       st.data())  # fmt: skip
def test_any_value_anywhere_is_read_or_refused(part: str, value: Any, data: Any) -> None:
    document = week()
    one = data.draw(st.sampled_from(document[part]))
    one[data.draw(st.sampled_from(sorted(one)))] = value
    assert refused_with_places(lambda: read_problem(document, "f"))


def test_a_problem_and_a_plan_come_back_as_they_were_written() -> None:
    problem = generate(size_for(60, 12), 3)
    again = read_problem(json.loads(json.dumps(problem_document(problem))), "f")
    assert problem_document(again) == problem_document(problem)
    assert isinstance(again, Problem)
    read = read_plan(plan(), "f", problem_of(week()))
    assert plan_document(read) == plan()


def test_changes_that_name_nobody_known_are_refused() -> None:
    document = {
        "mentors_gone": ["zoe"], "rooms_closed": [{"room": "blue", "slots": ["sun"]}],
        "participants_gone": ["p99"], "added": {"mentors": [{"id": "aki"}]}, "more": 1,
    }  # fmt: skip
    with pytest.raises(BadInput) as caught:
        read_changes(document, "changes.json", problem_of(week()))
    found = {(one.column, one.code) for one in caught.value.findings}
    assert {
        ("$.mentors_gone", "clubs.unknown_id"), ("$.rooms_closed[0].slots", "clubs.unknown_id"),
        ("$.participants_gone", "clubs.unknown_id"), ("$.added.mentors[0].id", "clubs.id_twice"),
        ("$.added.mentors[0].skills", "clubs.missing"), ("$.more", "clubs.unknown_key"),
    } <= found  # fmt: skip
