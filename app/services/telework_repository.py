"""The telework records inside one unit of work; the store satisfies it."""

from __future__ import annotations

from typing import Protocol

from app.domain.ids import PersonId
from app.domain.telework.hand_over import Recipient
from app.domain.telework.inputs import Job
from app.domain.telework.loans import Loan
from app.domain.telework.placements import Proposal, Talk
from app.domain.telework.profile import WorkerProfile


class TeleworkRepository(Protocol):
    """Workers' profiles and equipment on loan."""

    def profile(self, person: PersonId) -> WorkerProfile | None:
        """Return a profile, or None where nothing was ever written."""

    def put_profile(self, profile: WorkerProfile) -> None:
        """Store a profile; only fields that differ are written."""

    def begin_profile(self, person: PersonId) -> None:
        """Keep a place for a profile in which nothing is written yet; twice changes nothing."""

    def profile_owners(self) -> tuple[PersonId, ...]:
        """Return whose profiles there are, in the order of their ids."""

    def loan(self, loan: str) -> Loan | None:
        """Return a loan, or None."""

    def put_loan(self, loan: Loan) -> None:
        """Store a loan, replacing what was known of it."""

    def loans(self) -> tuple[Loan, ...]:
        """Return all loans in the order of their ids."""

    def job(self, job: str) -> Job | None:
        """Return a job, or None when unknown or removed."""

    def put_job(self, job: Job) -> None:
        """Store a job, replacing what was known of it."""

    def jobs(self) -> tuple[Job, ...]:
        """Return all jobs in the order of their ids, also of employers who have not agreed."""

    def remove_job(self, job: str, *, removed: bool = True) -> None:
        """Hide a job, or bring it back."""

    def recipients(self) -> tuple[Recipient, ...]:
        """Return the bodies that may be handed a pack, by name."""

    def put_recipient(self, recipient: Recipient) -> None:
        """Store a body, replacing what was known of it; one that was hidden is back."""

    def remove_recipient(self, recipient: str) -> None:
        """Hide a body."""

    def proposal(self, proposal: str) -> Proposal | None:
        """Return a proposal, or None."""

    def put_proposal(self, proposal: Proposal) -> None:
        """Store a proposal, replacing what was known of it."""

    def proposals(self, person: PersonId | None = None) -> tuple[Proposal, ...]:
        """Return all proposals, or those of one person, oldest first."""

    def put_talk(self, talk: Talk) -> None:
        """Store what came of a talk."""

    def talks(self, proposal: str) -> tuple[Talk, ...]:
        """Return the talks of a proposal that were noted."""
