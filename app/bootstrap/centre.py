"""The joined centre: every service over one open store, each made when first used."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.window_ears import WindowEars
from app.domain.errors import Refused
from app.domain.progress import NoProgress, Progress
from app.domain.roles import Actor

if TYPE_CHECKING:
    from app.bootstrap.nursery_desk import NurseryDoor
    from app.bootstrap.papers import Papers
    from app.bootstrap.reading import Reader
    from app.bootstrap.telework_consent import LedgerOfTelework
    from app.services.attendance import AttendanceService
    from app.services.audit import AuditService
    from app.services.consent import ConsentService
    from app.services.consent_gate import ConsentGateService
    from app.services.consent_log import ConsentLogService
    from app.services.consent_purge import ConsentPurgeService
    from app.services.consent_records import ConsentRecordsService
    from app.services.consent_takein import ConsentTakeInService
    from app.services.consent_takeout import ConsentTakeOutService
    from app.services.consent_talks import ConsentTalksService
    from app.services.consultations import ConsultationsService
    from app.services.consultations_attachments import AttachmentsService
    from app.services.consultations_out import ConsultationsOutService
    from app.services.consultations_similar import SimilarService
    from app.services.delegations import DelegationsService
    from app.services.drafts import DraftsService
    from app.services.follow_ups import FollowUpsService
    from app.services.operators import OperatorsService
    from app.services.people import PeopleService
    from app.services.people_import import PeopleImportService
    from app.services.people_merge import PeopleMergeService
    from app.services.profiles import ProfilesService
    from app.services.readiness import ReadinessService
    from app.services.settings import SettingsService
    from app.services.sync import SyncService
    from app.services.sync_bundles import BundleService
    from app.services.telework_choices import TeleworkChoicesService
    from app.services.telework_desk import TeleworkDeskService
    from app.services.telework_loans import LoansService
    from app.services.telework_profiles import WorkerProfilesService
    from app.services.telework_proposals import ProposalsService
    from app.services.telework_tables import TeleworkTablesService
    from app.store.centre import CentreInfo, OpenCentre


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class Backups:
    """Backups of one centre."""

    def __init__(self, store: OpenCentre) -> None:
        self._store = store

    def create(self, file: Path, progress: Progress | None = None) -> None:
        """Write an encrypted backup into a new file."""
        from app.store.backups import create_backup

        create_backup(self._store, file, progress or NoProgress())

    def verify(self, file: Path, progress: Progress | None = None) -> int:
        """Read a backup of this centre to its end and return how many people it holds."""
        from app.store.backups import verify_backup

        return verify_backup(file, self._store.data_key, progress or NoProgress()).people


class Centre:
    """What screens and verbs work with. `actor` is who signed in, None before.

    Args:
        store: the open, unlocked store.
    """

    def __init__(self, store: OpenCentre) -> None:
        self._store = store
        self._clock = SystemClock()
        self.actor: Actor | None = None
        self.ears = WindowEars()

    @property
    def info(self) -> CentreInfo:
        """Id, name and kind of the centre."""
        return self._store.info

    @property
    def name(self) -> str:
        """The centre's name."""
        return self._store.info.name

    @property
    def folder(self) -> Path:
        """The centre's folder."""
        return self._store.folder

    @property
    def store(self) -> OpenCentre:
        """The open store, for keys and backups."""
        return self._store

    @property
    def who(self) -> Actor:
        """Who is signed in; `Refused("signin.who")` when nobody is."""
        if self.actor is None:
            raise Refused("signin.who")
        return self.actor

    @cached_property
    def people(self) -> PeopleService:
        """The people."""
        from app.services.people import PeopleService

        return PeopleService(self._store.unit_of_work, self._clock)

    @cached_property
    def people_import(self) -> PeopleImportService:
        """Import of people from tables."""
        from app.files.tables import read_table
        from app.services.people_import import PeopleImportService

        return PeopleImportService(self._store.unit_of_work, self._clock, read_table, self.people)

    @cached_property
    def consultations(self) -> ConsultationsService:
        """The consultations."""
        from app.services.consultations import ConsultationsService

        return ConsultationsService(self._store.unit_of_work, self._clock)

    @cached_property
    def consultations_out(self) -> ConsultationsOutService:
        """What leaves the desk."""
        from app.services.consultations_out import ConsultationsOutService

        return ConsultationsOutService(self._store.unit_of_work)

    @cached_property
    def papers(self) -> Papers:
        """Papers on screen, in files and on printers."""
        from app.bootstrap.papers import Papers

        return Papers()

    @cached_property
    def similar(self) -> SimilarService:
        """Similar consultations and step cards."""
        from app.files.desk_words import load_step_cards, load_word_table
        from app.services.consultations_similar import SimilarService

        return SimilarService(self._store.reading, self._clock, load_word_table, load_step_cards)

    @cached_property
    def attendance(self) -> AttendanceService:
        """Who came today."""
        from app.services.attendance import AttendanceService

        return AttendanceService(self._store.unit_of_work, self._clock)

    @cached_property
    def follow_ups(self) -> FollowUpsService:
        """Calls, check-ins and errands."""
        from app.messages.times import local
        from app.services.follow_ups import FollowUpsService

        return FollowUpsService(self._store.unit_of_work, self._clock, local)

    @cached_property
    def delegations(self) -> DelegationsService:
        """Who may speak for whom."""
        from app.messages.times import local
        from app.services.delegations import DelegationsService

        return DelegationsService(self._store.unit_of_work, self._clock, local)

    @cached_property
    def consent(self) -> ConsentService:
        """What people agreed to."""
        import json

        from app.crypto.consent_signing import ConsentSigner, canonical_bytes
        from app.files.consent_heads import HeadsBeside
        from app.services.consent import ConsentService

        return ConsentService(
            self._store.unit_of_work, self._clock, ConsentSigner(), canonical_bytes, json.loads,
            HeadsBeside(self.folder),
        )  # fmt: skip

    @cached_property
    def consent_log(self) -> ConsentLogService:
        """The log of the consent ledger."""
        import json

        from app.crypto.consent_signing import ConsentSigner, canonical_bytes
        from app.files.consent_heads import CHECKED, HeadsBeside
        from app.services.consent_log import ConsentLogService

        return ConsentLogService(
            self._store.unit_of_work, ConsentSigner(), canonical_bytes, json.loads,
            HeadsBeside(self.folder), HeadsBeside(self.folder, CHECKED),
        )  # fmt: skip

    @cached_property
    def consent_takeout(self) -> ConsentTakeOutService:
        """A person's part of the ledger, to take home."""
        import json

        from app.crypto.consent_signing import ConsentSigner, canonical_bytes
        from app.files.consent_archive import table_bytes
        from app.printing.consent_takeout import takeout_papers
        from app.services.consent_takeout import ConsentTakeOutService

        return ConsentTakeOutService(
            self._store.unit_of_work, ConsentSigner(), canonical_bytes, json.loads, table_bytes,
            takeout_papers, self.name,
        )  # fmt: skip

    @cached_property
    def consent_takein(self) -> ConsentTakeInService:
        """Take-outs read back."""
        import json

        from app.crypto.consent_signing import ConsentSigner, canonical_bytes
        from app.services.consent_takein import ConsentTakeInService

        return ConsentTakeInService(
            self._store.unit_of_work, self._clock, ConsentSigner(), canonical_bytes, json.loads,
            self.consent,
        )  # fmt: skip

    @cached_property
    def consent_gate(self) -> ConsentGateService:
        """The one way out for data of people."""
        from app.services.consent_gate import ConsentGateService

        return ConsentGateService(self._store.unit_of_work, self.consent, self._clock)

    @cached_property
    def consent_purge(self) -> ConsentPurgeService:
        """What rests on nothing any more, erased."""
        from app.services.consent_purge import ConsentPurgeService

        return ConsentPurgeService(self._store.unit_of_work, self.consent, self._clock)

    @cached_property
    def consent_talks(self) -> ConsentTalksService:
        """Talks about consent that were left for later."""
        from app.services.consent_talks import ConsentTalksService

        return ConsentTalksService(self._store.unit_of_work, self.consent)

    @cached_property
    def reader(self) -> Reader:
        """Reads pages aloud."""
        from app.bootstrap.reading import Reader

        return Reader()

    @cached_property
    def consent_records(self) -> ConsentRecordsService:
        """What went to others, and who was told of a stop."""
        from app.services.consent_records import ConsentRecordsService

        return ConsentRecordsService(self._store.unit_of_work, self.consent, self._clock)

    @cached_property
    def attachments(self) -> AttachmentsService:
        """Pictures of consultations."""
        from app.printing.pictures import clean_picture
        from app.services.consultations_attachments import AttachmentsService

        return AttachmentsService(self._store.unit_of_work, self._clock, clean_picture)

    @cached_property
    def people_merge(self) -> PeopleMergeService:
        """Two records of one person made one."""
        from app.services.people_merge import PeopleMergeService

        return PeopleMergeService(self._store.unit_of_work, self._clock)

    @cached_property
    def operators(self) -> OperatorsService:
        """Those who sign in."""
        from app.crypto.pins import ArgonPins
        from app.services.operators import OperatorsService

        return OperatorsService(self._store.unit_of_work, self._clock, ArgonPins())

    @cached_property
    def drafts(self) -> DraftsService:
        """Parked typing."""
        from app.services.drafts import DraftsService

        return DraftsService(self._store.unit_of_work, self._clock)

    @cached_property
    def profiles(self) -> ProfilesService:
        """Modes of operators and of the centre."""
        from app.services.profiles import ProfilesService

        return ProfilesService(self.settings)

    @cached_property
    def audit(self) -> AuditService:
        """Who looked at whom."""
        from app.files.tables import write_csv
        from app.services.audit import AuditService

        return AuditService(self._store.unit_of_work, write_csv)

    @cached_property
    def settings(self) -> SettingsService:
        """Settings of the centre."""
        from app.services.settings import SettingsService

        return SettingsService(self._store.unit_of_work)

    @cached_property
    def loans(self) -> LoansService:
        """Equipment on loan."""
        from app.services.telework_loans import LoansService

        return LoansService(self._store.unit_of_work)

    @cached_property
    def telework_consent(self) -> LedgerOfTelework:
        """What workers allow, from the consent ledger."""
        from app.bootstrap.telework_consent import LedgerOfTelework

        return LedgerOfTelework(self.consent)

    @cached_property
    def worker_profiles(self) -> WorkerProfilesService:
        """The profiles workers own."""
        from app.services.telework_profiles import WorkerProfilesService

        return WorkerProfilesService(self._store.unit_of_work, self.consent_gate, self._clock)

    @cached_property
    def telework_choices(self) -> TeleworkChoicesService:
        """What workers choose about their data."""
        from app.services.telework_choices import TeleworkChoicesService

        return TeleworkChoicesService(
            self._store.unit_of_work, self.consent_gate, self.telework_consent, self._clock
        )

    @cached_property
    def telework_desk(self) -> TeleworkDeskService:
        """Workers, jobs and why they fit."""
        from app.services.telework_desk import TeleworkDeskService

        return TeleworkDeskService(self._store.unit_of_work, self.worker_profiles)

    @cached_property
    def telework_tables(self) -> TeleworkTablesService:
        """Workers and jobs as tables."""
        from app.files.telework_input import read_job_table
        from app.services.telework_tables import TeleworkTablesService

        return TeleworkTablesService(self._store.unit_of_work, self.telework_desk, read_job_table)

    @cached_property
    def proposals(self) -> ProposalsService:
        """Short list, hand-over, talks after a start."""
        from app.files.telework_pack import write_pack
        from app.services.telework_profiles import HandOverService
        from app.services.telework_proposals import ProposalsService

        hand_overs = HandOverService(
            self.worker_profiles, self.consent_gate, self._clock, write_pack
        )
        return ProposalsService(
            self._store.unit_of_work, self.worker_profiles, self.telework_desk, hand_overs,
            self._clock,
        )  # fmt: skip

    @cached_property
    def sync(self) -> SyncService:
        """Exchange with the server."""
        from app.services.sync import SyncService
        from app.sync.gateway import HttpGateway

        return SyncService(self._store.unit_of_work, HttpGateway(), self._clock)

    @cached_property
    def bundles(self) -> BundleService:
        """Records on a stick."""
        from app.services.sync_bundles import BundleService
        from app.sync.bundle import FileBundles

        return BundleService(self._store.unit_of_work, FileBundles())

    @cached_property
    def nursery(self) -> NurseryDoor:
        """The officer's own data set, closed until its passphrase is given."""
        from app.bootstrap.nursery_desk import NurseryDoor

        return NurseryDoor(self.folder, self.name)

    @cached_property
    def readiness(self) -> ReadinessService:
        """Whether this place is ready for the day."""
        from app.printing.printers import usual_printer
        from app.services.readiness import Devices, ReadinessService
        from app.speech.devices import sound_devices

        devices = Devices(usual_printer, sound_devices)
        opens = self._store.unit_of_work
        return ReadinessService(opens, opens, self._clock, self.folder, devices)

    @cached_property
    def backups(self) -> Backups:
        """Backups of this centre."""
        return Backups(self._store)

    def create_backup(self, file: Path, progress: Progress) -> None:
        """Write an encrypted backup into a new file."""
        self.backups.create(file, progress)

    def rotate_key(self, passphrase: str, progress: Progress | None = None) -> str:
        """Encrypt everything with a new key and return the new recovery code."""
        return self._store.rotate_key(passphrase, progress)

    def change_passphrase(self, old: str, new: str) -> None:
        """Lock the key with another passphrase."""
        self._store.change_passphrase(old, new)

    def new_recovery_code(self) -> str:
        """Make a new recovery code; the one before opens nothing any more."""
        return self._store.new_recovery_code()

    def close(self) -> None:
        """Close the store; safe to call twice."""
        if "reader" in self.__dict__:
            self.reader.close()
        if "nursery" in self.__dict__:
            self.nursery.close()
        self.ears.close()
        self._store.close()
