"""Workers' profiles, one row a field, and equipment on loan."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from app.domain.ids import OperatorId, PersonId
from app.domain.telework.loans import Loan
from app.domain.telework.profile import ProposedText, WorkerProfile
from app.store.kinds import TELEWORK_FIELDS, TELEWORK_LOANS
from app.store.mapping import Row, day_of, plain, stored_moment
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import telework_fields, telework_loans
from app.store.telework_placements import StoredPlacements


class StoredTelework(StoredPlacements):
    """Profiles, loans and placements inside one transaction; satisfies `TeleworkRepository`."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._fields = Records(transaction, telework_fields, TELEWORK_FIELDS)
        self._loans = Records(transaction, telework_loans, TELEWORK_LOANS)

    def profile(self, person: PersonId) -> WorkerProfile | None:
        """Return a profile, or None where nothing was ever written."""
        query = select(telework_fields).where(telework_fields.c.person == person)
        rows = self._connection.execute(query.order_by(telework_fields.c.id)).mappings().all()
        if not rows:
            return None
        return WorkerProfile(
            person,
            {str(row["key"]): str(row["text"]) for row in rows if row["text"]},
            tuple(_proposal_of(row) for row in rows if row["proposed_by"] is not None),
        )

    def put_profile(self, profile: WorkerProfile) -> None:
        """Store a profile; only fields that differ are written."""
        waiting = {one.key: one for one in profile.proposed}
        before = self.profile(profile.person)
        keys = {*profile.entries, *waiting}
        if before is not None:
            keys |= {*before.entries, *(one.key for one in before.proposed)}
        for key in sorted(keys):
            proposal = waiting.get(key)
            values: dict[str, object] = {
                "text": profile.entries.get(key, ""),
                "proposed_text": proposal.text if proposal else "",
                "proposed_by": proposal.by if proposal else None,
                "proposed_at": plain(proposal.at) if proposal else None,
            }
            self._put(self._fields, f"{profile.person}/{key}", values,
                      {"person": profile.person, "key": key})  # fmt: skip

    def begin_profile(self, person: PersonId) -> None:
        """Keep a place for a profile in which nothing is written yet; twice changes nothing."""
        one = f"{person}/card_hours"
        if self._fields.row(one) is None:
            self._fields.insert([{"id": one, "person": person, "key": "card_hours", "text": ""}])

    def profile_owners(self) -> tuple[PersonId, ...]:
        """Return whose profiles there are, in the order of their ids."""
        query = select(telework_fields.c.person).distinct().order_by(telework_fields.c.person)
        return tuple(PersonId(str(one)) for one in self._connection.execute(query).scalars())

    def loan(self, loan: str) -> Loan | None:
        """Return a loan, or None."""
        row = self._loans.row(loan)
        return None if row is None else _loan_of(row)

    def put_loan(self, loan: Loan) -> None:
        """Store a loan, replacing what was known of it."""
        values: dict[str, object] = {
            "need": loan.need,
            "employer": loan.employer,
            "is_private_employer": int(loan.is_private_employer),
            "months": loan.months,
            "starts_on": plain(loan.starts_on),
            "returned_on": plain(loan.returned_on),
        }
        self._put(self._loans, loan.id, values, {})

    def loans(self) -> tuple[Loan, ...]:
        """Return all loans in the order of their ids."""
        query = select(telework_loans).order_by(telework_loans.c.id)
        return tuple(_loan_of(row) for row in self._connection.execute(query).mappings())

    def _put(
        self, records: Records, one: str, values: Mapping[str, object], first: Mapping[str, object]
    ) -> None:
        """Change a row, or insert it with what only a new row has."""
        if records.row(one) is None:
            records.insert([{"id": one, **first, **values}])
        else:
            records.change(one, values, None)


def _proposal_of(row: Row) -> ProposedText:
    return ProposedText(
        str(row["key"]),
        str(row["proposed_text"]),
        OperatorId(str(row["proposed_by"])),
        stored_moment(row["proposed_at"]),
    )


def _loan_of(row: Row) -> Loan:
    return Loan(
        id=str(row["id"]),
        need=str(row["need"]),
        employer=str(row["employer"]),
        is_private_employer=bool(row["is_private_employer"]),
        months=int(str(row["months"])),
        starts_on=day_of(row["starts_on"]),
        returned_on=day_of(row["returned_on"]),
    )
