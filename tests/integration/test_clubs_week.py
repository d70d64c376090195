"""A centre's own week of clubs: damaged, mended, published, taken back; children need consent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap.centre import Centre
from app.bootstrap.joined import make_demo
from app.demo.build import demo_login
from app.domain.clubs.check import check_plan
from app.domain.errors import Refused
from app.domain.roles import Actor, Role
from app.services.clubs_week import CENTRE, CHILD, MEMBERSHIP
from app.services.consent import Choice
from app.store.centre import Passphrase, open_centre


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "centre"
    make_demo(folder, 9, 2, 1)
    return folder


@pytest.fixture
def centre(demo: Path, tmp_path: Path) -> Iterator[Centre]:
    shutil.copytree(demo, tmp_path / "centre")
    centre = Centre(open_centre(tmp_path / "centre", Passphrase(demo_login().passphrase)))
    yield centre
    centre.close()


@pytest.fixture
def who(centre: Centre) -> Actor:
    login = demo_login()
    return centre.operators.sign_in(centre.operators.named(login.operator).id, login.pin)


def test_the_mentor_who_fell_away_breaks_her_sessions_and_no_others(
    centre: Centre, who: Actor
) -> None:
    board = centre.clubs_week.board(who)
    hers = {one.offer for one in board.week.plan.sessions if "m3" in one.mentors}
    assert hers
    assert set(board.broken) == hers


def test_a_mended_week_breaks_no_rule_and_moves_nobody_else(centre: Centre, who: Actor) -> None:
    week = centre.clubs_week
    before = week.board(who)
    proposal = week.mend(who)
    assert check_plan(proposal.problem, proposal.plan) == []
    after = {one.offer: one for one in proposal.plan.sessions}
    for one in before.week.plan.sessions:
        if one.offer not in before.broken:
            assert (one.slot, one.room, one.mentors) == (
                after[one.offer].slot, after[one.offer].room, after[one.offer].mentors,
            )  # fmt: skip
            assert set(one.participants) <= set(after[one.offer].participants)
    old, _changes = week.publish(who, proposal)
    assert week.board(who).broken == {}
    week.put_back(who, old)
    assert set(week.board(who).broken) == set(before.broken)


def test_a_proposal_for_a_week_that_changed_is_not_published(centre: Centre, who: Actor) -> None:
    week = centre.clubs_week
    proposal = week.mend(who)
    room = next(one.room for one in proposal.plan.sessions)
    week.room_closed(who, room)
    with pytest.raises(Refused, match=r"clubs\.changed_meanwhile"):
        week.publish(who, proposal)
    week.room_closed(who, room, is_closed=False)
    week.publish(who, proposal)


def test_a_child_is_in_the_week_only_while_consent_holds(centre: Centre, who: Actor) -> None:
    week = centre.clubs_week
    adult = next(iter(week.board(who).week.problem.participants))
    with centre.store.unit_of_work() as work:
        part = f"participants/{adult}"
        work.clubs.put({part: {**work.clubs.parts()[part], "age_band": "child"}})
        work.commit()
    assert adult not in week.board(who).week.problem.participants
    person = centre.people.find_people(who, "").rows[0].id
    week.name_person(who, adult, person)
    assert adult not in week.board(who).week.problem.participants
    choice = Choice(MEMBERSHIP, (CHILD,), CENTRE, notice="clubs")
    centre.consent.give(who, person, choice)
    assert adult in week.board(who).week.problem.participants
    centre.consent.withdraw(who, person, choice)
    board = week.board(who)
    assert board.week.withheld == 1
    assert adult not in str(board)


def test_a_volunteer_without_this_area_sees_nothing_of_it(centre: Centre, who: Actor) -> None:
    other = replace(who, role=Role.VOLUNTEER)
    for refused in (
        lambda: centre.clubs_week.board(other),
        lambda: centre.clubs_week.mend(other),
        lambda: centre.clubs_week.mentor_away(other, "m1"),
    ):
        with pytest.raises(Refused, match=r"role\.not_yours"):
            refused()
