"""What all synchronised tables share: stamped inserts, changes that see a newer version, hiding."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import RowMapping, Table, insert, select, update

from app.domain.errors import Refused
from app.store.mapping import moment_text, plain
from app.store.stamps import Transaction, after_change, fresh


class Records:
    """Rows of one synchronised table, each with an `id`.

    Args:
        transaction: the open transaction.
        table: where the rows live.
        synchronised: how each field that travels merges (app.store.kinds).
    """

    def __init__(
        self, transaction: Transaction, table: Table, synchronised: Mapping[str, str]
    ) -> None:
        self._transaction = transaction
        self._table = table
        self._synchronised = synchronised

    def insert(self, values: list[dict[str, object]]) -> None:
        """Store new rows, each with stamps of its own."""
        if values:
            stamped = [one | fresh(self._transaction) for one in values]
            self._transaction.connection.execute(insert(self._table), stamped)

    def row(self, one: str, *, removed: bool = False) -> RowMapping | None:
        """Return a row by id; removed ones only when asked for."""
        query = select(self._table).where(self._table.c.id == one)
        if not removed and "removed_at" in self._table.c:
            query = query.where(self._table.c.removed_at.is_(None))
        return self._transaction.connection.execute(query).mappings().one_or_none()

    def change(
        self, one: str, fields: Mapping[str, object], seen_version: int | None
    ) -> tuple[RowMapping, dict[str, object]]:
        """Write fields of a row.

        Returns:
            The row as it was, and the columns that really changed (with `version`); an unchanged
            row keeps its stamps, so that nothing needless travels.
        """
        row = self.row(one)
        if row is None:
            raise Refused("store.no_such_record", id=one)
        unknown = set(fields) - set(self._synchronised)
        if unknown:
            raise ValueError(f"not fields of {self._table.name}: {sorted(unknown)}")
        wanted = {name: plain(value) for name, value in fields.items()}
        changed = {name: value for name, value in wanted.items() if row[name] != value}
        if seen_version is not None and row["version"] != seen_version and changed:
            raise Refused("store.changed_meanwhile", id=one, fields=tuple(sorted(changed)))
        if changed:
            stamps = after_change(self._transaction, row, changed, self._synchronised)
            self.write(one, changed | stamps)
            changed["version"] = stamps["version"]
        return row, changed

    def change_any(self, row: RowMapping, fields: Mapping[str, object]) -> None:
        """Write fields of a row that may be removed, with stamps."""
        changed = {name: plain(value) for name, value in fields.items()}
        stamps = after_change(self._transaction, row, changed, self._synchronised)
        self.write(str(row["id"]), changed | stamps)

    def set_removed(self, one: str, removed: bool) -> RowMapping:
        """Hide a row or bring it back; doing so twice changes nothing."""
        row = self.row(one, removed=True)
        if row is None:
            raise Refused("store.no_such_record", id=one)
        if (row["removed_at"] is not None) != removed:
            at = moment_text(self._transaction.now()) if removed else None
            changed: dict[str, object] = {"removed_at": at}
            stamps = after_change(self._transaction, row, changed, self._synchronised)
            self.write(one, changed | stamps)
        return row

    def write(self, one: str, values: Mapping[str, object]) -> None:
        """Write columns as they are, without stamps; for keys that stay on this device."""
        statement = update(self._table).where(self._table.c.id == one).values(**values)
        self._transaction.connection.execute(statement)
