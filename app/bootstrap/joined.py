"""The joined program as the verbs of the command line use it."""

from __future__ import annotations

import shutil
import tempfile
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.bootstrap.places import Secrets, centre_folder, write_demo_login
from app.cli.options import Globals
from app.domain.errors import BadInput, Finding, Unavailable
from app.domain.progress import NoProgress, Progress
from app.messages import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.bootstrap.centre import Centre
    from app.cli.joins import ServerDesk
    from app.demo.build import DemoLogin
    from app.domain.exports import CalendarEntry, ExportTable
    from app.domain.sheets import Sheet
    from app.services.clubs import ClubsService
    from app.services.clubs_timetable import TimetableService
    from app.services.nursery import NurseryService
    from app.services.telework import TeleworkMatchingService
    from app.store.centre import OpenCentre


class Joined:
    """Joins parts on demand; satisfies `app.cli.joins.Joins`."""

    def __init__(self) -> None:
        self._secrets = Secrets()

    def folder(self, shared: Globals) -> Path:
        """Return the centre's folder: the one named, else the platform's."""
        return centre_folder(shared)

    def open_centre(self, shared: Globals, *, may_be_locked: bool = False) -> Centre:
        """Open the centre, unlock it and sign in."""
        from app.bootstrap.unlock import open_signed_in

        centre = open_signed_in(shared, self._secrets)[0]
        if not may_be_locked:
            try:
                centre.sync.require_open()
            except BaseException:
                centre.close()
                raise
        return centre

    def passphrase(self, shared: Globals) -> str:
        """Return the passphrase from its file or the terminal, without opening anything."""
        from app.bootstrap.unlock import passphrase_of

        return passphrase_of(shared, self._secrets)

    def new_secret(self, file: str | None, question: str) -> str:
        """Return a new secret from a file, or asked twice on a terminal."""
        if file:
            return self._secrets.from_file(file)
        asked = self._secrets.asked_twice(question, _("The same again"))
        if not asked:
            raise Unavailable("unlock.no_secret")
        return asked

    def centre_facts(self, folder: Path) -> dict[str, object]:
        """Return id, name, is_demo and unlock_ways of a centre without any key."""
        from app.store.centre import centre_info

        info = centre_info(folder)
        return {
            "id": info.id, "name": info.name, "is_demo": info.is_demo,
            "unlock_ways": list(info.unlock_ways), "folder": str(folder),
        }  # fmt: skip

    def create_centre(
        self, folder: Path, name: str, passphrase: str, administrator: str, kana: str, pin: str
    ) -> str:
        """Create a centre with its first administrator and return the recovery code."""
        from app.bootstrap.create import create

        return create(folder, name, passphrase, administrator, kana, pin)

    def make_demo(
        self, folder: Path, people: int, consultations: int, seed: int, progress: Progress
    ) -> str:
        """Create a demo centre with its login file and return the operator's name."""
        return make_demo(folder, people, consultations, seed, progress)

    def write_table(self, file: Path, table: ExportTable, kind: str, encoding: str) -> None:
        """Write a table as `csv` (`utf-8` or `cp932`) or `xlsx`, whole or not at all."""
        from app.files.exports import export_table

        export_table(file, table, kind, encoding)

    def write_calendar(self, file: Path, name: str, entries: Sequence[CalendarEntry]) -> None:
        """Write days as iCalendar."""
        from app.files.calendars import export_calendar

        export_calendar(file, name, entries)

    def write_sheet(self, file: Path, sheet: Sheet) -> None:
        """Write a sheet to take home as PDF."""
        from app.printing.sheet import write_sheet

        write_sheet(file, sheet)

    def write_archive(self, file: Path, files: Mapping[str, bytes]) -> None:
        """Write files as one ZIP."""
        from app.files.consent_archive import write_archive

        write_archive(file, files)

    def read_archive(self, file: Path) -> dict[str, bytes]:
        """Return the files of a take-out's ZIP."""
        from app.files.consent_archive import read_archive

        return read_archive(file)

    def say(self, text: str, language: str, file: Path) -> dict[str, object]:
        """Write a text read aloud (`ja` or `en`) as WAV; return seconds, took and rate."""
        from app.bootstrap.voice import say

        return say(text, language, file)

    def phrases(self, screen: str, language: str) -> list[dict[str, object]]:
        """Return what can be said on a screen."""
        from app.bootstrap.voice import phrases

        return phrases(screen, language)

    def understand(self, file: Path, language: str, screen: str | None) -> dict[str, object]:
        """Return what was said in a WAV file and what it would start."""
        from app.bootstrap.listening import understand_file

        return understand_file(file, language, screen)

    def voice_bench(self) -> dict[str, object]:
        """Measure the voices and ears of this machine."""
        from app.bootstrap.voice_bench import bench

        return bench()

    def nursery(self) -> NurseryService:
        """Return nursery allocation over files; no centre is opened."""
        from app.bootstrap.nursery import FilesOfNursery
        from app.messages.nursery import result_sentence
        from app.services.nursery import NurseryService

        return NurseryService(FilesOfNursery(), result_sentence)

    def telework(self) -> TeleworkMatchingService:
        """Return telework matching over files; no centre is opened."""
        from app.bootstrap.telework import FilesOfTelework
        from app.services.telework import TeleworkMatchingService

        return TeleworkMatchingService(FilesOfTelework())

    def timetables(self) -> TimetableService:
        """Return curriculum timetables over files; no centre is opened."""
        from app.bootstrap.timetables import FilesOfTimetables
        from app.services.clubs_timetable import TimetableService

        return TimetableService(FilesOfTimetables())

    def clubs(self) -> ClubsService:
        """Return the planner of club weeks over files; no centre is opened."""
        from app.bootstrap.clubs import FilesOfClubs
        from app.services.clubs import ClubsService

        return ClubsService(FilesOfClubs())

    def verify_backup(self, file: Path, shared: Globals, progress: Progress) -> dict[str, object]:
        """Read a backup to its end and return what it holds."""
        from app.bootstrap.backup_files import verify

        return verify(file, shared, self._secrets, progress)

    def restore_backup(self, file: Path, shared: Globals, progress: Progress) -> dict[str, object]:
        """Make a centre from a backup in the folder named and return what it held."""
        from app.bootstrap.backup_files import restore

        return restore(file, self.folder(shared), shared, self._secrets, progress)

    def serve(self, shared: Globals, values: Namespace) -> None:
        """Answer consoles until stopped."""
        from app.bootstrap.server import serve_until_stopped

        serve_until_stopped(shared, values, self._secrets)

    def server_desk(self, shared: Globals, database: str) -> ServerDesk:
        """Open the server's database; empty: the encrypted file of this computer."""
        from app.bootstrap.server import OpenServerDesk

        return OpenServerDesk(shared, database, self._secrets)

    def keyring_name(self) -> str | None:
        """Return the keyring that may hold a key here, None when there is none."""
        from app.crypto.keyring import find_backend

        found = find_backend()
        return f"{type(found).__module__}.{type(found).__name__}" if found else None

    def canonical_json(self, file: Path) -> bytes:
        """Return the canonical bytes (RFC 8785) of what a JSON file says."""
        from app.crypto.canonical import canonical_text

        return canonical_text(_bytes_of(file), str(file))

    def strict_json(self, file: Path) -> object:
        """Return what a JSON file says, whole numbers exactly; refuse what is read in two ways."""
        from app.crypto.canonical import read_strictly

        return read_strictly(_bytes_of(file), str(file), has_whole_numbers=True)

    def open_window(self, shared: Globals, values: Namespace) -> int:
        """Open the window and return when it is closed."""
        from app.bootstrap.window import open_window

        return open_window(shared, self._secrets, values.demo, values.ready_file)

    def screens(self) -> list[dict[str, object]]:
        """Return what the registry says of every screen."""
        from app.bootstrap.screens import describe_screens

        return describe_screens()

    def take_pictures(self, shared: Globals, values: Namespace, progress: Progress) -> list[Path]:
        """Save pictures of screens and return the files."""
        from app.bootstrap.screens import take_pictures

        return take_pictures(shared, self._secrets, values, progress)

    def audit(self, shared: Globals, values: Namespace, progress: Progress) -> dict[str, Any]:
        """Look at every screen and return {"cells", "findings"}."""
        from app.bootstrap.screens import audit

        return audit(shared, self._secrets, values, progress)

    def audit_self_test(self) -> dict[str, Any]:
        """Look at planted faults and return what was found and missed."""
        from app.bootstrap.screens import audit_self_test

        return audit_self_test()


def _bytes_of(file: Path) -> bytes:
    if not file.is_file():
        raise BadInput("file.not_found", (Finding("file.not_found", str(file)),), file=str(file))
    return file.read_bytes()


def make_demo(
    folder: Path, people: int, consultations: int, seed: int, progress: Progress | None = None
) -> str:
    """Create a demo centre with its login file and return the operator's name.

    It is made in a folder of its own inside and moved up when it is whole, the keys last, so that
    stopping on the way leaves nothing that looks like a centre.
    """
    from app.store.centre import is_free
    from app.store.failures import plain_failures

    with plain_failures(folder):
        if not is_free(folder):
            raise BadInput("store.folder_not_empty", place=str(folder))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
        try:
            operator = _fill(fresh, people, consultations, seed, progress or NoProgress())
            for one in sorted(fresh.iterdir(), key=lambda made: "keys" in made.name):
                one.replace(folder / one.name)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return operator


def _fill_choices(store: OpenCentre, login: DemoLogin) -> None:
    """Let some of the invented people look for work and choose, through the services."""
    from datetime import UTC, datetime

    from app.bootstrap.centre import Centre
    from app.demo.clubs import fill_clubs
    from app.demo.consents import fill_consents
    from app.demo.telework import fill_telework

    centre = Centre(store)
    who = centre.operators.sign_in(centre.operators.named(login.operator).id, login.pin)
    with tempfile.TemporaryDirectory() as folder:
        fill_telework(centre, who, datetime.now(UTC), folder)
    fill_consents(centre, who, datetime.now(UTC))
    fill_clubs(centre, who)


def _fill(folder: Path, people: int, consultations: int, seed: int, progress: Progress) -> str:
    from app.crypto.pins import ArgonPins
    from app.demo.build import demo_login, fill_demo
    from app.demo.content import load_content
    from app.store.centre import Passphrase, create_centre, open_centre

    login = demo_login()
    create_centre(folder, load_content().centre, login.passphrase, is_demo=True)
    store = open_centre(folder, Passphrase(login.passphrase))
    try:
        fill_demo(store.unit_of_work, ArgonPins(), people, consultations, seed, progress=progress)
        _fill_choices(store, login)
    finally:
        store.close()
    write_demo_login(folder, login)
    return login.operator
