"""A real server process, stopped with the block; and a device's store beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from app.domain.ids import OperatorId
from app.domain.roles import Actor, Role
from app.server.database import ServerDatabase
from app.services.sync import SyncService
from app.services.sync_bundles import BundleService
from app.store.centre import OpenCentre, Passphrase, open_centre
from app.sync.bundle import FileBundles
from app.sync.gateway import HttpGateway
from tests.helpers.stores import PASSPHRASE as CENTRE_PASSPHRASE
from tests.helpers.stores import make_centre

TOP = Path(__file__).parents[2]
PASSPHRASE = "a long passphrase of the server"
CHIEF = Actor(OperatorId("chief"), "Chief", Role.ADMINISTRATOR)


class WrongClock:
    """The machine's clock, wrong by as much as is told."""

    def __init__(self, wrong: timedelta = timedelta()) -> None:
        self.wrong = wrong

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.wrong

    def now(self) -> datetime:
        return self()


class RunningServer:
    """A server over a database; it may be killed and started again."""

    def __init__(self, folder: Path, url: str = "", inside: Sequence[str] = ()) -> None:
        self.folder = folder
        self._inside = inside
        self.url = url or f"sqlite:///{folder / 'server.db'}"
        self.address = ""
        self.log = folder / "server.log"
        self._secret = folder / "passphrase"
        self._secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._desk: ServerDatabase | None = None

    def start(self, *more: str) -> None:
        """Start, at the same port as before."""
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                [*self._inside, sys.executable, "-m", "app", "serve", "--database", self.url,
                 "--passphrase-file", str(self._secret), "--port", str(self._port),
                 "--ready-file", str(ready), *more],
                cwd=TOP, stdout=log, stderr=log,
            )  # fmt: skip
        until = time.monotonic() + 40
        while not (ready.exists() and ready.read_text()):
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.05)
        self.address = ready.read_text()
        self._port = int(self.address.rpartition(":")[2])

    def kill(self) -> None:
        """Stop it as a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Stop it as systemd does."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(30)

    def code(self, role: str = "administrator", centre: str = "north", tenant: str = "town") -> str:
        """Return an enrolment code."""
        from app.server.database import open_database
        from app.server.enrolment import make_enrol_code

        if self._desk is None:
            self._desk = open_database(self.url, PASSPHRASE, self.folder)
        now = time.time_ns() // 1_000_000
        return make_enrol_code(self._desk, tenant, centre, Role(role), now)

    def command(self, *words: str) -> str:
        """Run a verb of `server` and return its document."""
        done = subprocess.run(
            [*self._inside, sys.executable, "-m", "app", "server", *words, "--database", self.url,
             "--passphrase-file", str(self._secret), "--json"],
            cwd=TOP, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def running_server(url: str = "", *more: str) -> Iterator[RunningServer]:
    """Run a server with a database of its own."""
    with tempfile.TemporaryDirectory(prefix="madoguchi-server-") as folder:
        os.chmod(folder, 0o700)
        server = RunningServer(Path(folder), url)
        server.start(*more)
        try:
            yield server
        finally:
            server.stop()


class Console:
    """A centre on a computer of its own, whose clock may be wrong."""

    def __init__(self, folder: Path, wrong: timedelta = timedelta(), tries: int = 1) -> None:
        self.clock = WrongClock(wrong)
        self.centre: OpenCentre = make_centre(folder, self.clock)
        self._give_own_device()
        self._make_services(tries)

    @classmethod
    def reopened(cls, folder: Path) -> Self:
        """Open a folder again, with the device it has."""
        made = cls.__new__(cls)
        made.clock = WrongClock()
        made.centre = open_centre(folder, Passphrase(CENTRE_PASSPHRASE), now=made.clock)
        made._make_services(1)
        return made

    def _make_services(self, tries: int) -> None:
        self.sync = SyncService(self.centre.unit_of_work, HttpGateway(tries), self.clock)
        self.bundles = BundleService(self.centre.unit_of_work, FileBundles())

    def _give_own_device(self) -> None:
        """Tests copy one centre; two computers would have made two devices."""
        import secrets

        with self.centre._engine.begin() as connection:
            connection.exec_driver_sql("UPDATE device SET id = ?", (secrets.token_hex(4),))

    def enrol(self, server: RunningServer, role: str = "administrator") -> None:
        """Enrol with a fresh code."""
        self.sync.enrol(CHIEF, server.address, server.code(role))

    def dump(self) -> dict[str, list[tuple[str, str]]]:
        """Return every synchronised row: columns and stamps, without what is this device's."""
        from app.store.sync_areas import AREAS

        with self.centre.unit_of_work() as work:
            book = work.sync.book()
            found = {}
            for kind, area in AREAS.items():
                ids = [str(one) for (one,) in work.sync._connection.exec_driver_sql(
                    f"SELECT {area.id_sql} FROM {kind}") if not area.is_local(str(one))]  # fmt: skip
                rows = book._rows[kind].read(ids)
                found[kind] = [(one, repr(rows[one].record)) for one in sorted(rows)]
        return found

    def close(self) -> None:
        """Close the store."""
        self.centre.close()
