"""The server joined: its database opened, answered from, and looked after."""

from __future__ import annotations

import time
from argparse import Namespace
from typing import TYPE_CHECKING

from app.bootstrap.places import Secrets, data_folder
from app.bootstrap.unlock import passphrase_of
from app.cli.options import Globals
from app.domain.errors import BadInput, Finding, Refused
from app.domain.roles import Role

if TYPE_CHECKING:
    from app.server.database import ServerDatabase

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve_until_stopped(shared: Globals, values: Namespace, secrets: Secrets) -> None:
    """Open the database and answer.

    Raises:
        Refused: `server.needs_tls` when others could listen on the way.
        BadInput: a file of the certificate is not there.
    """
    from app.server.serve import serve

    if values.host not in LOOPBACK and not (values.tls_cert and values.tls_key):
        raise Refused("server.needs_tls", host=values.host)
    for file in (values.tls_cert, values.tls_key):
        if file is not None and not file.is_file():
            raise BadInput("file.not_found", (Finding("file.not_found", str(file)),))
    database = _open(shared, values.database, secrets)
    try:
        serve(database, values.host, values.port, values.tls_cert, values.tls_key,
              ready_file=values.ready_file, per_second=values.calls,
              burst=8 * values.calls)  # fmt: skip
    finally:
        database.close()


def _open(shared: Globals, url: str, secrets: Secrets) -> ServerDatabase:
    from app.server.database import open_database

    return open_database(url, passphrase_of(shared, secrets), data_folder() / "server")


class OpenServerDesk:
    """Satisfies `app.cli.joins.ServerDesk`."""

    def __init__(self, shared: Globals, url: str, secrets: Secrets) -> None:
        self._database = _open(shared, url, secrets)

    def enrol_code(self, tenant: str, centre: str, role: str) -> str:
        """Return a one-time code for one device."""
        from app.server.enrolment import make_enrol_code

        return make_enrol_code(self._database, tenant, centre, Role(role), _now())

    def devices(self, tenant: str) -> list[dict[str, object]]:
        """Return the devices of a municipality."""
        from app.server.enrolment import list_devices

        with self._database.transaction(tenant) as connection:
            return list_devices(connection, tenant)

    def revoke(self, tenant: str, device: str) -> None:
        """Let a device no longer in."""
        from app.server.enrolment import revoke

        with self._database.transaction(tenant) as connection:
            revoke(connection, tenant, device, _now())

    def lease_code(self, tenant: str, device: str, asks: str) -> str:
        """Return the offline code for the number a locked device shows."""
        from app.domain.sync.lease import offline_code
        from app.server.enrolment import lease_secret

        return offline_code(lease_secret(self._database, tenant, device), asks)

    def new_epoch(self) -> None:
        """Tell all devices that the server came back from a backup."""
        from app.server.database import begin_new_epoch

        begin_new_epoch(self._database)

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def _now() -> int:
    return time.time_ns() // 1_000_000
