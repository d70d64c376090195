"""Who decides for somebody, within what, and what those under age may do alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap.centre import Centre
from app.domain.consent.events import Expression
from app.domain.consent.proxies import Proxy, age_rule, needs_cosign
from app.domain.consent.request import Request
from app.domain.errors import BadInput, MadoguchiError
from app.domain.ids import OperatorId, PersonId
from app.domain.roles import Actor, Role
from app.services.consent import Choice
from tests.helpers.stores import a_person, make_centre

WHO = Actor(OperatorId("o1"), "山田", Role.ADMINISTRATOR)
SEEN = Proxy("登記事項証明書", ("placement",))
GUARDIAN = Expression("guardian", "森 一郎", "paper")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    joined = Centre(make_centre(tmp_path / "centre"))
    with joined.store.unit_of_work() as work:
        work.people.add(a_person(id=PersonId("old")))
        work.people.add(a_person(id=PersonId("young"), birth_date=date(2012, 5, 1)))
        work.commit()
    yield joined
    joined.close()


def choice(said: Expression, proxy: Proxy = SEEN, **more: str) -> Choice:
    return Choice("placement", ["contact"], "office", expression=said, proxy=proxy, **more)


def outcome(centre: Centre, person: str) -> tuple[str, str]:
    request = Request("office", "provide", person, ("contact",), "placement")
    found = centre.consent.decide(WHO, request)
    return found.outcome, found.reasons[0].code


def test_under_age_a_yes_waits_for_the_second_signature_and_a_no_does_not(centre: Centre) -> None:
    young = PersonId("young")
    given = centre.consent.give(WHO, young, choice(Expression()))
    assert outcome(centre, young) == ("ask", "pending_cosign")
    centre.consent.cosign(WHO, given.event.id, Expression("parent", "母"), Proxy("住民票"))
    assert outcome(centre, young)[0] == "permit"
    with pytest.raises(MadoguchiError) as caught:
        centre.consent.cosign(WHO, given.event.id, Expression("parent", "母"), Proxy("住民票"))
    assert caught.value.code == "consent.nothing_to_cosign"
    stop = centre.consent.withdraw(WHO, young, Choice("placement"))
    assert not stop.event.needs_cosign
    assert outcome(centre, young)[0] == "ask"


def test_a_proxys_yes_counts_and_ends_with_the_right(centre: Centre) -> None:
    old = PersonId("old")
    proxy = Proxy("登記事項証明書", until="2099-03-31", wish="電話だけにしてほしい")
    written = centre.consent.give(WHO, old, choice(GUARDIAN, proxy, until="2100-01-01"))
    assert written.event.ends is not None
    assert written.event.ends.year == 2099
    assert written.event.details["wish"] == "電話だけにしてほしい"
    assert outcome(centre, old)[0] == "permit"


@pytest.mark.parametrize(
    ("said", "proxy", "code"),
    [
        (Expression("neighbour", "森"), SEEN, "consent.no_such_role"),
        (Expression("writer", "森"), SEEN, "consent.no_such_role"),
        (Expression("guardian", " "), SEEN, "consent.proxy_no_name"),
        (GUARDIAN, Proxy(), "consent.proxy_no_evidence"),
        (Expression("agent", "森"), Proxy("委任状", ("study",)), "consent.beyond_power"),
        (Expression("curator", "森"), Proxy("審判書"), "consent.beyond_power"),
        (Expression("guardian", "office"), SEEN, "consent.conflict_of_interest"),
        (Expression("guardian", "山田"), SEEN, "consent.conflict_of_interest"),
        (Expression("guardian", "森", present=("reader:森",)), SEEN, "consent.roles_mixed"),
        (Expression(present=("guardian:森",)), SEEN, "consent.no_such_helper"),
    ],
)
def test_what_no_proxy_may_do_is_refused_and_nothing_is_written(
    centre: Centre, said: Expression, proxy: Proxy, code: str
) -> None:
    with pytest.raises(MadoguchiError) as caught:
        centre.consent.give(WHO, PersonId("old"), choice(said, proxy))
    assert caught.value.code == code
    assert centre.consent.events(WHO, PersonId("old")) == ()


def test_a_right_that_is_over_gives_nothing(centre: Centre) -> None:
    past = Proxy("登記事項証明書", until="2020-01-01")
    with pytest.raises(BadInput) as caught:
        centre.consent.give(WHO, PersonId("old"), choice(GUARDIAN, past))
    assert caught.value.code == "consent.until_past"


def test_the_age_is_that_of_the_law_of_the_day() -> None:
    born = date(2003, 6, 1)
    assert age_rule(date(2022, 3, 31)).alone_from == 20
    assert needs_cosign(born, "person", date(2022, 3, 31))
    assert not needs_cosign(born, "person", date(2022, 4, 1))
    assert not needs_cosign(None, "person", date(2022, 4, 1))
    assert not needs_cosign(date(2015, 1, 1), "parent", date(2022, 4, 1))
