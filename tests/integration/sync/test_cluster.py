"""A database cluster whose primary dies under load: every acknowledged write is still there."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from tests.helpers.cluster import missing_programs, running_cluster
from tests.helpers.running_server import CHIEF, Console, RunningServer, running_server
from tests.helpers.stores import a_person

pytestmark = pytest.mark.long
AT_ONCE = 20


class Writer(threading.Thread):
    """A device that writes and exchanges until told to stop; keeps what was acknowledged."""

    def __init__(self, folder: Path, server: RunningServer, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.console = Console(folder)
        self.console.sync.enrol(CHIEF, server.address, server.code())
        self.acknowledged: list[tuple[float, str]] = []
        self.away = 0
        self._halt = stop

    def run(self) -> None:
        waiting: list[str] = []
        while not self._halt.is_set():
            people = [a_person() for _number in range(AT_ONCE)]
            with self.console.centre.unit_of_work() as work:
                for person in people:
                    work.people.add(person)
                work.commit()
            waiting += [person.id for person in people]
            try:
                self.console.sync.exchange()
            except Unavailable:
                self.away += 1
                time.sleep(0.3)
                continue
            now = time.monotonic()
            self.acknowledged += [(now, one) for one in waiting]
            waiting = []


@pytest.mark.timeout(420)
@pytest.mark.skipif(bool(missing_programs()), reason="./test installs Patroni, etcd and haproxy")
def test_the_primary_dies_under_load_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    with running_cluster() as cluster, running_server(cluster.make_database()) as server:
        stop = threading.Event()
        writers = [Writer(tmp_path / f"writer{number}", server, stop) for number in range(2)]
        for writer in writers:
            writer.start()
        time.sleep(5)
        fallen = cluster.primary()
        assert fallen is not None
        killed_at = time.monotonic()
        cluster.kill(fallen)
        risen = cluster.wait_for_standbys(1)
        assert risen != fallen
        # They carry on by themselves, without a restart of anything.
        until = time.monotonic() + 60
        while not all(_wrote_after(writer, killed_at) for writer in writers):
            assert time.monotonic() < until, server.log.read_text()[-2000:]
            time.sleep(0.5)
        cluster.start_node(fallen)
        cluster.wait_for_standbys(2)
        time.sleep(3)
        stop.set()
        for writer in writers:
            writer.join(60)
        fresh = Console(tmp_path / "fresh")
        fresh.sync.enrol(CHIEF, server.address, server.code())
        fresh.sync.exchange()
        there = {row[0] for row in fresh.dump()["people"]}
        acknowledged = {one for writer in writers for _at, one in writer.acknowledged}
        print(f"acknowledged {len(acknowledged)}, lost {len(acknowledged - there)}, "
              f"away {sum(writer.away for writer in writers)} times")  # fmt: skip
        assert len(acknowledged) > 100
        assert not acknowledged - there
        for console in (fresh, *(writer.console for writer in writers)):
            console.close()


def _wrote_after(writer: Writer, moment: float) -> bool:
    # Not what was under way when it fell: a second later at least.
    return bool(writer.acknowledged) and writer.acknowledged[-1][0] > moment + 1
