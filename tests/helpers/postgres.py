"""A PostgreSQL of its own for tests: loopback, a free port, gone when the block is left."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROLE = "madoguchi"


def folder_of_programs() -> Path | None:
    """Return the folder of initdb and postgres, the newest one, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if found:
        return found[-1].parent
    there = shutil.which("postgres")
    return Path(there).parent if there else None


def as_its_user(*command: str) -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() == 0:
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
    return list(command)


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running_postgres() -> Iterator[str]:
    """Run a fresh PostgreSQL and give the URL of a database whose role row security holds."""
    programs = folder_of_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (./test installs it)")
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-pg-", dir="/tmp"))
    folder.chmod(0o755)
    data, port = folder / "data", free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    run(as_its_user(str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust",
                    "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"))  # fmt: skip
    log = open(folder / "log", "wb")  # noqa: SIM115
    server = subprocess.Popen(
        as_its_user(str(programs / "postgres"), "-D", str(data), "-p", str(port),
                    "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"),
        stdout=log, stderr=log, cwd=folder,
    )  # fmt: skip
    try:
        _wait(programs, folder, port, server)
        for sentence in (f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS",
                         f"CREATE DATABASE {ROLE} OWNER {ROLE}"):  # fmt: skip
            run([str(programs / "psql"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres",
                 "-qc", sentence])  # fmt: skip
        yield f"postgresql://{ROLE}@127.0.0.1:{port}/{ROLE}"
    finally:
        # At once, also from clients that are still there.
        server.send_signal(signal.SIGINT)
        server.wait(20)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str]) -> None:
    """Run a command that has to succeed."""
    done = subprocess.run(command, capture_output=True, text=True, cwd="/tmp", timeout=120)
    assert done.returncode == 0, done.stderr


def _wait(programs: Path, folder: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    import time

    until = time.monotonic() + 30
    ready = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(ready).returncode:
        assert server.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < until, "PostgreSQL did not start"
        time.sleep(0.1)
