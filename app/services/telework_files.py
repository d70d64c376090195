"""The tables and calendar days of telework as files, for the page as for the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from app.domain.errors import BadInput
from app.domain.exports import CalendarEntry, ExportTable
from app.domain.roles import Actor
from app.services.telework_profiles import AREA
from app.services.telework_tables import TeleworkTablesService

FORMATS = {"workers": ("csv", "xlsx"), "jobs": ("csv", "xlsx"), "talks": ("ics",)}
TableFile = Callable[[Path, ExportTable, str, str], None]
CalendarFile = Callable[[Path, str, Sequence[CalendarEntry]], None]


class TeleworkFilesService:
    """Writes what the tables hold at this moment; a file is there whole or not at all."""

    def __init__(
        self, tables: TeleworkTablesService, write_table: TableFile, write_calendar: CalendarFile
    ) -> None:
        self._tables, self._write_table = tables, write_table
        self._write_calendar = write_calendar

    def write(self, who: Actor, what: str, path: Path, encoding: str = "utf-8") -> int:
        """Write workers or jobs and return how many rows went out.

        Raises:
            BadInput: `telework.ending` when the name has no ending of a table.
            Unavailable: the file cannot be written.
        """
        kind = kind_of(what, path)
        table = self._tables.workers(who) if what == "workers" else self._tables.jobs(who)
        self._write_table(path, table, kind, encoding)
        return len(table.rows)

    def write_days(self, who: Actor, path: Path, name: str, days: Sequence[CalendarEntry]) -> int:
        """Write the talks still to come as calendar days and return how many there are.

        Raises:
            BadInput: `telework.ending` when the name does not end in `.ics`.
            Unavailable: the file cannot be written.
        """
        who.require(AREA)
        kind_of("talks", path)
        self._write_calendar(path, name, days)
        return len(days)


def kind_of(what: str, path: Path) -> str:
    """Return what kind of file a name asks for by its ending.

    Raises:
        BadInput: `telework.ending` with the endings that are possible.
    """
    kind = path.suffix.removeprefix(".").lower()
    if kind not in FORMATS[what]:
        endings = ", ".join(f".{one}" for one in FORMATS[what])
        raise BadInput("telework.ending", endings=endings)
    return kind
