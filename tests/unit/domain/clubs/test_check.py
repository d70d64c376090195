"""The checker names each rule that a plan breaks, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.clubs.check import check_plan
from app.domain.clubs.read_plan import changed, read_changes, read_plan
from tests.helpers.clubs import plan, problem_of, week

Document = dict[str, Any]


def broken(of: Document, document: Document) -> set[str]:
    problem = problem_of(of)
    found = check_plan(problem, read_plan(document, "plan.json", problem))
    return {one.code.removeprefix("clubs.broken.") for one in found}


def seats(document: Document, *people: str) -> None:
    """Let these people sit in the first session, and name everybody else as without a place."""
    document["sessions"][0]["participants"] = list(people)
    document["unplaced"] = [
        {"participant": f"p{n}", "reasons": ["full"], "would_work_if": []}
        for n in range(7)
        if f"p{n}" not in people
    ]


def test_a_legal_plan_breaks_nothing() -> None:
    assert broken(week(), plan()) == set()


def _away(of: Document, _plan: Document) -> None:
    of["participants"][0]["slots"] = ["mon"]


def _far(of: Document, _plan: Document) -> None:
    of["participants"][0]["xy"] = [40, 0]


def _mentor_far(of: Document, _plan: Document) -> None:
    of["mentors"][0]["reach"] = 0
    of["mentors"][0]["xy"] = [0, 0.5]


def _steps(of: Document, _plan: Document) -> None:
    of["venues"][0]["step_free"] = False


def _ratio(of: Document, _plan: Document) -> None:
    of["rules"]["children_per_adult"] = 1


def _unvetted(of: Document, _plan: Document) -> None:
    of["mentors"][0]["vetted"] = False


def _asks_vetted(of: Document, _plan: Document) -> None:
    of["offers"][0]["needs_vetted"] = True
    of["offers"][0]["mentors"] = 2
    _plan["sessions"][0]["mentors"] = ["aki", "ben"]
    of["mentors"][1]["slots"] = ["tue"]


def _capacity(of: Document, _plan: Document) -> None:
    # Three people and one guardian are four heads.
    of["rooms"][0]["capacity"] = 3


def _equipment(of: Document, _plan: Document) -> None:
    of["rooms"][0]["equipment"] = {}


def _closed(of: Document, _plan: Document) -> None:
    of["venues"][0]["open"] = ["mon"]


def _load(of: Document, _plan: Document) -> None:
    of["mentors"][0]["max_load"] = 0


def _skill(of: Document, _plan: Document) -> None:
    of["mentors"][0]["skills"] = {"art": 3}


def _wish(of: Document, _plan: Document) -> None:
    of["participants"][0]["wishes"] = []


def _level(of: Document, _plan: Document) -> None:
    of["offers"][0]["level"] = 2
    of["participants"][0]["level"] = {}


def _audience(of: Document, _plan: Document) -> None:
    of["offers"][0]["audience"] = ["child"]


def _few(of: Document, _plan: Document) -> None:
    of["offers"][0]["min"] = 4


def _many(of: Document, _plan: Document) -> None:
    of["offers"][0]["max"] = 2


def _mentors(of: Document, _plan: Document) -> None:
    of["offers"][0]["mentors"] = 2


def _mentor_away(of: Document, _plan: Document) -> None:
    of["mentors"][0]["slots"] = ["mon"]


def _no_want(of: Document, _plan: Document) -> None:
    of["participants"][0]["want"] = 0


def _not_named(_of: Document, document: Document) -> None:
    document["unplaced"].pop()


def _no_reason(_of: Document, document: Document) -> None:
    document["unplaced"][0]["reasons"] = []


def _named_and_placed(_of: Document, document: Document) -> None:
    document["unplaced"].append({"participant": "p0", "reasons": ["full"], "would_work_if": []})


def _other_problem(_of: Document, document: Document) -> None:
    document["problem_sha256"] = "00"


def _offer_twice(of: Document, document: Document) -> None:
    of["participants"][4]["level"] = {"games": 1}
    of["participants"][3]["needs"] = []
    of["mentors"][1]["vetted"] = True
    document["sessions"].append(
        {"offer": "play", "slot": "mon", "room": "blue", "mentors": ["ben"],
         "participants": ["p3", "p4"]}
    )  # fmt: skip
    document["unplaced"] = [one for one in document["unplaced"] if one["participant"] in "p5 p6"]


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (_away, {"person_away"}), (_far, {"person_reach"}), (_mentor_far, {"mentor_reach"}),
        (_steps, {"steps"}), (_ratio, {"child_ratio"}), (_unvetted, {"no_vetted"}),
        (_asks_vetted, {"unvetted"}), (_capacity, {"room_full"}), (_equipment, {"equipment"}),
        (_closed, {"closed_venue"}), (_load, {"load"}), (_skill, {"skill"}),
        (_wish, {"not_wished"}), (_level, {"level"}), (_audience, {"audience"}),
        (_few, {"too_few"}), (_many, {"too_many"}), (_mentors, {"mentor_count"}),
        (_mentor_away, {"mentor_away"}), (_no_want, {"want"}), (_not_named, {"not_named"}),
        (_no_reason, {"no_reason"}), (_named_and_placed, {"placed_and_not"}),
        (_other_problem, {"other_problem"}), (_offer_twice, {"offer_twice"}),
    ],
)  # fmt: skip
def test_each_rule_is_named_when_it_alone_is_broken(
    change: Callable[[Document, Document], None], rules: set[str]
) -> None:
    of, document = week(), plan()
    change(of, document)
    assert broken(of, document) == rules


def test_a_room_a_mentor_and_a_person_are_in_one_place_at_a_time() -> None:
    of, document = week(), plan()
    # Tuesday 16:30 shares half an hour with Tuesday 16:00.
    of["slots"].append({"id": "late", "day": "tue", "start": "16:30", "minutes": 60})
    for part in ("venues", "mentors", "participants"):
        for one in of[part]:
            one["open" if part == "venues" else "slots"].append("late")
    of["mentors"][0]["max_load"] = 2
    for one in of["participants"]:
        one.update(want=2, wishes=["build", "play"], age_band="adult", needs=[])
    of["rooms"][0]["capacity"] = 9
    document["sessions"].append(
        {"offer": "build", "slot": "late", "room": "blue", "mentors": ["aki"],
         "participants": ["p0", "p4"]}
    )  # fmt: skip
    document["unplaced"] = [one for one in document["unplaced"] if one["participant"] != "p4"]
    assert broken(of, document) == {"room_twice", "mentor_twice", "person_twice"}


@pytest.mark.parametrize(("person", "rule"), [("p3", "interpreter"), ("p5", "captioner")])
def test_a_helper_is_there_for_whoever_needs_one(person: str, rule: str) -> None:
    of, document = week(), plan()
    of["participants"][5]["wishes"] = ["play"]
    seats(document, "p0", person)
    assert broken(of, document) == {rule}


def test_a_room_that_was_closed_later_is_found() -> None:
    problem = problem_of(week())
    changes = read_changes({"rooms_closed": [{"room": "blue", "slots": []}]}, "c.json", problem)
    found = check_plan(changed(problem, changes), read_plan(plan(), "plan.json", problem))
    assert [one.code for one in found] == ["clubs.broken.closed_room"]
