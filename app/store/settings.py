"""Settings by scope and key; what is about a person never leaves the encrypted store."""

from __future__ import annotations

from sqlalchemy import and_, insert, select, update

from app.store.kinds import SETTINGS
from app.store.stamps import Transaction, after_change, fresh
from app.store.tables import settings


class StoredSettings:
    """The settings inside one transaction; satisfies `SettingsRepository`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def get(self, key: str, scope: str = "centre") -> str | None:
        """Return a value, or None when it was never put."""
        query = select(settings.c.value).where(settings.c.scope == scope, settings.c.key == key)
        value = self._connection.execute(query).scalar_one_or_none()
        return None if value is None else str(value)

    def put(self, key: str, scope: str, value: str) -> None:
        """Store a value; the same value again changes nothing."""
        is_it = and_(settings.c.scope == scope, settings.c.key == key)
        row = self._connection.execute(select(settings).where(is_it)).mappings().one_or_none()
        if row is None:
            stamps = fresh(self._transaction)
            self._connection.execute(
                insert(settings).values(scope=scope, key=key, value=value, **stamps)
            )
        elif row["value"] != value:
            stamps = after_change(self._transaction, row, {"value": value}, SETTINGS)
            self._connection.execute(update(settings).where(is_it).values(value=value, **stamps))

    def every(self, scope: str = "centre") -> dict[str, str]:
        """Return all values of a scope."""
        query = select(settings.c.key, settings.c.value).where(settings.c.scope == scope)
        return {str(key): str(value) for key, value in self._connection.execute(query)}
