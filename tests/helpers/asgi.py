"""Calls a web application in this process, without a socket."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode


@dataclass(frozen=True)
class Answer:
    """What the application answered."""

    status_code: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")

    def json(self) -> Any:
        return json.loads(self.content)


class Client:
    """Sends one request after the other."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def get(self, path: str, **more: Any) -> Answer:
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> Answer:
        return self.request("POST", path, **more)

    def request(
        self, method: str, path: str, *, headers: dict[str, str] | None = None,
        params: dict[str, Any] | None = None, content: bytes | str = b"", json: Any = None,
    ) -> Answer:  # fmt: skip
        body = _json(json) if json is not None else content
        raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
        return asyncio.run(self._send(method.upper(), path, headers or {}, params or {}, raw))

    async def _send(
        self, method: str, path: str, headers: dict[str, str], params: dict[str, Any], body: bytes
    ) -> Answer:
        said = {"content-type": "application/json", "content-length": str(len(body)), **headers}
        plain = {key: str(value).lower() if isinstance(value, bool) else value
                 for key, value in params.items()}  # fmt: skip
        scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(),
            "query_string": urlencode(plain).encode(), "root_path": "", "scheme": "http",
            "http_version": "1.1", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 5),
            "headers": [(key.lower().encode(), value.encode()) for key, value in said.items()],
        }  # fmt: skip
        sent: list[dict[str, Any]] = []
        waiting = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        start = sent[0]
        return Answer(
            start["status"], {key.decode().title(): value.decode() for key, value in start["headers"]},
            b"".join(one.get("body", b"") for one in sent[1:]),
        )  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value)
