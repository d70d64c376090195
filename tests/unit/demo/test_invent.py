"""The invented people and consultations."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime

import pytest

from app.demo.build import DemoLogin, demo_login
from app.demo.content import load_content
from app.demo.invent import Inventor
from app.domain.consultations import Outcome, Status
from app.domain.my_number import find_my_number
from app.domain.people import PersonFields
from app.domain.secrets import weakness_of
from app.domain.topics import ALL_TOPICS
from app.services.people import check_fields

TODAY = date(2026, 11, 23)


def invent(seed: int = 1, people: int = 200, consultations: int = 300):
    inventor = Inventor(load_content(), seed, TODAY)
    visitors = inventor.people(people, "operator")
    return visitors, list(inventor.consultations(consultations, visitors, ["operator"]))


def test_the_same_seed_gives_the_same_centre():
    assert invent(7) == invent(7)
    assert invent(7) != invent(8)


def test_there_are_two_hundred_family_names_with_old_forms():
    names = load_content().surnames
    assert len(set(names)) == len(names) >= 200
    written = "".join(one.written for one in names)
    assert all(old in written for old in "髙﨑邊𠮷濵")


def test_every_invented_person_passes_the_rules_of_the_form():
    for one in invent(3, 500, 0)[0]:
        fields = PersonFields(
            one.name, one.kana, one.birth_date.isoformat(), one.phone, one.phone_other,
            one.email, one.address, one.town_number, one.note,
        )  # fmt: skip
        assert check_fields(fields, TODAY) == (), fields


def test_given_names_belong_to_the_generation():
    content = load_content()
    for one in invent(5, 300, 0)[0]:
        given = one.name.split(" ")[1]
        born = one.birth_date.year
        first = max(year for year in content.given if year <= born)
        assert given in {n.written for sex in content.given[first].values() for n in sex}


def test_nobody_can_be_reached_by_an_invented_number():
    people, _told = invent(1, 2000, 0)
    for one in people:
        for number in filter(None, (one.phone, one.phone_other)):
            assert "0000" in number or number.startswith("099900")
        assert one.email == "" or one.email.endswith("@example.jp")
    assert len({one.phone for one in people}) == 2000


@pytest.mark.parametrize("topic", ALL_TOPICS)
def test_each_topic_has_sixty_different_stories(topic):
    content = load_content()
    mixed = {
        opening + story.says + closing
        for story in content.stories
        if story.topic == topic
        for opening in content.openings["self"]
        for closing in content.closings
    }
    assert len(mixed) >= 60
    assert len({story.says for story in content.stories if story.topic == topic}) >= 5


def test_no_story_is_told_twice_in_one_centre():
    _people, told = invent(1, 50, 2000)
    assert len({one.story for one in told}) == 2000


def test_stories_hold_nothing_that_looks_like_my_number():
    for one in load_content().stories:
        assert not find_my_number(one.says + one.did)


def test_consultations_are_past_and_closed_with_an_outcome_or_open():
    _people, told = invent()
    now = datetime(2026, 11, 23, tzinfo=UTC)
    for one in told:
        assert one.opened_at < now
        assert one.opened_at.weekday() < 5
        if one.status is Status.CLOSED:
            assert one.steps
            assert one.closed_at > one.opened_at
            assert Outcome(one.outcome)
    assert 0 < sum(one.status is Status.OPEN for one in told) < len(told) / 10


def test_an_empty_centre_can_be_invented():
    people, told = invent(1, 0, 5)
    assert people == []
    assert [one.person for one in told] == [None] * 5


def test_topics_are_all_met():
    seen = defaultdict(int)
    for one in invent(1, 50, 1500)[1]:
        seen[one.topic] += 1
    assert set(seen) == set(ALL_TOPICS)


def test_the_login_file_is_read_as_it_is_written():
    login = demo_login()
    assert DemoLogin.from_lines(login.as_lines()) == login
    assert weakness_of(login.pin) == ""
    assert weakness_of(login.passphrase) == ""
