"""The joined centre: every service over one open store, each made when first used."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.centre_clubs import ClubsParts
from app.bootstrap.window_ears import WindowEars
from app.domain.progress import NoProgress, Progress

if TYPE_CHECKING:
    from app.bootstrap.nursery_desk import NurseryDoor
    from app.bootstrap.papers import Papers
    from app.bootstrap.reading import Reader
    from app.services.attendance import AttendanceService
    from app.services.audit import AuditService
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
    from app.store.centre import OpenCentre


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


class Centre(ClubsParts):
    """What screens and verbs work with: every service, made when first used."""

    @cached_property
    def ears(self) -> WindowEars:
        """What hears a command spoken in the window."""
        return WindowEars()

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
    def reader(self) -> Reader:
        """Reads pages aloud."""
        from app.bootstrap.reading import Reader

        return Reader()

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
        if "ears" in self.__dict__:
            self.ears.close()
        self._store.close()
