"""What the telework pages need of the services."""

from __future__ import annotations

from typing import Protocol

from app.domain.ids import PersonId
from app.domain.people import Person
from app.domain.roles import Actor
from app.services.telework_choices import TeleworkChoicesService
from app.services.telework_desk import TeleworkDeskService
from app.services.telework_profiles import WorkerProfilesService
from app.services.telework_proposals import ProposalsService


class People(Protocol):
    """The records of people."""

    def open_person(self, who: Actor, person: PersonId) -> Person:
        """Return a record; the look is logged."""


class TeleworkServices(Protocol):
    """The services the pages work with; the joined centre satisfies it."""

    @property
    def people(self) -> People:
        """The records, for how somebody reads best."""

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
