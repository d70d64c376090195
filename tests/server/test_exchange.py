from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from app.domain.roles import Role
from app.server.application import build_application
from app.server.database import ServerDatabase
from app.server.enrolment import make_enrol_code
from tests.helpers.asgi import Client
from tests.helpers.server import Caller


class Clock:
    now = 1_800_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(database: ServerDatabase, clock: Clock) -> Iterator[Client]:
    app = build_application(database, milliseconds=clock, per_second=10_000, burst=100_000,
                            most_body_bytes=200_000)  # fmt: skip
    with Client(app) as made:
        yield made


@pytest.fixture
def tenant() -> str:
    return f"t{secrets.token_hex(4)}"


def test_what_one_device_sends_another_of_the_centre_fetches(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one, other = (Caller(client, database, clock.now, tenant) for _ in range(2))
    assert one.push(one.record(clock.now, "p1", name="山田", note="x")).status_code == 200
    page = other.pull().json()
    assert [record["fields"] for record in page["records"]] == [{"name": "山田", "note": "x"}]
    assert page["is_last"]
    assert other.pull(page["upto"]).json()["records"] == []
    assert one.pull().json()["records"] == []
    assert len(one.pull(own=True).json()["records"]) == 1


def test_another_centre_of_the_town_fetches_nothing_of_it(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one = Caller(client, database, clock.now, tenant)
    south = Caller(client, database, clock.now, tenant, centre="south")
    one.push(one.record(clock.now, "p1", name="A"))
    assert south.pull().json()["records"] == []


def test_edits_of_two_devices_join_field_by_field_and_the_sender_hears_of_the_other(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one, other = (Caller(client, database, clock.now, tenant) for _ in range(2))
    one.push(one.record(clock.now, "p1", phone="1"))
    answer = other.push(other.record(clock.now, "p1", note="n")).json()
    assert [record["fields"] for record in answer["theirs"]] == [{"phone": "1"}]
    fields = other.pull(own=True).json()["records"][0]["fields"]
    assert fields == {"note": "n", "phone": "1"}


def test_the_same_batch_again_gets_the_same_answer(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one = Caller(client, database, clock.now, tenant)
    record = one.record(clock.now, "p1", name="A")
    answers = [one.push(record, batch="the-same-batch").json() for _ in range(2)]
    assert answers[0] == answers[1]


def test_a_withdrawal_reaches_everybody_and_leaves_nothing(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one, other = (Caller(client, database, clock.now, tenant) for _ in range(2))
    one.push(one.record(clock.now, "p1", name="A"))
    assert one.push(gone=[["people", "p1"]]).status_code == 200
    assert other.pull().json()["gone"] == [["people", "p1"]]
    assert other.push(other.record(clock.now, "p1", name="B")).json()["gone"] == [["people", "p1"]]
    with database.transaction(tenant) as connection:
        query = text("SELECT body FROM records WHERE tenant = :tenant")
        assert connection.execute(query, {"tenant": tenant}).scalars().all() == [None]


def test_a_volunteers_device_neither_sends_nor_fetches_telework_nor_withdraws(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    chief = Caller(client, database, clock.now, tenant)
    chief.push(chief.record(clock.now, "p1/a", "telework_fields", text="t"),
               chief.record(clock.now, "p1", name="A"))  # fmt: skip
    hers = Caller(client, database, clock.now, tenant, role=Role.VOLUNTEER)
    assert [one["kind"] for one in hers.pull().json()["records"]] == ["people"]
    mine = hers.record(clock.now, "p1/b", "telework_fields", text="t")
    assert hers.push(mine).json()["refused"] == [["telework_fields", "p1/b", "role"]]
    hers.push(gone=[["people", "p1"]])
    assert chief.pull(own=True).json()["gone"] == []


def test_pages_follow_one_another_without_a_hole(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one, other = (Caller(client, database, clock.now, tenant) for _ in range(2))
    one.push(*(one.record(clock.now, f"p{number}", name="A") for number in range(25)))
    after, found = 0, []
    while True:
        page = other.pull(after, limit=10).json()
        found += [record["id"] for record in page["records"]]
        after = page["upto"]
        if page["is_last"]:
            break
    assert sorted(found) == sorted(f"p{number}" for number in range(25))


def test_a_device_an_hour_ahead_is_told_the_time(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one = Caller(client, database, clock.now, tenant)
    answer = one.push(one.record(clock.now + 3_600_000, "p1", name="A"))
    assert answer.status_code == 409
    assert answer.json()["code"] == "server.clock_ahead"
    assert answer.json()["data"]["now"] == clock.now


def test_a_program_too_old_still_empties_its_outbox(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one = Caller(client, database, clock.now, tenant)
    assert one.push(one.record(clock.now, "p1", name="A"), schema=0).status_code == 200
    assert one.pull(schema=0).status_code == 426


def test_a_cursor_before_the_horizon_is_told_to_begin_again(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one = Caller(client, database, clock.now, tenant)
    with database.transaction(tenant) as connection:
        connection.execute(text("UPDATE tenants SET horizon = 9 WHERE tenant = :t"), {"t": tenant})
    assert one.pull(after=5).status_code == 410
    assert one.pull(after=0).status_code == 200


def test_a_field_and_a_kind_of_a_newer_program_are_kept_and_passed_on(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one, other = (Caller(client, database, clock.now, tenant) for _ in range(2))
    one.push(one.record(clock.now, "p1", name="A", shoe_size="23"))
    other.push(other.record(clock.now, "p1", note="n"))
    assert other.pull(own=True).json()["records"][0]["fields"]["shoe_size"] == "23"


@pytest.mark.parametrize(
    "change",
    [
        {"records": [{"kind": "people", "id": "p", "fields": {"name": 1}, "base": "zz"}]},
        {"records": [{"kind": "people", "id": "p", "fields": {}}]},
        {"records": [{"kind": "PEOPLE", "id": "p", "fields": {}, "base": "0" * 24}]},
        {"records": [{"kind": "tallies", "id": "p", "fields": {"visitors": "x"}, "base": "0" * 24}]},
        {"records": [{"kind": "tallies", "id": "p", "fields": {"visitors": 1}, "base": "0" * 24,
                      "more": {"visitors": {"by": {"00000001": [1, 1]}}}}]},
        {"records": [{"kind": "people", "id": "p", "fields": {"name": "a"}, "base": "0" * 24,
                      "more": {"name": {"seen": {}, "others": {"x": 1}}}}]},
        {"records": [{"kind": "people", "id": "p", "fields": {"note": "\ud800"}, "base": "0" * 24}]},
        {"cursor": -1}, {"batch": "x"}, {"gone": [["people"]]}, {"records": "no"},
    ],
)  # fmt: skip
def test_what_has_another_shape_is_refused_whole(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str, change: dict
) -> None:
    one = Caller(client, database, clock.now, tenant)
    answer = one.push(**change)
    assert answer.status_code == 422
    assert answer.json()["code"] == "server.bad_request"


def test_a_body_too_large_is_not_read(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one = Caller(client, database, clock.now, tenant)
    assert one.push(one.record(clock.now, "p1", note="x" * 300_000)).status_code == 413


def test_a_revoked_device_is_let_in_no_more(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    chief, other = (Caller(client, database, clock.now, tenant) for _ in range(2))
    path = f"/v1/{tenant}/devices/{other.device}/revoke"
    assert client.post(path, headers=chief.headers).status_code == 204
    assert other.pull().json()["code"] == "server.revoked"
    listed = client.get(f"/v1/{tenant}/devices", headers=chief.headers).json()
    assert {one["device"]: one["revoked_at"] is not None for one in listed} == {
        chief.device: False, other.device: True}  # fmt: skip


def test_a_token_holds_for_ten_minutes(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one = Caller(client, database, clock.now, tenant)
    clock.now += 601_000
    assert one.pull().status_code == 401


def test_a_code_is_used_once_holds_a_quarter_of_an_hour_and_takes_five_tries(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one = Caller(client, database, clock.now, tenant)

    def attempt(code: str) -> str:
        from app.crypto.device_keys import make_private_key, public_key_of

        answer = client.post(f"/v1/{tenant}/enrol", json={
            "code": code.partition("/")[2], "device": secrets.token_hex(4),
            "public_key": public_key_of(make_private_key())})  # fmt: skip
        return "fine" if answer.status_code == 200 else str(answer.json()["code"])

    def fresh() -> str:
        return make_enrol_code(database, one.tenant, "north", Role.VOLUNTEER, clock.now)

    code = fresh()
    assert attempt(code.lower()) == "fine"
    assert attempt(code) == "server.code_no_good"
    late = fresh()
    clock.now += 16 * 60_000
    assert attempt(late) == "server.code_no_good"
    guessed = fresh()
    for _try in range(5):
        attempt(guessed[:-1] + ("2" if guessed[-1] != "2" else "3"))
    assert attempt(guessed) == "server.code_no_good"


def test_who_calls_too_often_is_told_how_long_to_wait(
    database: ServerDatabase, tenant: str
) -> None:
    clock = Clock()
    app = build_application(database, milliseconds=clock, per_second=1, burst=50)
    with Client(app) as client:
        one = Caller(client, database, clock.now, tenant)
        answers = [one.pull() for _ in range(60)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_a_tenant_has_a_bound(database: ServerDatabase, tenant: str) -> None:
    clock = Clock()
    app = build_application(database, milliseconds=clock, most_records=2)
    with Client(app) as client:
        one = Caller(client, database, clock.now, tenant)
        assert one.push(one.record(clock.now, "a"), one.record(clock.now, "b")).status_code == 200
        assert one.push(one.record(clock.now, "c")).json()["code"] == "server.quota"


def test_health_metrics_and_the_document_are_there_and_name_nobody(
    client: Client, database: ServerDatabase, clock: Clock, tenant: str
) -> None:
    one = Caller(client, database, clock.now, tenant)
    one.push(one.record(clock.now, "p1", name="山田"))
    assert client.get("/healthz").json()["status"] == "ok"
    measured = client.get("/metrics").text
    assert "madoguchi_push_lag_seconds" in measured
    assert tenant not in measured
    assert one.device not in measured
    assert "/v1/{tenant}/push" in client.get("/openapi.json").json()["paths"]
