"""Those who sign in, and their tries on this device."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from app.domain.errors import Refused
from app.domain.ids import OperatorId
from app.domain.operators import Operator
from app.store.kinds import OPERATORS
from app.store.mapping import moment_of, moment_text, operator_of
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import operators, sign_in_attempts


class StoredOperators:
    """The operators inside one transaction; satisfies `OperatorRepository`."""

    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection
        self._records = Records(transaction, operators, OPERATORS)

    def add(self, operator: Operator, pin_hash: str) -> None:
        """Store a new operator."""
        values: dict[str, object] = {
            "id": operator.id,
            "name": operator.name,
            "kana": operator.kana,
            "role": operator.role.value,
            "picture": operator.picture,
            "is_active": int(operator.is_active),
            "pin_hash": pin_hash,
        }
        self._records.insert([values])

    def list(self, *, only_active: bool = False) -> tuple[Operator, ...]:
        """Return the operators in kana order."""
        query = select(operators).order_by(operators.c.kana, operators.c.name, operators.c.id)
        if only_active:
            query = query.where(operators.c.is_active == 1)
        return tuple(operator_of(row) for row in self._connection.execute(query).mappings())

    def get(self, operator: OperatorId) -> Operator | None:
        """Return one operator, active or not."""
        row = self._records.row(operator)
        return None if row is None else operator_of(row)

    def change(self, operator: OperatorId, fields: Mapping[str, object]) -> None:
        """Write the named fields."""
        self._records.change(operator, fields, None)

    def pin_hash(self, operator: OperatorId) -> str | None:
        """Return the stored hash of her secret, or None when she is unknown."""
        row = self._records.row(operator)
        return None if row is None else str(row["pin_hash"])

    def set_pin(self, operator: OperatorId, pin_hash: str) -> None:
        """Store the hash of a new secret."""
        self._records.change(operator, {"pin_hash": pin_hash}, None)

    def attempts(self, operator: OperatorId) -> tuple[int, datetime | None]:
        """Return how many tries went wrong since the last right one, and when the last was."""
        query = select(sign_in_attempts).where(sign_in_attempts.c.operator == operator)
        row = self._connection.execute(query).mappings().one_or_none()
        return (0, None) if row is None else (int(row["wrong"]), moment_of(row["last_at"]))

    def note_attempt(self, operator: OperatorId, at: datetime, ok: bool) -> None:
        """Remember a try; a right one sets the count back."""
        if self._records.row(operator) is None:
            raise Refused("store.no_such_record", id=operator)
        first = insert(sign_in_attempts).values(
            operator=operator, wrong=0 if ok else 1, last_at=moment_text(at)
        )
        again = {"wrong": 0 if ok else sign_in_attempts.c.wrong + 1, "last_at": moment_text(at)}
        self._connection.execute(first.on_conflict_do_update(("operator",), set_=again))
