"""Records on a stick: what is unsent goes into a file, and another device takes it in.

The same states travel as over the network, so a file that is taken in twice, late or beside the
network does no harm. Whoever takes it in passes it on to the server.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from app.domain.errors import BadInput, Refused
from app.domain.sync.client_side import ClientSide, keys_of
from app.domain.sync.records import record_of
from app.domain.sync.shape import fault_of
from app.domain.sync.standing import Enrolment
from app.domain.sync.wire import push_as_json
from app.services.sync import gather
from app.services.sync_ports import Bundles, SyncUnitOfWorkFactory

MOST_RECORDS_OF_BUNDLE = 100_000


@dataclass(frozen=True, slots=True)
class Carried:
    """How many records and withdrawals a file holds or brought."""

    records: int
    withdrawn: int


class BundleService:
    """Writes and takes in bundles of this centre."""

    def __init__(self, unit_of_work: SyncUnitOfWorkFactory, bundles: Bundles) -> None:
        self._unit_of_work = unit_of_work
        self._bundles = bundles
        self._rules = ClientSide()

    def export(self, file: Path) -> Carried:
        """Write everything unsent into a new file; it stays unsent until the server has it."""
        with self._unit_of_work() as work:
            enrolment = _required(work.sync.enrolment())
        gather(self._unit_of_work)
        with self._unit_of_work() as work:
            push = self._rules.batch(work.sync.book(), uuid.uuid4().hex, MOST_RECORDS_OF_BUNDLE)
        if push is None:
            raise Refused("sync.nothing_unsent")
        self._bundles.write(file, enrolment, push_as_json(push))
        return Carried(len(push.records), len(push.gone))

    def take_in(self, file: Path) -> Carried:
        """Join the records of a file into those of this device.

        Raises:
            BadInput: `sync.not_our_bundle` when it was made for another centre, or changed.
        """
        with self._unit_of_work() as work:
            enrolment = _required(work.sync.enrolment())
        content = self._bundles.read(file, enrolment)
        found = cast(Sequence[Mapping[str, object]], content.get("records") or ())
        records = [record_of(one) for one in found]
        if any(fault_of(record) for record in records):
            raise BadInput("sync.not_our_bundle", file=str(file))
        gone = keys_of(cast(Sequence[Sequence[object]], content.get("gone") or ()))
        with self._unit_of_work() as work:
            book = work.sync.book()
            self._rules.take_records(book, records)
            book.relay([record.key for record in records])
            book.withdraw(gone)
            work.commit()
        return Carried(len(records), len(gone))


def _required(enrolment: Enrolment | None) -> Enrolment:
    if enrolment is None:
        raise Refused("sync.not_enrolled")
    return enrolment
