"""Without her consent a person is in no list, result, pack, log or outbox; a stop works at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap.centre import Centre
from app.bootstrap.joined import make_demo
from app.demo.build import demo_login
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.domain.telework.card import card_of
from app.domain.telework.placements import Stage, TalkResult
from app.store.centre import Passphrase, open_centre

KINDS = ("telework_fields", "telework_proposals", "telework_talks")


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


@pytest.fixture
def working(centre: Centre, who: Actor) -> PersonId:
    """Return somebody who works, with a profile, a proposal and a talk."""
    lines = centre.proposals.open_ones(who)
    return next(one.proposal.person for one in lines if one.proposal.stage is Stage.WORKING)


def outbox(centre: Centre) -> list[str]:
    """Return the ids of the telework records about people that would travel now."""
    with centre.store.unit_of_work() as work:
        waiting = work.sync.book().outbox(10_000)
    return [one.record.key.id for one in waiting if one.record.key.kind in KINDS]


def log_rows(centre: Centre, person: PersonId) -> int:
    """Return how many rows of the log speak of a person."""
    with centre.store.unit_of_work() as work:
        return work.audit.rows(subject=person)[1]


def seen_anywhere(centre: Centre, who: Actor, person: PersonId) -> list[str]:
    """Return the names of the places in which a person can be seen."""
    desk, places = centre.telework_desk, []
    if person in centre.worker_profiles.candidates(who):
        places.append("candidates")
    if person in [one.person for one in desk.workers(who)]:
        places.append("workers")
    for line in desk.jobs(who):
        if person in [one.person for one in desk.candidates_of(who, line.job.id)]:
            places.append(line.job.id)
    found = desk.results(who)
    if person in found.names or any(
        person == one.worker for each in found.matchings for one in each.placements
    ):
        places.append("results")
    if person in [one.proposal.person for one in centre.proposals.open_ones(who)]:
        places.append("proposals")
    return places


def test_who_works_is_seen_and_travels_while_she_agrees(
    centre: Centre, who: Actor, working: PersonId
) -> None:
    assert "proposals" in seen_anywhere(centre, who, working)
    assert any(one.startswith(working) for one in outbox(centre))


def test_a_stop_takes_her_from_every_list_and_from_the_outbox_at_once(
    centre: Centre, who: Actor, working: PersonId
) -> None:
    proposal = next(
        one.proposal.id for one in centre.proposals.open_ones(who) if one.proposal.person == working
    )
    centre.telework_choices.leave(who, working)
    assert seen_anywhere(centre, who, working) == []
    assert not [one for one in outbox(centre) if one.startswith((working, proposal))]
    for refused in (
        lambda: centre.worker_profiles.own(who, working),
        lambda: centre.worker_profiles.seen_by(who, working, "hello-work"),
        lambda: centre.telework_desk.matches_of(who, working),
        lambda: centre.proposals.of_person(who, working),
        lambda: centre.proposals.open_one(who, proposal),
        lambda: centre.proposals.note_talk(
            who, proposal, "week_1", TalkResult.GOES_WELL, centre.follow_ups.today()
        ),
        lambda: centre.worker_profiles.write(who, working, "good_at", "x"),
    ):
        with pytest.raises(Refused, match=r"telework\.no_consent"):
            refused()


def test_what_waits_travels_again_once_she_comes_back(
    centre: Centre, who: Actor, working: PersonId
) -> None:
    before = outbox(centre)
    unsent = centre.sync.standing().unsent
    centre.telework_choices.leave(who, working)
    assert centre.sync.standing().unsent < unsent
    centre.telework_choices.join(who, working)
    assert sorted(outbox(centre)) == sorted(before)
    assert seen_anywhere(centre, who, working)


def test_a_look_that_was_refused_writes_nobody_into_the_log(centre: Centre, who: Actor) -> None:
    known = set(centre.worker_profiles.candidates(who))
    person = next(one.id for one in centre.people.find_people(who, "").rows if one.id not in known)
    before = log_rows(centre, person)
    with pytest.raises(Refused):
        centre.worker_profiles.own(who, person)
    with pytest.raises(Refused):
        centre.telework_desk.write_card(who, person, card_of({"card_hours": "10,20,15"}))
    assert log_rows(centre, person) == before
    assert seen_anywhere(centre, who, person) == []


def test_a_stop_between_short_list_and_hand_over_stops_the_pack(
    centre: Centre, who: Actor, tmp_path: Path
) -> None:
    line = next(
        one for one in centre.proposals.open_ones(who) if one.proposal.stage is Stage.SHORTLISTED
    )
    person, recipient = line.proposal.person, centre.telework_choices.recipients(who)[0]
    shown = centre.telework_choices.shown_to(who, person, recipient.id)
    centre.telework_choices.hide(who, person, recipient.id, shown)
    file = tmp_path / "pack.zip"
    with pytest.raises(Refused, match=r"telework\.no_consent"):
        centre.proposals.hand_over(who, line.proposal.id, recipient, str(file))
    assert not file.exists()


def test_a_job_whose_employer_has_not_agreed_is_matched_with_nobody(
    centre: Centre, who: Actor
) -> None:
    desk = centre.telework_desk
    line = max(desk.jobs(who), key=lambda one: one.fitting)
    assert line.fitting
    conditions = replace(line.job.conditions, has_consented=False)
    desk.put_job(who, replace(line.job, conditions=conditions))
    assert desk.candidates_of(who, line.job.id) == ()
    assert line.job.id not in desk.results(who).jobs
    for worker in desk.workers(who):
        assert line.job.id not in [one.job.id for one in desk.matches_of(who, worker.person)]


def test_a_need_that_is_met_changes_no_score_and_no_place_in_the_list(
    centre: Centre, who: Actor
) -> None:
    desk = centre.telework_desk
    job = next(one.job for one in desk.jobs(who) if one.fitting)
    before = [(one.person, one.explanation.terms) for one in desk.candidates_of(who, job.id)]
    for person, _terms in before:
        card = desk.card(who, person)
        desk.write_card(
            who, person, replace(card, needs=card.needs | set(sorted(job.conditions.provides)[:2]))
        )
    after = [(one.person, one.explanation.terms) for one in desk.candidates_of(who, job.id)]
    assert after == before
    assert all(
        desk.fairness(who, line.person).changed == 0
        for line in desk.workers(who)
        if not line.card.missing
    )
