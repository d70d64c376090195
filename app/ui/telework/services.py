"""What the telework pages need of the services."""

from __future__ import annotations

from typing import Protocol

from app.services.telework_choices import TeleworkChoicesService
from app.services.telework_desk import TeleworkDeskService
from app.services.telework_profiles import WorkerProfilesService
from app.services.telework_proposals import ProposalsService


class TeleworkServices(Protocol):
    """The services the pages work with; the joined centre satisfies it."""

    @property
    def worker_profiles(self) -> WorkerProfilesService:
        """The profiles workers own."""

    @property
    def telework_choices(self) -> TeleworkChoicesService:
        """What workers choose about their data."""

    @property
    def telework_desk(self) -> TeleworkDeskService:
        """Workers, jobs and why they fit."""

    @property
    def proposals(self) -> ProposalsService:
        """Short list, hand-over and talks."""
