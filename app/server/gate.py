"""Who calls: the token of a request, held against the tenant in its path."""

from __future__ import annotations

import threading
from collections import OrderedDict

from app.crypto.tokens import read_token
from app.server.problems import Problem

MOST_KNOWN = 20_000


class Gate:
    """Reads tokens; one that was checked is remembered until it expires."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._known: OrderedDict[str, tuple[str, str, int]] = OrderedDict()
        self._lock = threading.Lock()

    def device(self, authorization: str | None, tenant: str, now: int) -> str:
        """Return the device of a request.

        Args:
            authorization: the header, `Bearer TOKEN`.
            tenant: the one in the path; a token of another one is refused with 403.
            now: seconds since 1970.

        Raises:
            Problem: 401 without a token that holds, 403 in another tenant.
        """
        word, _space, token = (authorization or "").partition(" ")
        if word.lower() != "bearer" or not token:
            raise Problem(401, "server.not_signed_in")
        found = self._read(token, now)
        if found is None:
            raise Problem(401, "server.not_signed_in")
        if found[0] != tenant:
            raise Problem(403, "server.other_tenant")
        return found[1]

    def _read(self, token: str, now: int) -> tuple[str, str, int] | None:
        with self._lock:
            known = self._known.get(token)
        if known is not None:
            return known if known[2] > now else None
        claims = read_token(self._secret, token, now)
        if claims is None or not isinstance(claims.get("exp"), int):
            return None
        found = (str(claims.get("tenant")), str(claims.get("device")), int(str(claims["exp"])))
        with self._lock:
            self._known[token] = found
            if len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
        return found
