"""One transaction with all repositories in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from app.store.attachments import StoredAttachments
from app.store.audit import StoredAuditLog
from app.store.clubs import StoredClubs
from app.store.consent_ledger import StoredConsentLog
from app.store.consultation_index import ConsultationIndex
from app.store.consultation_similar import StoredSimilar
from app.store.consultations import StoredConsultations
from app.store.delegations import StoredDelegations
from app.store.drafts import StoredDrafts
from app.store.follow_ups import StoredFollowUps
from app.store.keyed_engine import READS_ONLY
from app.store.merges import StoredMerges
from app.store.operators import StoredOperators
from app.store.people import StoredPeople
from app.store.settings import StoredSettings
from app.store.stamps import Transaction
from app.store.sync_state import StoredSync
from app.store.tallies import StoredTallies
from app.store.telework import StoredTelework


class StoredUnitOfWork:
    """Enter, read and write, `commit()`; leaving without it keeps nothing.

    Failure policy: any failure inside undoes the whole transaction; what was committed
    before stays. After `commit()` the same unit of work may go on; that is a new transaction.
    """

    people: StoredPeople
    consultations: StoredConsultations
    similar: StoredSimilar
    operators: StoredOperators
    drafts: StoredDrafts
    audit: StoredAuditLog
    settings: StoredSettings
    telework: StoredTelework
    follow_ups: StoredFollowUps
    delegations: StoredDelegations
    attachments: StoredAttachments
    merges: StoredMerges
    tallies: StoredTallies
    sync: StoredSync
    consent: StoredConsentLog
    clubs: StoredClubs

    def __init__(
        self, engine: Engine, now: Callable[[], datetime], *, reads_only: bool = False
    ) -> None:
        """Prepare a transaction; one that only reads waits for no writer and commits nothing."""
        self._engine = engine.execution_options(**{READS_ONLY: True}) if reads_only else engine
        self._now = now
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        if self._connection is not None:
            raise RuntimeError("this unit of work is already open")
        self._connection = connection = self._engine.connect()
        try:
            connection.begin()
        except BaseException:
            self._leave()
            raise
        self._transaction = transaction = Transaction(connection, self._now)
        index = ConsultationIndex(connection)
        self.people = StoredPeople(transaction, index)
        self.consultations = StoredConsultations(transaction, index)
        self.similar = StoredSimilar(connection)
        self.operators = StoredOperators(transaction)
        self.drafts = StoredDrafts(transaction)
        self.audit = StoredAuditLog(transaction)
        self.settings = StoredSettings(transaction)
        self.telework = StoredTelework(transaction)
        self.follow_ups = StoredFollowUps(transaction)
        self.delegations = StoredDelegations(transaction)
        self.attachments = StoredAttachments(transaction)
        self.merges = StoredMerges(transaction, index)
        self.tallies = StoredTallies(transaction)
        self.sync = StoredSync(transaction, index)
        self.consent = StoredConsentLog(transaction)
        self.clubs = StoredClubs(transaction)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def commit(self) -> None:
        """Keep everything done so far; on return it is on the disk."""
        if self._connection is None:
            raise RuntimeError("this unit of work is not open")
        self._transaction.flush()
        self._connection.commit()
        self._transaction.forget()

    def _leave(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
