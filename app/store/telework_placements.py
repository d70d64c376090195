"""Jobs of the centre, proposals with their stage, and talks after a start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from app.domain.ids import PersonId
from app.domain.telework.hand_over import Recipient, RecipientKind
from app.domain.telework.inputs import Job
from app.domain.telework.job_texts import job_of, texts_of
from app.domain.telework.placements import Proposal, Stage, Talk, TalkResult
from app.store.kinds import TELEWORK_JOBS, TELEWORK_PROPOSALS, TELEWORK_RECIPIENTS, TELEWORK_TALKS
from app.store.mapping import Row, day_of, plain, stored_moment
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import (
    telework_jobs,
    telework_proposals,
    telework_recipients,
    telework_talks,
)


class StoredPlacements:
    """Jobs, proposals and talks inside one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection
        self._jobs = Records(transaction, telework_jobs, TELEWORK_JOBS)
        self._proposals = Records(transaction, telework_proposals, TELEWORK_PROPOSALS)
        self._recipients = Records(transaction, telework_recipients, TELEWORK_RECIPIENTS)
        self._talks = Records(transaction, telework_talks, TELEWORK_TALKS)

    def job(self, job: str) -> Job | None:
        """Return a job, or None when unknown or removed."""
        row = self._jobs.row(job)
        return None if row is None else job_of(job, dict(row))

    def put_job(self, job: Job) -> None:
        """Store a job, replacing what was known of it."""
        _put(self._jobs, job.id, texts_of(job), {})

    def jobs(self) -> tuple[Job, ...]:
        """Return all jobs in the order of their ids."""
        query = select(telework_jobs).where(telework_jobs.c.removed_at.is_(None))
        rows = self._connection.execute(query.order_by(telework_jobs.c.id)).mappings()
        return tuple(job_of(str(row["id"]), dict(row)) for row in rows)

    def remove_job(self, job: str, *, removed: bool = True) -> None:
        """Hide a job, or bring it back; nothing happens to one that is not known."""
        if self._jobs.row(job, removed=True) is not None:
            self._jobs.set_removed(job, removed)

    def recipients(self) -> tuple[Recipient, ...]:
        """Return the bodies that may be handed a pack, by name."""
        table = telework_recipients
        query = select(table).where(table.c.removed_at.is_(None)).order_by(table.c.name)
        return tuple(
            Recipient(str(row["id"]), str(row["name"]), RecipientKind(str(row["kind"])),
                      str(row["registration"]))
            for row in self._connection.execute(query).mappings()
        )  # fmt: skip

    def put_recipient(self, recipient: Recipient) -> None:
        """Store a body, replacing what was known of it."""
        values = {
            "name": recipient.name, "kind": recipient.kind.value,
            "registration": recipient.registration,
        }  # fmt: skip
        if self._recipients.row(recipient.id, removed=True) is not None:
            self._recipients.set_removed(recipient.id, False)
        _put(self._recipients, recipient.id, values, {})

    def remove_recipient(self, recipient: str) -> None:
        """Hide a body; nothing happens to one that is not known."""
        if self._recipients.row(recipient) is not None:
            self._recipients.set_removed(recipient, True)

    def proposal(self, proposal: str) -> Proposal | None:
        """Return a proposal, or None."""
        row = self._proposals.row(proposal)
        return None if row is None else _proposal_of(row)

    def put_proposal(self, proposal: Proposal) -> None:
        """Store a proposal, replacing what was known of it."""
        first = {
            "person": proposal.person, "job": proposal.job, "added_at": plain(proposal.added_at),
        }  # fmt: skip
        values = {
            "stage": proposal.stage.value,
            "recipient": proposal.recipient,
            "decision": proposal.decision,
            "handed_over_at": plain(proposal.handed_over_at),
            "starts_on": plain(proposal.starts_on),
            "coach": proposal.coach,
            "ended_on": plain(proposal.ended_on),
        }
        _put(self._proposals, proposal.id, values, first)

    def proposals(self, person: PersonId | None = None) -> tuple[Proposal, ...]:
        """Return all proposals, or those of one person, oldest first."""
        table = telework_proposals
        query = select(table).order_by(table.c.added_at, table.c.id)
        if person is not None:
            query = query.where(table.c.person == person)
        return tuple(_proposal_of(row) for row in self._connection.execute(query).mappings())

    def put_talk(self, talk: Talk) -> None:
        """Store what came of a talk."""
        first = {"proposal": talk.proposal, "step": talk.step}
        values = {"held_on": plain(talk.held_on), "result": talk.result.value, "note": talk.note}
        _put(self._talks, _talk_id(talk), values, first)

    def talks(self, proposal: str) -> tuple[Talk, ...]:
        """Return the talks of a proposal that were noted."""
        table = telework_talks
        query = select(table).where(table.c.proposal == proposal).order_by(table.c.held_on)
        return tuple(
            Talk(str(row["proposal"]), str(row["step"]), date.fromisoformat(str(row["held_on"])),
                 TalkResult(str(row["result"])), str(row["note"]))
            for row in self._connection.execute(query).mappings()
        )  # fmt: skip


def _put(
    records: Records, one: str, values: Mapping[str, object], first: Mapping[str, object]
) -> None:
    """Change a row, or insert it with what only a new row has."""
    if records.row(one) is None:
        records.insert([{"id": one, **first, **values}])
    else:
        records.change(one, values, None)


def _talk_id(talk: Talk) -> str:
    return f"{talk.proposal}/{talk.step}"


def _proposal_of(row: Row) -> Proposal:
    return Proposal(
        id=str(row["id"]),
        person=PersonId(str(row["person"])),
        job=str(row["job"]),
        added_at=stored_moment(row["added_at"]),
        stage=Stage(str(row["stage"])),
        recipient=str(row["recipient"]),
        decision=str(row["decision"]),
        handed_over_at=stored_moment(row["handed_over_at"]) if row["handed_over_at"] else None,
        starts_on=day_of(row["starts_on"]),
        coach=str(row["coach"]),
        ended_on=day_of(row["ended_on"]),
    )
