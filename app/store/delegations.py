"""Who may speak for whom."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.delegations import Delegation, DelegationBasis, DelegationScope
from app.domain.ids import OperatorId, PersonId
from app.store.kinds import DELEGATIONS
from app.store.mapping import Row, day_of, moment_of, plain
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import delegations


class StoredDelegations:
    """Delegations inside one transaction; satisfies `DelegationRepository`."""

    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection
        self._records = Records(transaction, delegations, DELEGATIONS)

    def add(self, one: Delegation) -> None:
        """Store a new entry."""
        values = {name: plain(getattr(one, name)) for name in DELEGATIONS if name != "scopes"}
        scopes = ",".join(scope.value for scope in one.scopes)
        self._records.insert([{"id": one.id, **values, "scopes": scopes}])

    def get(self, one: str) -> Delegation | None:
        """Return one entry, or None."""
        row = self._records.row(one)
        return None if row is None else _delegation_of(row)

    def change(self, one: str, **fields: object) -> None:
        """Write fields of an entry."""
        self._records.change(one, fields, None)

    def of_person(self, person: PersonId) -> tuple[Delegation, ...]:
        """Return all entries of a person, the one that ends last at the front."""
        query = (
            select(delegations)
            .where(delegations.c.person == person)
            .order_by(delegations.c.ends_on.desc(), delegations.c.id)
        )
        return tuple(_delegation_of(row) for row in self._connection.execute(query).mappings())


def _delegation_of(row: Row) -> Delegation:
    starts_on, ends_on, added_by = day_of(row["starts_on"]), day_of(row["ends_on"]), row["added_by"]
    assert starts_on is not None
    assert ends_on is not None
    return Delegation(
        id=str(row["id"]),
        person=PersonId(str(row["person"])),
        name=str(row["name"]),
        relation=str(row["relation"]),
        scopes=tuple(DelegationScope(one) for one in str(row["scopes"]).split(",") if one),
        starts_on=starts_on,
        ends_on=ends_on,
        basis=DelegationBasis(str(row["basis"])),
        phone=str(row["phone"]),
        note=str(row["note"]),
        added_at=moment_of(row["added_at"]),
        added_by=None if added_by is None else OperatorId(str(added_by)),
        revoked_at=moment_of(row["revoked_at"]),
        version=int(str(row["version"])),
    )
