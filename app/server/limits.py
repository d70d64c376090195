"""How often, how much and how large: buckets by caller, and a bound on every body."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.sync.wire import MOST_BODY_BYTES
from app.server.problems import Problem

MOST_CALLERS = 50_000


class Buckets:
    """A bucket of tokens for each caller: `burst` at once, `per_second` after that."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = burst
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, caller: str) -> None:
        """Take a token, or raise 429 with the seconds until the next one."""
        now = time.monotonic()
        with self._lock:
            level, at = self._levels.pop(caller, (float(self._burst), now))
            level = min(float(self._burst), level + (now - at) * self._per_second)
            self._levels[caller] = (max(level - 1, 0.0) if level >= 1 else level, now)
            if len(self._levels) > MOST_CALLERS:
                self._levels.popitem(last=False)
        if level < 1:
            wait = max(1, round((1 - level) / self._per_second))
            raise Problem(429, "server.too_often", retry_after=wait, seconds=wait)


class BodyLimit:
    """Refuses a body that is too large before anything reads it, whatever its header says."""

    def __init__(self, app: ASGIApp, most: int = MOST_BODY_BYTES) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on while it stays small enough."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"content-length", b"0")
        problem = Problem(413, "server.body_too_large", most=self._most)
        if said.isdigit() and int(said) > self._most:
            await problem.response()(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most:
                raise problem
            return message

        await self._app(scope, counted, send)
