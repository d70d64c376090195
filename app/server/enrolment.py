"""Devices: one-time codes, enrolment, sign-in with a signed nonce, revocation."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from app.crypto.device_keys import is_public_key, is_signed_by
from app.crypto.tokens import are_equal, hash_code, is_fresh_nonce, make_code, make_token
from app.domain.errors import BadInput, Refused
from app.domain.hybrid_clock import NOTHING_YET
from app.domain.roles import Role
from app.domain.sync.records import SERVER_DEVICE
from app.domain.sync.server_side import Caller
from app.server.database import ServerDatabase
from app.server.problems import Problem

CODE_MINUTES = 15
MOST_TRIES = 5
TOKEN_SECONDS = 600
REPLY_DAYS = 7
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)
_DEVICE = re.compile(r"[0-9a-f]{8}", re.ASCII)
_CODE = re.compile(r"(\d{1,9})-(.{10,40})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a device learns when it is enrolled."""

    tenant: str
    centre: str
    role: Role
    lease_days: int
    lease_secret: str
    bundle_secret: str


def make_enrol_code(
    database: ServerDatabase, tenant: str, centre: str, role: Role, now_milliseconds: int
) -> str:
    """Return a new code for one device: `tenant/number-signs`, single use, 15 minutes.

    Raises:
        BadInput: `server.bad_name` when tenant or centre is no plain name.
    """
    for name in (tenant, centre):
        if not NAME.fullmatch(name):
            raise BadInput("server.bad_name", name=name)
    signs = make_code()
    with database.transaction(tenant) as connection:
        connection.execute(
            text("INSERT INTO tenants (tenant, clock) VALUES (:tenant, :clock) "
                 "ON CONFLICT (tenant) DO NOTHING"),
            {"tenant": tenant, "clock": NOTHING_YET},
        )  # fmt: skip
        number = connection.execute(
            text("SELECT coalesce(max(number), 0) + 1 FROM enrol_codes WHERE tenant = :tenant"),
            {"tenant": tenant},
        ).scalar_one()
        connection.execute(
            text("INSERT INTO enrol_codes (tenant, number, centre, role, hash, expires_at) "
                 "VALUES (:tenant, :number, :centre, :role, :hash, :expires)"),
            {"tenant": tenant, "number": number, "centre": centre, "role": role.value,
             "hash": hash_code(database.token_secret, signs),
             "expires": now_milliseconds + CODE_MINUTES * 60_000},
        )  # fmt: skip
    return f"{tenant}/{number}-{signs}"


def enrol(
    database: ServerDatabase, tenant: str, code: str, device: str, public_key: str,
    now_milliseconds: int,
) -> Enrolled:  # fmt: skip
    """Enrol a device with a code. One that was revoked comes back with a new code and a new key.

    Raises:
        Problem: 403 `server.code_no_good` for every kind of wrong code alike; 409
            `server.device_taken`; 422 for a device or key that is none.
    """
    found = _CODE.fullmatch(code)
    if not _DEVICE.fullmatch(device) or device == SERVER_DEVICE or not is_public_key(public_key):
        raise Problem(422, "server.bad_request", place="device")
    if found is None:
        raise Problem(403, "server.code_no_good")
    with database.transaction(tenant) as connection:
        row = connection.execute(
            text("UPDATE enrol_codes SET tries = tries + 1 WHERE tenant = :tenant AND "
                 "number = :number AND used_at IS NULL AND expires_at > :now AND tries < :most "
                 "RETURNING centre, role, hash"),
            {"tenant": tenant, "number": int(found[1]), "now": now_milliseconds,
             "most": MOST_TRIES},
        ).one_or_none()  # fmt: skip
        is_right = row is not None and are_equal(
            str(row[2]), hash_code(database.token_secret, found[2])
        )
        if row is not None and is_right:
            # Found again, it has edits that nobody else has; its old key stays worthless.
            connection.execute(
                text("DELETE FROM devices WHERE tenant = :tenant AND device = :device "
                     "AND revoked_at IS NOT NULL"),
                {"tenant": tenant, "device": device},
            )  # fmt: skip
            taken = connection.execute(
                text("SELECT 1 FROM devices WHERE tenant = :tenant AND device = :device"),
                {"tenant": tenant, "device": device},
            ).first()
            if taken is None:
                return _enrol(database, connection, tenant, int(found[1]), str(row[0]),
                              Role(row[1]), device, public_key, now_milliseconds)  # fmt: skip
    # Raised after the transaction, so that the try stays counted.
    raise Problem(409, "server.device_taken") if is_right else Problem(403, "server.code_no_good")


def _enrol(
    database: ServerDatabase, connection: Connection, tenant: str, number: int, centre: str,
    role: Role, device: str, public_key: str, now: int,
) -> Enrolled:  # fmt: skip
    connection.execute(
        text("UPDATE enrol_codes SET used_at = :now WHERE tenant = :tenant AND number = :number"),
        {"now": now, "tenant": tenant, "number": number},
    )
    connection.execute(
        text("INSERT INTO devices (tenant, device, centre, role, public_key, enrolled_at, "
             "last_contact) VALUES (:tenant, :device, :centre, :role, :key, :now, :now)"),
        {"tenant": tenant, "device": device, "centre": centre, "role": role.value,
         "key": public_key, "now": now},
    )  # fmt: skip
    return Enrolled(tenant, centre, role, lease_days(connection, tenant),
                    lease_secret(database, tenant, device), bundle_secret(database, tenant, centre))  # fmt: skip


def lease_days(connection: Connection, tenant: str) -> int:
    """Return for how many days a device of a tenant may go without contact."""
    query = text("SELECT lease_days FROM tenants WHERE tenant = :tenant")
    return int(connection.execute(query, {"tenant": tenant}).scalar_one())


def lease_secret(database: ServerDatabase, tenant: str, device: str) -> str:
    """Return what a device's offline codes are made with; it is computed anew, never stored."""
    key = database.key.derive(b"server leases")
    return hmac.new(key, f"{tenant}/{device}".encode(), hashlib.sha256).hexdigest()


def bundle_secret(database: ServerDatabase, tenant: str, centre: str) -> str:
    """Return what the bundles of a centre are encrypted with; its devices share it."""
    key = database.key.derive(b"server bundles")
    return hmac.new(key, f"{tenant}/{centre}".encode(), hashlib.sha256).hexdigest()


def sign_in(
    database: ServerDatabase, tenant: str, device: str, nonce: str, signature: str,
    now_milliseconds: int,
) -> dict[str, object]:  # fmt: skip
    """Return a token for a device that signed a fresh nonce; 401 for everybody else."""
    now = now_milliseconds // 1000
    with database.transaction(tenant) as connection:
        row = connection.execute(
            text("SELECT public_key, revoked_at FROM devices "
                 "WHERE tenant = :tenant AND device = :device"),
            {"tenant": tenant, "device": device},
        ).one_or_none()  # fmt: skip
        if row is not None and row[1] is not None:
            raise Problem(401, "server.revoked")
        signed = f"{tenant}/{device}/{nonce}".encode()
        if (
            row is None
            or not is_fresh_nonce(database.token_secret, nonce, now)
            or not is_signed_by(str(row[0]), signed, signature)
        ):
            raise Problem(401, "server.not_signed_in")
        connection.execute(
            text("UPDATE devices SET last_contact = :now WHERE tenant = :tenant "
                 "AND device = :device"),
            {"now": now_milliseconds, "tenant": tenant, "device": device},
        )  # fmt: skip
        connection.execute(
            text("DELETE FROM replies WHERE tenant = :tenant AND device = :device AND at < :old"),
            {"tenant": tenant, "device": device, "old": now_milliseconds - REPLY_DAYS * 86_400_000},
        )
        days = lease_days(connection, tenant)
    claims = {"tenant": tenant, "device": device}
    token = make_token(database.token_secret, claims, now, TOKEN_SECONDS)
    return {"token": token, "seconds": TOKEN_SECONDS, "lease_days": days, "epoch": database.epoch}


_CALLER = text(
    "SELECT centre, role, revoked_at FROM devices WHERE tenant = :tenant AND device = :device"
)


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a tenant's numbers stand: the last one, the server's clock, the oldest cursor known."""

    last: int
    clock: str
    horizon: int


_CALLER_AND_COUNTER = text(
    "SELECT d.centre, d.role, d.revoked_at, t.seq, t.clock, t.horizon FROM devices d "
    "JOIN tenants t ON t.tenant = d.tenant WHERE d.tenant = :tenant AND d.device = :device"
)


def caller_and_counter(
    connection: Connection, tenant: str, device: str
) -> tuple[Caller, Counter]:  # fmt: skip
    """Return who a token's device is now, and the tenant's counter, in one look."""
    found = connection.execute(_CALLER_AND_COUNTER, {"tenant": tenant, "device": device})
    row = found.one_or_none()
    caller = _caller(tenant, device, None if row is None else row[:3])
    assert row is not None
    return caller, Counter(int(row[3]), str(row[4]), int(row[5]))


def caller_of(connection: Connection, tenant: str, device: str) -> Caller:
    """Return who a token's device is now; 401 once it was revoked."""
    row = connection.execute(_CALLER, {"tenant": tenant, "device": device}).one_or_none()
    return _caller(tenant, device, row)


def _caller(tenant: str, device: str, row: Sequence[Any] | None) -> Caller:
    if row is None:
        raise Problem(401, "server.not_signed_in")
    if row[2] is not None:
        raise Problem(401, "server.revoked")
    return Caller(tenant, str(row[0]), device, Role(row[1]))


def list_devices(connection: Connection, tenant: str) -> list[dict[str, object]]:
    """Return the devices of a tenant."""
    rows = connection.execute(
        text("SELECT device, centre, role, enrolled_at, last_contact, revoked_at FROM devices "
             "WHERE tenant = :tenant ORDER BY centre, device"),
        {"tenant": tenant},
    ).mappings()  # fmt: skip
    return [dict(row) for row in rows]


def revoke(connection: Connection, tenant: str, device: str, now_milliseconds: int) -> None:
    """Revoke a device: its next call is answered with 401 and it locks itself.

    Raises:
        Refused: `server.no_such_device`.
    """
    done = connection.execute(
        text("UPDATE devices SET revoked_at = coalesce(revoked_at, :now) "
             "WHERE tenant = :tenant AND device = :device"),
        {"now": now_milliseconds, "tenant": tenant, "device": device},
    )  # fmt: skip
    if done.rowcount == 0:
        raise Refused("server.no_such_device", device=device)
