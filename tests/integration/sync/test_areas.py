"""What hangs on a person travels with her, and goes with her everywhere when she withdraws."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

import pytest

from app.domain.delegations import Delegation, DelegationScope
from app.domain.follow_ups import Attempt, AttemptResult, FollowUp, FollowUpKind
from app.domain.ids import OperatorId, PersonId, new_id
from app.domain.merging import Merge
from app.domain.sync.records import Key
from tests.helpers.running_server import CHIEF, Console, RunningServer
from tests.helpers.stores import a_consultation, a_person

_TENANTS = itertools.count(1)
NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
BY = OperatorId("operator-1")
OWNED = ("follow_ups", "follow_up_attempts", "delegations", "merges")


@pytest.fixture
def pair(each_server: RunningServer, consoles: tuple[Console, Console]) -> tuple[Console, Console]:
    tenant = f"areas{next(_TENANTS)}"
    for console in consoles:
        console.sync.enrol(CHIEF, each_server.address, each_server.code(tenant=tenant))
    return consoles


def settle(*consoles: Console) -> None:
    for _round in range(3):
        for console in consoles:
            console.sync.exchange()


def hang_on(console: Console, person: PersonId, other: PersonId) -> None:
    """Write one record of every area that means nothing without this person."""
    call = FollowUp(new_id(), FollowUpKind.CALL, person, date(2026, 5, 8), "血圧計のこと")
    with console.centre.unit_of_work() as work:
        work.follow_ups.add(call)
        work.follow_ups.add_attempt(Attempt(new_id(), call.id, NOW, BY, AttemptResult.MISSED))
        work.delegations.add(
            Delegation(new_id(), person, "山田 太郎", "長男", (next(iter(DelegationScope)),),
                       date(2026, 5, 1), date(2027, 4, 30), phone="09000000000")
        )  # fmt: skip
        work.merges.add(Merge(new_id(), kept=person, merged=other, at=NOW, by=BY))
        work.commit()


def pair_of_people(console: Console) -> tuple[PersonId, PersonId]:
    hers, double = a_person(name="消田 恵子"), a_person(name="消田 惠子")
    with console.centre.unit_of_work() as work:
        work.people.add(hers)
        work.people.add(double)
        work.commit()
    return hers.id, double.id


def test_follow_ups_delegations_and_mergings_travel(pair: tuple[Console, Console]) -> None:
    one, other = pair
    hers, double = pair_of_people(one)
    hang_on(one, hers, double)
    settle(one, other)
    found = other.dump()
    assert found == one.dump()
    assert {kind: len(found[kind]) for kind in OWNED} == dict.fromkeys(OWNED, 1)
    with other.centre.unit_of_work() as work:
        assert [row.follow_up.about for row in work.follow_ups.all_open()[0]] == ["血圧計のこと"]
        assert [one.name for one in work.delegations.of_person(hers)] == ["山田 太郎"]


def test_who_withdraws_takes_with_her_what_hangs_on_her_also_what_comes_late(
    pair: tuple[Console, Console],
) -> None:
    one, other = pair
    hers, double = pair_of_people(one)
    hang_on(one, hers, double)
    settle(one, other)
    # Written offline, on a device that does not know of the withdrawal yet.
    hang_on(other, hers, double)
    one.sync.withdraw([Key("people", hers)])
    assert not any(one.dump()[kind] for kind in OWNED)
    settle(one, other)
    for console in pair:
        found = console.dump()
        assert not any(found[kind] for kind in OWNED)
        assert [row[0] for row in found["people"]] == [double]
        assert console.sync.standing().waiting == console.sync.standing().unsent == 0


def test_what_came_to_the_server_before_the_withdrawal_is_not_kept_by_a_new_device(
    pair: tuple[Console, Console],
) -> None:
    one, other = pair
    hers, double = pair_of_people(one)
    settle(one, other)
    hang_on(other, hers, double)
    other.sync.exchange()
    # This one has not fetched them and cannot name them; the others have to.
    one.sync.withdraw([Key("people", hers)])
    settle(one, other)
    for console in pair:
        assert not any(console.dump()[kind] for kind in OWNED)
        assert console.sync.standing().waiting == 0


def test_a_withdrawal_made_while_another_one_is_told_is_told_next(
    pair: tuple[Console, Console],
) -> None:
    one, other = pair
    first, second = pair_of_people(one)
    settle(one, other)
    one.sync.withdraw([Key("people", first)])
    with one.centre.unit_of_work() as work:
        under_way = list(work.sync.book().withdrawn())
    one.sync.withdraw([Key("people", second)])
    with one.centre.unit_of_work() as work:
        # The answer to the first one comes now.
        work.sync.book().told(under_way)
        work.commit()
    settle(one, other)
    assert [row[0] for row in other.dump()["people"]] == [first]
    with other.centre.unit_of_work() as work:
        assert work.sync.book().gone_among([Key("people", second)])


def test_what_is_searched_for_follows_a_name_changed_elsewhere_and_stays_where_only_a_note_was(
    pair: tuple[Console, Console],
) -> None:
    one, other = pair
    renamed, noted = a_person(kana="まえだ はな"), a_person(kana="おかだ みき")
    talk = a_consultation("電話が鳴らない", person=renamed.id)
    with one.centre.unit_of_work() as work:
        work.people.add(renamed)
        work.people.add(noted)
        work.consultations.add(talk)
        work.commit()
    settle(one, other)
    with one.centre.unit_of_work() as work:
        work.people.change(renamed.id, {"kana": "あとだ はな", "phone": "080-9999-1111"})
        work.people.change(noted.id, {"note": "杖"})
        work.commit()
    settle(one, other)
    assert one.dump() == other.dump()
    with other.centre.unit_of_work() as work:
        assert [row.id for row in work.people.find(("あとだ",))[0]] == [renamed.id]
        assert work.people.find(("まえだ",))[1] == 0
        assert [row.id for row in work.people.find(("おかだ",))[0]] == [noted.id]
        assert work.consultations.search("あとだ")[1] == 1
        assert work.consultations.search("まえだ")[1] == 0
        found = work.people.get(noted.id)
        assert found is not None
        assert found.note == "杖"
