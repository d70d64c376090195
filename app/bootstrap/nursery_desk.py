"""The door to the officer's data set: closed until its own passphrase is given, by each officer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.unlock import unlock_by
from app.domain.errors import Refused
from app.domain.nursery.inputs import InputContent, NurseryInput
from app.domain.nursery.instance import Instance
from app.domain.nursery.results import Held, ResultRow
from app.domain.roles import Actor
from app.domain.tables import Table

if TYPE_CHECKING:
    from app.services.nursery_release import NurseryReleaseService
    from app.services.nursery_rounds import NurseryRoundsService
    from app.services.nursery_runs import NurseryRunsService
    from app.store.nursery_data_set import NurseryDataSet


@dataclass(frozen=True, slots=True)
class NurseryServices:
    """What an officer works with once the data set is open."""

    rounds: NurseryRoundsService
    runs: NurseryRunsService
    release: NurseryReleaseService


class NurseryDoor:
    """Opens, makes and closes the data set of one centre.

    It is open for the officer who gave the passphrase only: whoever signs in next gives it again.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Take the centre's folder and name; nothing is opened."""
        self._folder, self._name = folder, name
        self._data_set: NurseryDataSet | None = None
        self._services: NurseryServices | None = None
        self._opened_by: str | None = None

    def is_there(self) -> bool:
        """Tell whether there is a data set."""
        from app.store.nursery_data_set import has_data_set

        return has_data_set(self._folder)

    def is_open(self, who: Actor) -> bool:
        """Tell whether somebody opened it already."""
        return self._services is not None and self._opened_by == who.operator

    def create(self, who: Actor, passphrase: str) -> str:
        """Make the data set, open it, and return its recovery code, shown once."""
        from app.store.nursery_data_set import create_data_set

        who.require("nursery")
        code = create_data_set(self._folder, self._name, passphrase)
        self.open(who, passphrase)
        return code

    def open(self, who: Actor, secret: str) -> None:
        """Open it with its passphrase or recovery code; the opening is logged.

        Raises:
            Unavailable: as `app.store.nursery_data_set.open_data_set`.
        """
        from app.store.nursery_data_set import open_data_set

        who.require("nursery")
        self.close()
        data_set = open_data_set(self._folder, unlock_by(secret))
        with data_set.unit_of_work() as work:
            work.audit.add(who.operator, "sign-in", "nursery")
            work.commit()
        self._data_set, self._opened_by = data_set, who.operator
        self._services = _services(data_set)

    def services(self, who: Actor) -> NurseryServices:
        """Return the services; `Refused("nursery.data_set_closed")` for whoever did not open it."""
        who.require("nursery")
        if self._services is None or self._opened_by != who.operator:
            raise Refused("nursery.data_set_closed")
        return self._services

    def close(self) -> None:
        """Close it; safe to call twice."""
        if self._data_set is not None:
            self._data_set.close()
        self._data_set = self._services = self._opened_by = None


class _Contents:
    """Satisfies `app.services.nursery_ports.NurseryContents`."""

    def load(self, path: Path) -> tuple[str, bytes]:
        from app.files.nursery_input import content_of

        one = content_of(path)
        return one.name, one.data

    def read_contents(
        self,
        contents: Mapping[str, InputContent],
        method: str | None = None,
        objective: str | None = None,
    ) -> NurseryInput:
        from app.files.nursery_input import read_contents

        return read_contents(contents, method, objective)

    def table(self, content: InputContent) -> Table:
        from app.files.nursery_input import plain_table

        return plain_table(content)

    def known_headings(self, word: str, headers: Sequence[str]) -> tuple[str, ...]:
        from app.files.nursery_columns import known_headings

        return known_headings(word, headers)

    def guess_columns(self, word: str, headers: Sequence[str]) -> dict[str, str]:
        from app.files.nursery_columns import guess_columns

        return guess_columns(word, headers)

    def as_csv(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
        from app.files.nursery_input import as_csv

        return as_csv(headers, rows)

    def read_rows_of(self, name: str, data: bytes) -> dict[str, ResultRow]:
        from app.files.nursery_result import read_rows_of

        return read_rows_of(name, data)

    def read_held_of(self, name: str, data: bytes, instance: Instance) -> Held:
        from app.files.nursery_result import read_held_of

        return read_held_of(name, data, instance)


def _services(data_set: NurseryDataSet) -> NurseryServices:
    from app.bootstrap.opened import SystemClock
    from app.messages.nursery import pinned_sentence, result_sentence
    from app.services.nursery_desk import Desk
    from app.services.nursery_release import NurseryReleaseService
    from app.services.nursery_rounds import NurseryRoundsService
    from app.services.nursery_runs import NurseryRunsService

    desk = Desk(data_set.unit_of_work, _Contents(), SystemClock().now)
    return NurseryServices(
        NurseryRoundsService(desk),
        NurseryRunsService(desk, result_sentence, pinned_sentence),
        NurseryReleaseService(desk),
    )
