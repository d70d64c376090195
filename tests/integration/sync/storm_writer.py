"""Edits shared records and exchanges until it is killed; says on standard output what was kept.

Arguments: the centre's folder, its key in hexadecimal, a word of its own, a file with the shared
ids, a seed. A line `tries JSON` comes before each transaction, `kept` after it; one without `kept`
may or may not be on the disk. The first exchange comes when every kind of field was edited.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from app.crypto.wraps import DataKey
from app.domain.errors import Unavailable
from app.domain.follow_ups import Attempt, AttemptResult
from app.domain.ids import OperatorId, PersonId, new_id
from app.domain.roles import Role
from app.domain.sync.records import Key
from app.services.sync import SyncService
from app.store.centre import OpenCentre, open_centre
from app.sync.gateway import HttpGateway
from tests.helpers.running_server import WrongClock
from tests.helpers.stores import a_person

DAY, NEXT_DAY = date(2026, 5, 1), date(2026, 5, 2)
KINDS = ("lww", "strict", "counter", "set", "append", "server", "new", "withdraw")
ROLES = (Role.VOLUNTEER, Role.COORDINATOR, Role.ADMINISTRATOR)


class Writer:
    """One person at one computer who does everything at once."""

    def __init__(
        self, centre: OpenCentre, word: str, shared: dict[str, list[str]], seed: int
    ) -> None:
        self._centre, self._word, self._shared = centre, word, shared
        self._random = random.Random(seed)
        self._sync = SyncService(centre.unit_of_work, HttpGateway(1), WrongClock())
        self._number = seed * 100_000

    def run(self) -> None:
        """Write until killed."""
        todo = list(KINDS)
        while True:
            kind = todo.pop() if todo else self._random.choice(KINDS)
            if kind != "withdraw" or self._random.random() < 0.3:
                self._number += 1
                self._write(kind, f"{self._word}-{self._number}")
            if not todo and self._random.random() < 0.2:
                self._exchange()

    def _write(self, kind: str, value: str) -> None:
        if kind == "withdraw":
            one = self._random.choice(self._shared["leaving"])
            said("tries", {"kind": kind, "id": one})
            self._sync.withdraw([Key("people", one)])
            return said("kept")
        with self._centre.unit_of_work() as work:
            one = self._random.choice(self._shared["staying"] + self._shared["leaving"])
            if kind in ("lww", "strict") and work.people.get(PersonId(one)) is None:
                return None
            done: dict[str, object] = {"kind": kind, "id": one, "value": value}
            if kind == "lww":
                work.people.change(PersonId(one), {"note": value})
            elif kind == "strict":
                work.people.change(PersonId(one), {"name": value})
            elif kind == "counter":
                done["value"] = self._random.randint(-2, 5)
                work.tallies.count(DAY, int(str(done["value"])))
            elif kind == "set":
                work.tallies.mark(DAY, value, is_asked=True)
            elif kind == "append":
                work.tallies.open(NEXT_DAY, self._word)
                attempt = Attempt(new_id(), self._shared["calls"][0], datetime.now(UTC),
                                  OperatorId("o1"), AttemptResult.MISSED)  # fmt: skip
                work.follow_ups.add_attempt(attempt)
                done["id"] = attempt.id
            elif kind == "server":
                done["value"] = role = self._random.choice(ROLES)
                work.operators.change(OperatorId("o1"), {"role": role})
            else:
                person = a_person(name=value)
                work.people.add(person)
                done["id"] = person.id
            said("tries", done)
            work.commit()
        return said("kept")

    def _exchange(self) -> None:
        try:
            self._sync.exchange()
            said("exchanged")
        except Unavailable as error:
            said("away", {"code": error.code})
            time.sleep(0.02)


def said(word: str, more: dict[str, object] | None = None) -> None:
    """Say a line at once."""
    print(word, json.dumps(more or {}, ensure_ascii=False), flush=True)


def main(folder: str, key: str, word: str, shared: str, seed: str) -> None:
    """Open the centre and write."""
    centre = open_centre(Path(folder), DataKey(bytes.fromhex(key)), now=WrongClock())
    Writer(centre, word, json.loads(Path(shared).read_text()), int(seed)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
