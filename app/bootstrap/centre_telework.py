"""The services of telework over one open store."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.bootstrap.centre_consent import ConsentParts

if TYPE_CHECKING:
    from app.bootstrap.telework_consent import LedgerOfTelework
    from app.services.telework_choices import TeleworkChoicesService
    from app.services.telework_desk import TeleworkDeskService
    from app.services.telework_files import TeleworkFilesService
    from app.services.telework_loans import LoansService
    from app.services.telework_profiles import WorkerProfilesService
    from app.services.telework_proposals import ProposalsService
    from app.services.telework_tables import TeleworkTablesService


class TeleworkParts(ConsentParts):
    """Profiles, jobs, proposals and equipment on loan; consent is asked at each look."""

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
    def telework_files(self) -> TeleworkFilesService:
        """The tables and talks as files."""
        from app.files.calendars import export_calendar
        from app.files.exports import export_table
        from app.services.telework_files import TeleworkFilesService

        return TeleworkFilesService(self.telework_tables, export_table, export_calendar)

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
