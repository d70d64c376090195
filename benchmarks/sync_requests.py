"""The server's requests per second beside a bare FastAPI handler that does one indexed SELECT.

Both run in a process of their own under uvicorn and are called in turns by the same few connections.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import percentile

CONNECTIONS, SECONDS, ROUNDS = 8, 4.0, 3
BARE = """
import sys
from fastapi import FastAPI
from sqlalchemy import create_engine, text
import uvicorn
engine = create_engine("sqlite:///" + sys.argv[1])
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE records (id TEXT PRIMARY KEY, body TEXT)"))
    connection.execute(text("INSERT INTO records VALUES (:id, :body)"),
                       [{"id": f"p{number}", "body": "x" * 250} for number in range(10000)])
app = FastAPI()
@app.get("/records/{one}")
def record(one: str) -> dict[str, str]:
    with engine.connect() as connection:
        row = connection.execute(text("SELECT id, body FROM records WHERE id = :id"), {"id": one})
        return dict(row.mappings().one())
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""
OURS = """
import sys
from pathlib import Path
from app.server.database import open_database
from app.server.serve import serve
database = open_database("", "a long passphrase", Path(sys.argv[1]))
serve(database, "127.0.0.1", int(sys.argv[2]), per_second=1e6, burst=10**6)
"""


async def _one(port: int, request: bytes, until: float, found: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-l"))
        await reader.readexactly(int(length.split(b":")[1]))
        found.append(time.perf_counter() - begun)
    writer.close()


async def _load(port: int, request: bytes) -> list[float]:
    found: list[float] = []
    until = time.perf_counter() + SECONDS
    await asyncio.gather(*(_one(port, request, until, found) for _number in range(CONNECTIONS)))
    return found


def _request(path: str, token: str = "") -> bytes:
    more = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n".encode()


def print_requests() -> None:
    """Print the requests per second and the p99 of each turn, and the ratio of the medians."""
    from tests.helpers.postgres import free_port

    with tempfile.TemporaryDirectory() as folder:
        ports = free_port(), free_port()
        path, token = _prepare(Path(folder))
        log = open(Path(folder, "log"), "wb")  # noqa: SIM115
        places = str(Path(folder, "bare.db")), folder
        servers = [
            subprocess.Popen([sys.executable, "-c", code, place, str(port)], stderr=log, stdout=log)
            for code, place, port in zip((BARE, OURS), places, ports, strict=True)
        ]
        try:
            requests = _request("/records/p77"), _request(path, token)
            for port, request in zip(ports, requests, strict=True):
                _wait(port, request)
            _turns(ports, requests)
        finally:
            for server in servers:
                server.terminate()
                server.wait(30)
            log.close()


def _prepare(folder: Path) -> tuple[str, str]:
    """Put 10,000 records on the server; return the path that fetches one, and a token."""
    from app.server.application import build_application
    from app.server.database import open_database
    from tests.helpers.asgi import Client
    from tests.helpers.server import Caller

    database, now = open_database("", "a long passphrase", folder), time.time_ns() // 1_000_000
    with Client(build_application(database, per_second=1e6, burst=10**6)) as client:
        one, other = Caller(client, database, now), Caller(client, database, now)
        for start in range(0, 10_000, 1000):
            one.push(*(one.record(now, f"p{start + number}", name=f"name {number}", note="x" * 200)
                       for number in range(1000)))  # fmt: skip
        upto = other.pull(0, limit=1).json()["upto"]
        while not (page := other.pull(upto, limit=1000).json())["is_last"]:
            upto = page["upto"]
        after = page["upto"] - 1
    database.close()
    return f"/v1/town/pull?after={after}&limit=1", other.token


def _wait(port: int, request: bytes) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            asyncio.run(asyncio.wait_for(_one(port, request, time.perf_counter() + 0.3, []), 5))
        except OSError:
            assert time.monotonic() < until, "a server did not start"
            time.sleep(0.2)
        else:
            return


def _turns(ports: tuple[int, int], requests: tuple[bytes, bytes]) -> None:
    rates: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        for side, name in enumerate(("bare SELECT", "our pull")):
            found = asyncio.run(_load(ports[side], requests[side]))
            rates[side].append(len(found) / SECONDS)
            tail = percentile(found, 0.99) * 1000
            print(f"run {number + 1}  {name:12} {rates[side][-1]:7.0f} requests/s  p99 {tail:6.1f} ms",
                  flush=True)  # fmt: skip
    share = statistics.median(rates[1]) / statistics.median(rates[0])
    print(f"our pull gives {share:.0%} of the bare handler's requests per second  (goal 50 %)")


if __name__ == "__main__":
    print_requests()
