"""Three Patroni nodes, etcd and haproxy on loopback, from the templates of `installer/server`."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from string import Template

from tests.helpers.postgres import ROLE, as_its_user, folder_of_programs, free_port, run

INSTALLER = Path(__file__).parents[2] / "installer" / "server"
NODES = ("n1", "n2", "n3")
PASSWORD = "a password of the test"
PROGRAMS = ("etcd", "haproxy", "patroni")


def missing_programs() -> list[str]:
    """Return what of the cluster is not installed here."""
    missing = [one for one in PROGRAMS if program(one) is None]
    return missing + ([] if folder_of_programs() else ["postgres"])


def program(name: str) -> str | None:
    """Return the path of a program of the system; ours of the environment do not count."""
    return shutil.which(name, path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")


class Cluster:
    """The processes; each is the head of a group of its own, and dies with all that it started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rest = {node: free_port() for node in NODES}
        self.database = {node: free_port() for node in NODES}
        self.port, self._etcd, self._etcd_peer = free_port(), free_port(), free_port()
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        """Start everything and wait for a primary with a synchronous standby."""
        client, peer = (f"http://127.0.0.1:{port}" for port in (self._etcd, self._etcd_peer))
        self._begin("etcd", [
            "etcd", "--data-dir", str(self.folder / "etcd"), "--listen-client-urls", client,
            "--advertise-client-urls", client, "--listen-peer-urls", peer,
            "--initial-advertise-peer-urls", peer, "--initial-cluster", f"default={peer}",
        ])  # fmt: skip
        for node in NODES:
            self.start_node(node)
        file = self.folder / "haproxy.cfg"
        servers = "\n".join(f"    server {node} 127.0.0.1:{self.database[node]} check "
                            f"port {self.rest[node]}" for node in NODES)  # fmt: skip
        template = Template((INSTALLER / "haproxy.cfg").read_text(encoding="utf-8"))
        file.write_text(
            template.substitute(ADDRESS="127.0.0.1", PORT=self.port, SERVERS=servers) + "\n"
        )
        self._begin("haproxy", ["haproxy", "-db", "-f", str(file)])
        self.wait_for_standbys(2)

    def start_node(self, node: str) -> None:
        """Start a node, for the first time or again."""
        place = self.folder / node
        place.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(place, "postgres", "postgres")
        template = Template((INSTALLER / "patroni.yml").read_text(encoding="utf-8"))
        file = self.folder / f"{node}.yml"
        file.write_text(template.substitute(
            NODE=node, ADDRESS="127.0.0.1", REST_PORT=self.rest[node],
            ETCD_HOSTS=f"127.0.0.1:{self._etcd}", DATABASE_PORT=self.database[node],
            DATA_FOLDER=place / "data", PROGRAMS=folder_of_programs(), FOLDER=place,
            SUPERUSER_PASSWORD=PASSWORD, REPLICATION_PASSWORD=PASSWORD, REWIND_PASSWORD=PASSWORD,
            NETWORK="127.0.0.1/32", SHARED_BUFFERS="16MB",
        ))  # fmt: skip
        self._begin(node, as_its_user("patroni", str(file)))

    def primary(self) -> str | None:
        """Return the node that writes now, None while there is none."""
        for node in NODES:
            if self._asks(node, "/primary") is not None:
                return node
        return None

    def wait_for_standbys(self, count: int) -> str:
        """Wait for a primary, a synchronous standby and so many standbys; return the primary."""
        until = time.monotonic() + 120
        while time.monotonic() < until:
            primary = self.primary()
            if primary is not None:
                found = self._asks(primary, "/cluster") or {}
                members = list(found.get("members", ()))
                following = [one for one in members if one.get("state") in ("running", "streaming")
                             and one.get("role") != "leader"]  # fmt: skip
                is_safe = any(one.get("role") == "sync_standby" for one in members)
                if is_safe and len(following) >= count:
                    return primary
            time.sleep(0.5)
        raise AssertionError(f"no primary with standbys: {self._ends_of_logs()}")

    def make_database(self) -> str:
        """Make the server's role and database; return the URL that leads through haproxy."""
        primary = self.wait_for_standbys(1)
        programs = folder_of_programs()
        for sentence in (f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '{PASSWORD}'",
                         f"CREATE DATABASE {ROLE} OWNER {ROLE}"):  # fmt: skip
            run(["env", f"PGPASSWORD={PASSWORD}", f"{programs}/psql", "-h", "127.0.0.1", "-p",
                 str(self.database[primary]), "-U", "postgres", "-qc", sentence])  # fmt: skip
        password = PASSWORD.replace(" ", "%20")
        return f"postgresql://{ROLE}:{password}@127.0.0.1:{self.port}/{ROLE}"

    def kill(self, node: str) -> None:
        """End a node as a power cut does: Patroni and every process of its PostgreSQL."""
        process = self._running.pop(node)
        for each in (*_below(process.pid), *self._postmaster(node), process.pid):
            _signal(each, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End everything."""
        for name in list(self._running):
            self.kill(name)

    def _postmaster(self, node: str) -> Sequence[int]:
        """PostgreSQL is a daemon: its first process is no child of Patroni."""
        file = self.folder / node / "data" / "postmaster.pid"
        if not file.exists():
            return ()
        head = int(file.read_text().split()[0])
        return (head, *_below(head))

    def _begin(self, name: str, command: list[str]) -> None:
        plain = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/tmp"}
        with open(self.folder / f"{name}.log", "ab") as log:
            self._running[name] = subprocess.Popen(
                command, cwd=self.folder, env=plain, stdout=log, stderr=log, start_new_session=True
            )

    def _asks(self, node: str, path: str) -> dict[str, list[dict[str, str]]] | None:
        try:
            url = f"http://127.0.0.1:{self.rest[node]}{path}"
            with urllib.request.urlopen(url, timeout=2) as answer:
                found: dict[str, list[dict[str, str]]] = json.load(answer)
        except (OSError, ValueError):
            return None
        return found

    def _ends_of_logs(self) -> str:
        return "\n".join(file.name + ": " + file.read_text(errors="replace")[-1500:]
                         for file in self.folder.glob("*.log"))  # fmt: skip


def _below(process: int) -> list[int]:
    """Return the processes that this one started, and theirs."""
    try:
        file = Path(f"/proc/{process}/task/{process}/children")
        children = [int(one) for one in file.read_text().split()]
    except OSError:
        return []
    return [each for child in children for each in (*_below(child), child)]


def _signal(process: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, number)


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Run a fresh cluster; nothing of it is left when the block is left."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-cluster-", dir="/tmp"))
    folder.chmod(0o755)
    cluster = Cluster(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
