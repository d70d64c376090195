from __future__ import annotations

import secrets

import pytest
from sqlalchemy import inspect, text

from app.server.application import build_application
from app.server.database import ServerDatabase
from app.server.tables import OF_TENANTS, metadata
from tests.helpers.asgi import Client
from tests.helpers.server import Caller

NOW = 1_800_000_000_000
# Where a device has no token yet, and the addresses that anybody may know (AuthZEN 1.0, Metadata).
OPEN = ("/enrol", "/nonce", "/token", "/.well-known/authzen-configuration")


def routes_of_tenants(client: Client) -> list[tuple[str, str]]:
    paths = client.get("/openapi.json").json()["paths"]
    return [(method, path) for path, methods in paths.items() for method in methods
            if "{tenant}" in path]  # fmt: skip


def test_every_route_refuses_another_tenants_token_and_none_at_all(
    database: ServerDatabase,
) -> None:
    app = build_application(database, milliseconds=lambda: NOW, per_second=1e4, burst=10**5)
    with Client(app) as client:
        first, second = (f"t{secrets.token_hex(4)}" for _ in range(2))
        mine, theirs = Caller(client, database, NOW, first), Caller(client, database, NOW, second)
        theirs.push(theirs.record(NOW, "p1", name="A"))
        tried = 0
        for method, path in routes_of_tenants(client):
            if path.endswith(OPEN):
                continue
            place = path.format(tenant=second, device=theirs.device)
            for headers in (mine.headers, {}, {"Authorization": "Bearer x.y.z"}):
                answer = client.request(method, place, headers=headers, params={"after": 0},
                                        content=b"{}")  # fmt: skip
                assert answer.status_code in (401, 403), (method, path)
                assert "p1" not in answer.text
                tried += 1
        assert tried >= 21


def test_a_code_and_a_signature_hold_in_their_own_tenant_only(database: ServerDatabase) -> None:
    from app.crypto.device_keys import make_private_key, public_key_of, sign
    from app.domain.roles import Role
    from app.server.enrolment import make_enrol_code

    app = build_application(database, milliseconds=lambda: NOW, per_second=1e4, burst=10**5)
    with Client(app) as client:
        first, second = (f"t{secrets.token_hex(4)}" for _ in range(2))
        one = Caller(client, database, NOW, first)
        Caller(client, database, NOW, second)
        code = make_enrol_code(database, first, "north", Role.VOLUNTEER, NOW).partition("/")[2]
        answer = client.post(f"/v1/{second}/enrol", json={
            "code": code, "device": secrets.token_hex(4),
            "public_key": public_key_of(make_private_key())})  # fmt: skip
        assert answer.status_code == 403
        nonce = client.get(f"/v1/{second}/nonce").json()["nonce"]
        signed = sign(one.private, f"{second}/{one.device}/{nonce}".encode())
        answer = client.post(f"/v1/{second}/token", json={
            "device": one.device, "nonce": nonce, "signature": signed})  # fmt: skip
        assert answer.status_code == 401


def test_the_tenant_comes_first_in_every_key_and_index() -> None:
    for table in OF_TENANTS:
        assert next(iter(table.primary_key.columns)).name == "tenant"
        for index in table.indexes:
            assert next(iter(index.columns)).name == "tenant"


def test_the_migrations_make_the_tables_of_the_models(database: ServerDatabase) -> None:
    found = inspect(database.engine)
    for table in metadata.tables.values():
        columns = {one["name"]: one["nullable"] for one in found.get_columns(table.name)}
        assert columns == {one.name: bool(one.nullable) for one in table.columns}
        key = found.get_pk_constraint(table.name)["constrained_columns"]
        assert key == [one.name for one in table.primary_key.columns]


@pytest.mark.parametrize("table", [one.name for one in OF_TENANTS])
def test_without_the_setting_no_row_is_visible(postgres_url: str, tmp_path, table: str) -> None:
    from app.server.database import open_database

    opened = open_database(postgres_url, "a long passphrase of the server", tmp_path)
    try:
        app = build_application(opened, milliseconds=lambda: NOW, per_second=1e4, burst=10**5)
        with Client(app) as client:
            one = Caller(client, opened, NOW, f"t{secrets.token_hex(4)}")
            one.push(one.record(NOW, "p1", name="A"))
        with opened.transaction(one.tenant) as connection:
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0
        with opened.engine.begin() as connection:
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        with opened.transaction("another") as connection:
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
    finally:
        opened.close()


def test_a_role_that_row_security_does_not_hold_is_refused(postgres_url: str, tmp_path) -> None:
    from app.domain.errors import Refused
    from app.server.database import open_database

    strong = postgres_url.replace("madoguchi@", "postgres@")
    with pytest.raises(Refused, match=r"server\.role_too_strong"):
        open_database(strong, "a long passphrase of the server", tmp_path)


def test_another_passphrase_opens_nothing(postgres_url: str, tmp_path) -> None:
    from app.domain.errors import Unavailable
    from app.server.database import open_database

    open_database(postgres_url, "a long passphrase of the server", tmp_path).close()
    with pytest.raises(Unavailable, match=r"store\.wrong_key"):
        open_database(postgres_url, "quite another passphrase", tmp_path)
