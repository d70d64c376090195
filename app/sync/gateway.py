"""Calls the server over HTTPS; satisfies `SyncGateway`.

Failure policy: what may be tried again is tried again by urllib3, with growing, jittered pauses and
the server's own Retry-After; then it is `Unavailable` and nothing was changed here. A refusal keeps
the code and data of the server, so that it gets the sentence of that case.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from app.crypto.device_keys import make_private_key, public_key_of, sign
from app.domain.errors import MadoguchiError, Refused, Unavailable
from app.domain.sync.client_side import Page, Push, PushReply
from app.domain.sync.standing import Enrolment
from app.domain.sync.wire import MOST_BODY_BYTES, MOST_RECORDS, page_of, push_as_json, reply_of
from app.services.sync_ports import ClockAhead, CursorTooOld, EnrolAnswer

if TYPE_CHECKING:
    import requests

# The way how a device stands is asked at each start: requests waits for the first call.
CONNECT_SECONDS, READ_SECONDS = 5, 60
LOOPBACK = ("127.0.0.1", "::1", "localhost")
# Sign in again this long before the token ends.
EARLY_SECONDS = 30


class HttpGateway:
    """The way to servers.

    Args:
        tries: how often a call is made when the server is away or busy.
    """

    def __init__(self, tries: int = 3) -> None:
        self._tries = tries

    def enrol(self, server: str, ca_file: str, code: str, device: str) -> EnrolAnswer:
        """Enrol this device with a one-time code `tenant/number-signs`.

        Raises:
            Refused: `sync.needs_tls`, `server.code_no_good`, `server.device_taken`.
            Unavailable: as `_call`.
        """
        calls = _Calls(server, ca_file, self._tries)
        tenant, _slash, rest = code.partition("/")
        private = make_private_key()
        try:
            now = cast(int, calls.get(f"/v1/{tenant}/nonce")["now"])
            found = calls.post(
                f"/v1/{tenant}/enrol",
                {"code": rest, "device": device, "public_key": public_key_of(private)},
            )
        finally:
            calls.close()
        return EnrolAnswer(
            str(found["tenant"]), str(found["centre"]), str(found["role"]),
            cast(int, found["lease_days"]), str(found["lease_secret"]), str(found["bundle_secret"]), private, now,
        )  # fmt: skip

    def sign_in(self, enrolment: Enrolment) -> HttpSession:
        """Sign in; raises `Refused("server.revoked")` besides what `_call` raises."""
        return HttpSession(_Calls(enrolment.server, enrolment.ca_file, self._tries), enrolment)


class HttpSession:
    """A device signed in at its server; satisfies `SyncSession`."""

    def __init__(self, calls: _Calls, enrolment: Enrolment) -> None:
        self._calls = calls
        self._enrolment = enrolment
        self._base = f"/v1/{enrolment.tenant}"
        self._until = 0.0
        self.lease_days = enrolment.lease_days
        self._offset_seconds = 0.0
        self._sign_in()

    @property
    def server_milliseconds(self) -> int:
        """The server's time now, as far as we know it."""
        return round((time.monotonic() + self._offset_seconds) * 1000)

    def push(self, push: Push) -> PushReply:
        """Send a batch."""
        self._stay_signed_in()
        try:
            return reply_of(self._calls.post(f"{self._base}/push", push_as_json(push)))
        except Refused as refused:
            if refused.code == "server.clock_ahead":
                raise ClockAhead(int(str(refused.data["now"]))) from None
            raise

    def pull(self, after: int, *, with_own: bool, schema: int) -> Page:
        """Fetch a page."""
        self._stay_signed_in()
        asked = {"after": after, "limit": MOST_RECORDS, "schema": schema,
                 "own": "true" if with_own else "false"}  # fmt: skip
        try:
            return page_of(self._calls.get(f"{self._base}/pull", asked))
        except Refused as refused:
            if refused.code == "server.cursor_too_old":
                raise CursorTooOld from None
            raise

    def close(self) -> None:
        """Let go of the connection."""
        self._calls.close()

    def _stay_signed_in(self) -> None:
        if time.monotonic() > self._until:
            self._sign_in()

    def _sign_in(self) -> None:
        begun = time.monotonic()
        found = self._calls.get(f"{self._base}/nonce")
        ended = time.monotonic()
        # The server read its clock somewhere between; half way is off by half the journey at most.
        self._offset_seconds = cast(int, found["now"]) / 1000 - (begun + ended) / 2
        device = self._enrolment.device
        content = f"{self._enrolment.tenant}/{device}/{found['nonce']}".encode()
        made = self._calls.post(
            f"{self._base}/token",
            {"device": device, "nonce": found["nonce"],
             "signature": sign(self._enrolment.private_key, content)},
        )  # fmt: skip
        self._calls.carry(str(made["token"]))
        self._until = time.monotonic() + cast(int, made["seconds"]) - EARLY_SECONDS
        self.lease_days = cast(int, made["lease_days"])


class _Calls:
    """One connection: where to, whom to trust, what to try again."""

    def __init__(self, server: str, ca_file: str, tries: int) -> None:
        parts = urlsplit(server)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise Refused("sync.no_address", server=server)
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise Refused("sync.needs_tls", server=server)
        import requests
        from requests.adapters import HTTPAdapter
        from urllib3.util.retry import Retry

        self._server = server.rstrip("/")
        self._session = session = requests.Session()
        # Neither proxies nor certificates nor passwords of the desktop's environment.
        session.trust_env = False
        session.verify = ca_file or True
        retry = Retry(
            total=tries, backoff_factor=0.3, backoff_jitter=0.5, backoff_max=20,
            status_forcelist=(429, 502, 503, 504), allowed_methods=None, raise_on_status=False,
            respect_retry_after_header=True,
        )  # fmt: skip
        session.mount(self._server, HTTPAdapter(max_retries=retry))

    def carry(self, token: str) -> None:
        """Send a token with every call from now on."""
        self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, asked: Mapping[str, object] | None = None) -> dict[str, object]:
        """Ask."""
        return self._call("GET", path, asked, None)

    def post(self, path: str, content: object) -> dict[str, object]:
        """Send."""
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        if len(body) > MOST_BODY_BYTES:
            # The server would close the line in the middle of it, and that looks like a broken one.
            raise Refused("server.body_too_large", most=MOST_BODY_BYTES)
        return self._call("POST", path, None, body)

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def _call(
        self, method: str, path: str, asked: Mapping[str, object] | None, body: bytes | None
    ) -> dict[str, object]:
        """Call and return the answer.

        Raises:
            Unavailable: `sync.certificate`, `sync.unreachable`, `sync.no_answer`, and the
                server's own codes where it is busy.
            Refused: the server's own codes.
        """
        import requests

        try:
            answer = self._session.request(
                method, self._server + path, params=asked, data=body,  # type: ignore[arg-type]
                headers={"Content-Type": "application/json"},
                timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False,
            )  # fmt: skip
        except requests.exceptions.SSLError:
            raise Unavailable("sync.certificate", server=self._server) from None
        except (OSError, requests.exceptions.RequestException) as error:
            code = "sync.no_ca_file" if isinstance(error, FileNotFoundError) else "sync.unreachable"
            if isinstance(error, OSError) and "TLS CA certificate" in str(error):
                code = "sync.no_ca_file"
            raise Unavailable(code, server=self._server) from None
        return self._read(answer)

    def _read(self, answer: requests.Response) -> dict[str, object]:
        try:
            found = json.loads(answer.content)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Unavailable("sync.no_answer", server=self._server, status=answer.status_code)
        if answer.status_code < 300:
            return found
        raise _problem(answer.status_code, found, self._server)


def _problem(status: int, found: Mapping[str, object], server: str) -> MadoguchiError:
    code, data = found.get("code"), found.get("data")
    if not isinstance(code, str) or not isinstance(data, dict):
        return Unavailable("sync.no_answer", server=server, status=status)
    plain = {str(key): value for key, value in data.items()}
    if status in (429, 500, 502, 503, 504, 507):
        return Unavailable(code, **plain)
    return Refused(code, **plain)
