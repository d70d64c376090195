"""Adds people and exchanges until it is killed; says on standard output what was kept.

Arguments: the centre's folder, its key in hexadecimal, a word for the names.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from app.crypto.wraps import DataKey
from app.domain.errors import Unavailable
from app.services.sync import SyncService
from app.store.centre import open_centre
from app.sync.gateway import HttpGateway
from tests.helpers.running_server import WrongClock
from tests.helpers.stores import a_person


def main(folder: str, key: str, word: str) -> None:
    """Write until killed."""
    clock = WrongClock()
    centre = open_centre(Path(folder), DataKey(bytes.fromhex(key)), now=clock)
    sync = SyncService(centre.unit_of_work, HttpGateway(1), clock)
    for number in itertools.count():
        person = a_person(name=f"{word} {number}", note="written")
        with centre.unit_of_work() as work:
            work.people.add(person)
            work.commit()
        print("kept", person.id, flush=True)
        if number % 3 == 2:
            try:
                sync.exchange()
                print("exchanged", flush=True)
            except Unavailable as error:
                print("away", error.code, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
