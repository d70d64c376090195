"""Runs the server until it is told to stop."""

from __future__ import annotations

from pathlib import Path

from app.server.application import build_application
from app.server.database import ServerDatabase
from app.server.logs import logger, start_logging


def serve(
    database: ServerDatabase, host: str, port: int, certificate: Path | None = None,
    key: Path | None = None, *, ready_file: Path | None = None, per_second: float = 50,
    burst: int = 400,
) -> None:  # fmt: skip
    """Listen and answer; returns after SIGTERM or Ctrl-C, with every answer under way given.

    Args:
        database: open; the caller closes it.
        host: the address to listen at.
        port: 0 takes a free one.
        certificate: of TLS, in PEM, with those that lead to its root; None: plain HTTP.
        key: the certificate's private key.
        ready_file: is written with the address once requests are answered.
        per_second: how many calls a device may make in the long run.
        burst: how many at once.
    """
    import socket

    import uvicorn

    start_logging()
    made = socket.create_server((host, port), backlog=1024)
    # asyncio sends small answers at once only on sockets that are said to be TCP; otherwise each
    # answer waits for the 40 ms in which the other side holds its acknowledgement back.
    listener = socket.socket(made.family, made.type, socket.IPPROTO_TCP, fileno=made.detach())
    taken = listener.getsockname()[1]
    config = uvicorn.Config(
        build_application(database, per_second=per_second, burst=burst),
        log_config=None, access_log=False, server_header=False,
        ssl_certfile=certificate, ssl_keyfile=key, timeout_graceful_shutdown=20,
        timeout_keep_alive=30, limit_concurrency=512,
    )  # fmt: skip
    server = uvicorn.Server(config)
    scheme = "https" if certificate else "http"
    address = f"{scheme}://{host}:{taken}"
    logger.info("listening", extra={"facts": {"address": address}})
    if ready_file is not None:
        # The socket takes connections from here on; they wait until the first loop of the server.
        ready_file.write_text(address, encoding="utf-8")
    server.run(sockets=[listener])
