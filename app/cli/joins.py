"""What the bootstrap hands to the verbs: the command line knows no adapter and no screen."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.cli.options import Globals
from app.domain.exports import CalendarEntry, ExportTable
from app.domain.progress import Progress
from app.domain.roles import Actor
from app.domain.sheets import Sheet
from app.services.attendance import AttendanceService
from app.services.audit import AuditService
from app.services.consent import ConsentService
from app.services.consent_log import ConsentLogService
from app.services.consent_purge import ConsentPurgeService
from app.services.consent_records import ConsentRecordsService
from app.services.consent_takein import ConsentTakeInService
from app.services.consent_takeout import ConsentTakeOutService
from app.services.consultations import ConsultationsService
from app.services.consultations_attachments import AttachmentsService
from app.services.consultations_out import ConsultationsOutService
from app.services.consultations_similar import SimilarService
from app.services.delegations import DelegationsService
from app.services.follow_ups import FollowUpsService
from app.services.operators import OperatorsService
from app.services.people import PeopleService
from app.services.people_import import PeopleImportService
from app.services.people_merge import PeopleMergeService
from app.services.sync import SyncService
from app.services.sync_bundles import BundleService

if TYPE_CHECKING:
    # Their solvers are for those who call them.
    from app.services.clubs import ClubsService
    from app.services.clubs_timetable import TimetableService
    from app.services.clubs_week import ClubsWeekService
    from app.services.nursery import NurseryService
    from app.services.telework import TeleworkMatchingService
    from app.services.telework_proposals import ProposalsService
    from app.services.telework_tables import TeleworkTablesService


class SignedInCentre(Protocol):
    """An open centre as verbs use it: its services, and who is signed in."""

    @property
    def folder(self) -> Path:
        """The centre's folder."""

    @property
    def people(self) -> PeopleService:
        """The people."""

    @property
    def people_import(self) -> PeopleImportService:
        """Import of people from tables."""

    @property
    def consultations(self) -> ConsultationsService:
        """The consultations."""

    @property
    def consultations_out(self) -> ConsultationsOutService:
        """What leaves the desk."""

    @property
    def name(self) -> str:
        """The centre's name."""

    @property
    def similar(self) -> SimilarService:
        """Similar consultations and step cards."""

    @property
    def attendance(self) -> AttendanceService:
        """Who came today."""

    @property
    def follow_ups(self) -> FollowUpsService:
        """Calls, check-ins and errands."""

    @property
    def delegations(self) -> DelegationsService:
        """Who may speak for whom."""

    @property
    def telework_tables(self) -> TeleworkTablesService:
        """Workers and jobs as tables."""

    @property
    def proposals(self) -> ProposalsService:
        """Short list, hand-over, talks after a start."""

    @property
    def clubs_week(self) -> ClubsWeekService:
        """The centre's own week of clubs."""

    @property
    def consent(self) -> ConsentService:
        """What people agreed to."""

    @property
    def consent_purge(self) -> ConsentPurgeService:
        """What rests on nothing any more, erased."""

    @property
    def consent_records(self) -> ConsentRecordsService:
        """What went to others, and who was told of a stop."""

    @property
    def consent_log(self) -> ConsentLogService:
        """The log of the consent ledger."""

    @property
    def consent_takeout(self) -> ConsentTakeOutService:
        """A person's part of the ledger, to take home."""

    @property
    def consent_takein(self) -> ConsentTakeInService:
        """Take-outs read back."""

    @property
    def attachments(self) -> AttachmentsService:
        """Pictures of consultations."""

    @property
    def people_merge(self) -> PeopleMergeService:
        """Two records of one person made one."""

    @property
    def operators(self) -> OperatorsService:
        """Those who sign in."""

    @property
    def audit(self) -> AuditService:
        """The audit log."""

    @property
    def sync(self) -> SyncService:
        """Exchange with the server."""

    @property
    def bundles(self) -> BundleService:
        """Records on a stick."""

    @property
    def who(self) -> Actor:
        """Who is signed in; `Refused("signin.who")` when nobody is."""

    def create_backup(self, file: Path, progress: Progress) -> None:
        """Write a backup into a new file."""

    def rotate_key(self, passphrase: str, progress: Progress | None = None) -> str:
        """Encrypt everything with a new key and return the new recovery code."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Lock the key with another passphrase."""

    def new_recovery_code(self) -> str:
        """Make a new recovery code; the one before opens nothing any more."""

    def close(self) -> None:
        """Close the store; safe to call twice."""


class ServerDesk(Protocol):
    """The server's database, as those who look after it use it."""

    def enrol_code(self, tenant: str, centre: str, role: str) -> str:
        """Return a one-time code for one device."""

    def devices(self, tenant: str) -> list[dict[str, object]]:
        """Return the devices of a municipality; times in milliseconds."""

    def revoke(self, tenant: str, device: str) -> None:
        """Let a device no longer in; `Refused("server.no_such_device")`."""

    def lease_code(self, tenant: str, device: str, asks: str) -> str:
        """Return the offline code for the number a locked device shows."""

    def new_epoch(self) -> None:
        """Tell all devices that the server came back from a backup."""

    def close(self) -> None:
        """Close the database."""


class Joins(Protocol):
    """The joined program."""

    def folder(self, shared: Globals) -> Path:
        """Return the centre's folder: the one named, else the platform's."""

    def open_centre(self, shared: Globals, *, may_be_locked: bool = False) -> SignedInCentre:
        """Open the centre, unlock it and sign in.

        A device whose lease ran out or that was revoked is refused unless `may_be_locked`.
        """

    def passphrase(self, shared: Globals) -> str:
        """Return the passphrase from its file or the terminal, without opening anything."""

    def new_secret(self, file: str | None, question: str) -> str:
        """Return a new secret from a file, or asked twice on a terminal."""

    def centre_facts(self, folder: Path) -> dict[str, object]:
        """Return id, name, is_demo and unlock_ways of a centre without any key."""

    def create_centre(
        self, folder: Path, name: str, passphrase: str, administrator: str, kana: str, pin: str
    ) -> str:
        """Create a centre with its first administrator and return the recovery code."""

    def make_demo(
        self, folder: Path, people: int, consultations: int, seed: int, progress: Progress
    ) -> str:
        """Create a demo centre with its login file and return the operator's name."""

    def write_table(self, file: Path, table: ExportTable, kind: str, encoding: str) -> None:
        """Write a table as `csv` (`utf-8` or `cp932`) or `xlsx`, whole or not at all."""

    def write_calendar(self, file: Path, name: str, entries: Sequence[CalendarEntry]) -> None:
        """Write days as iCalendar."""

    def write_sheet(self, file: Path, sheet: Sheet) -> None:
        """Write a sheet to take home as PDF."""

    def write_archive(self, file: Path, files: Mapping[str, bytes]) -> None:
        """Write files as one ZIP, always the same bytes, whole or not at all."""

    def read_archive(self, file: Path) -> dict[str, bytes]:
        """Return the files of a take-out's ZIP; `BadInput` when it is no such ZIP."""

    def say(self, text: str, language: str, file: Path) -> dict[str, object]:
        """Write a text read aloud (`ja` or `en`) as WAV; return seconds, took and rate."""

    def phrases(self, screen: str, language: str) -> list[dict[str, object]]:
        """Return what can be said on a screen."""

    def understand(self, file: Path, language: str, screen: str | None) -> dict[str, object]:
        """Return what was said in a WAV file and what it would start; None: on any screen."""

    def voice_bench(self) -> dict[str, object]:
        """Measure the voices and ears of this machine."""

    def nursery(self) -> NurseryService:
        """Return nursery allocation over files; no centre is opened."""

    def telework(self) -> TeleworkMatchingService:
        """Return telework matching over files; no centre is opened."""

    def timetables(self) -> TimetableService:
        """Return curriculum timetables over files; no centre is opened."""

    def clubs(self) -> ClubsService:
        """Return the planner of club weeks over files; no centre is opened."""

    def verify_backup(self, file: Path, shared: Globals, progress: Progress) -> dict[str, object]:
        """Read a backup to its end and return what it holds."""

    def restore_backup(self, file: Path, shared: Globals, progress: Progress) -> dict[str, object]:
        """Make a centre from a backup in the folder named and return what it held."""

    def serve(self, shared: Globals, values: Namespace) -> None:
        """Answer consoles until stopped."""

    def server_desk(self, shared: Globals, database: str) -> ServerDesk:
        """Open the server's database; empty: the encrypted file of this computer."""

    def keyring_name(self) -> str | None:
        """Return the keyring that may hold a key here, None when there is none."""

    def canonical_json(self, file: Path) -> bytes:
        """Return the canonical bytes (RFC 8785) of what a JSON file says."""

    def strict_json(self, file: Path) -> object:
        """Return what a JSON file says, whole numbers exactly; refuse what is read in two ways."""

    def open_window(self, shared: Globals, values: Namespace) -> int:
        """Open the window and return when it is closed."""

    def screens(self) -> list[dict[str, object]]:
        """Return what the registry says of every screen."""

    def take_pictures(self, shared: Globals, values: Namespace, progress: Progress) -> list[Path]:
        """Save pictures of screens and return the files."""

    def audit(self, shared: Globals, values: Namespace, progress: Progress) -> dict[str, Any]:
        """Look at every screen and return {"cells", "findings"}."""

    def audit_self_test(self) -> dict[str, Any]:
        """Look at planted faults and return {"planted", "found", "missed", "false_alarms"}."""
