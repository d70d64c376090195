"""Devices that talk to a server application without a network."""

from __future__ import annotations

import itertools
import json
import secrets
from typing import Any

from app.crypto.device_keys import make_private_key, public_key_of, sign
from app.domain.hybrid_clock import next_stamp
from app.domain.roles import Role
from app.server.database import ServerDatabase
from app.server.enrolment import make_enrol_code
from tests.helpers.asgi import Client

_NUMBERS = itertools.count(1)


class Caller:
    """An enrolled device with a token."""

    def __init__(
        self, client: Client, database: ServerDatabase, now: int, tenant: str = "town",
        centre: str = "north", role: Role = Role.ADMINISTRATOR,
    ) -> None:  # fmt: skip
        self.client = client
        self.tenant = tenant
        self.device = secrets.token_hex(4)
        self.private = make_private_key()
        self.clock = "0" * 24
        code = make_enrol_code(database, tenant, centre, role, now)
        answer = client.post(f"/v1/{tenant}/enrol", json={
            "code": code.partition("/")[2], "device": self.device,
            "public_key": public_key_of(self.private)})  # fmt: skip
        assert answer.status_code == 200, answer.text
        self.token = self.sign_in()

    def sign_in(self) -> str:
        """Return a fresh token."""
        nonce = self.client.get(f"/v1/{self.tenant}/nonce").json()["nonce"]
        signature = sign(self.private, f"{self.tenant}/{self.device}/{nonce}".encode())
        answer = self.client.post(f"/v1/{self.tenant}/token", json={
            "device": self.device, "nonce": nonce, "signature": signature})  # fmt: skip
        assert answer.status_code == 200, answer.text
        return str(answer.json()["token"])

    @property
    def headers(self) -> dict[str, str]:
        """What goes with every call."""
        return {"Authorization": f"Bearer {self.token}"}

    def stamp(self, now: int) -> str:
        """Return a stamp of this device."""
        self.clock = next_stamp(self.clock, now, self.device)
        return self.clock

    def record(self, now: int, one: str, kind: str = "people", **fields: object) -> dict[str, Any]:
        """Return a record as it travels."""
        return {"kind": kind, "id": one, "fields": fields, "base": self.stamp(now)}

    def push(self, *records: dict[str, Any], **more: Any) -> Any:
        """Send a batch and return the response."""
        body = {"batch": f"batch-{next(_NUMBERS):06}", "schema": 1, "epoch": "", "cursor": 0,
                "records": list(records), "gone": [], **more}  # fmt: skip
        return self.client.post(f"/v1/{self.tenant}/push", content=json.dumps(body),
                                headers=self.headers)  # fmt: skip

    def pull(self, after: int = 0, **more: Any) -> Any:
        """Fetch a page and return the response."""
        return self.client.get(f"/v1/{self.tenant}/pull", params={"after": after, **more},
                               headers=self.headers)  # fmt: skip
