"""Rows of one area as records and back, many at once and without detours."""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from functools import cached_property

from sqlalchemy import Connection

from app.domain.hybrid_clock import NOTHING_YET
from app.domain.sync.client_side import Local
from app.domain.sync.records import Record, normal_record
from app.store.stamps import clocks_text, content_of, read_clocks, value_of
from app.store.sync_areas import Area, Columns

_AMONG = "IN (SELECT value FROM json_each(?))"
_STAMPS = ("base_clock", "field_clocks", "dirty")


class AreaRows:
    """Reads and writes the synchronised columns of one table."""

    def __init__(self, area: Area, connection: Connection) -> None:
        self._area = area
        self._connection = connection
        self._names = tuple(area.fields)
        self._mixed = {name: kind for name, kind in area.fields.items() if kind == "set"}

    def outbox(self, most: int, after: int, withheld: Sequence[str] = ()) -> list[tuple[int, str]]:
        """Return (local version, id) of what still has to travel, oldest first.

        Rows of people in `withheld` wait, where the area belongs to people who have to agree.
        """
        owner = self._area.owner_sql
        stays = f"AND {owner} NOT IN (SELECT value FROM json_each(?)) " if owner else ""
        kept = (json.dumps(list(withheld)),) if owner else ()
        found = self._connection.exec_driver_sql(
            f"SELECT dirty, {self._area.id_sql} FROM {self._area.kind} "
            f"WHERE dirty IS NOT NULL AND dirty > ? {stays}ORDER BY dirty LIMIT ?",
            (after, *kept, most),
        )
        return [(dirty, one) for dirty, one in found if not self._area.is_local(one)]

    def versions(self, ids: Sequence[str]) -> dict[str, int | None]:
        """Return the `dirty` of rows by id."""
        found = self._connection.exec_driver_sql(
            f"SELECT {self._area.id_sql}, dirty FROM {self._area.kind} "
            f"WHERE {self._area.id_sql} {_AMONG}",
            (json.dumps(list(ids)),),
        )
        return {str(one): dirty for one, dirty in found}

    def read(self, ids: Sequence[str]) -> dict[str, Local]:
        """Return whole records by id."""
        columns = ", ".join((self._area.id_sql, *_STAMPS, *self._names))
        found = self._connection.exec_driver_sql(
            f"SELECT {columns} FROM {self._area.kind} WHERE {self._area.id_sql} {_AMONG}",
            (json.dumps(list(ids)),),
        )
        return {str(row[0]): self._local(row) for row in found}

    def row_of(self, record: Record, local: Local, version: int) -> Columns:
        """Return the columns of a record; a field that nobody wrote has its default, unstamped."""
        area = self._area
        clocks = dict(record.clocks)
        row: Columns = area.identity(record.id)
        fields = record.fields
        for name in self._names:
            if name in fields:
                row[name] = fields[name]
            else:
                row[name] = area.defaults[name]
                clocks[name] = NOTHING_YET
        for name in self._mixed:
            row[name] = content_of("set", row[name])  # type: ignore[arg-type]
        row["base_clock"] = record.base
        row["field_clocks"] = clocks_text(clocks, local.unsent, record.more)
        row["version"], row["dirty"] = version, local.dirty
        return row

    def insert(self, rows: Sequence[Columns]) -> None:
        """Write new rows."""
        names = tuple(rows[0])
        marks = ", ".join("?" * len(names))
        self._connection.exec_driver_sql(
            f"INSERT INTO {self._area.kind} ({', '.join(names)}) VALUES ({marks})",
            [tuple(row.values()) for row in rows],
        )

    def only(self, row: Columns, names: Set[str]) -> Columns:
        """Return of a row its identity, its stamps and these of its fields."""
        return {name: row[name] for name in row if name in names or name not in self._area.fields}

    def update(self, rows: Sequence[Columns]) -> None:
        """Write rows that are there, each in the columns it has."""
        keys = tuple(self._area.identity("x/x"))
        where = " AND ".join(f"{name} = ?" for name in keys)
        alike: dict[tuple[str, ...], list[Columns]] = {}
        for row in rows:
            alike.setdefault(tuple(row), []).append(row)
        for columns, group in alike.items():
            names = tuple(name for name in columns if name not in keys)
            sets = ", ".join(f"{name} = ?" for name in names)
            self._connection.exec_driver_sql(
                f"UPDATE {self._area.kind} SET {sets} WHERE {where}",
                [tuple(row[name] for name in (*names, *keys)) for row in group],
            )

    def clear(self, ids: Sequence[str]) -> None:
        """Nothing of these rows has to travel any more."""
        self._connection.exec_driver_sql(
            f"UPDATE {self._area.kind} SET dirty = NULL, field_clocks = CASE field_clocks "
            "WHEN '{}' THEN '{}' ELSE json_remove(field_clocks, '$.\"~\".unsent') END "
            f"WHERE {self._area.id_sql} {_AMONG}",
            (json.dumps(list(ids)),),
        )

    def delete(self, ids: Sequence[str]) -> None:
        """Delete rows."""
        self._connection.exec_driver_sql(
            f"DELETE FROM {self._area.kind} WHERE {self._area.id_sql} {_AMONG}",
            (json.dumps(list(ids)),),
        )

    def changed_after(self, version: int) -> list[str]:
        """Return the ids of rows whose local version is later than one."""
        found = self._connection.exec_driver_sql(
            f"SELECT {self._area.id_sql} FROM {self._area.kind} WHERE version > ?", (version,)
        )
        return [str(one) for (one,) in found if not self._area.is_local(str(one))]

    def settled(self) -> list[str]:
        """Return the ids of rows with nothing unsent."""
        found = self._connection.exec_driver_sql(
            f"SELECT {self._area.id_sql} FROM {self._area.kind} WHERE dirty IS NULL"
        )
        return [str(one) for (one,) in found]

    def send_whole(self, ids_and_versions: Sequence[tuple[int, str]]) -> None:
        """Put rows into the outbox with all their fields, each under a new local version."""
        self._connection.exec_driver_sql(
            f"UPDATE {self._area.kind} SET dirty = ?1, version = ?1, "
            "field_clocks = json_remove(field_clocks, '$.\"~\".unsent') "
            f"WHERE {self._area.id_sql} = ?2",
            list(ids_and_versions),
        )

    @cached_property
    def _places(self) -> tuple[tuple[str, int], ...]:
        return tuple((name, place) for place, name in enumerate(self._names, 1 + len(_STAMPS)))

    def _local(self, row: Sequence[object]) -> Local:
        one, base, text, dirty = row[:4]
        fields = {name: row[place] for name, place in self._places}
        for name, kind in self._mixed.items():
            fields[name] = value_of(kind, fields[name])
        assert dirty is None or isinstance(dirty, int)
        if text == "{}":
            # The commonest case by far: one stamp for all fields.
            plain = {name: fields[name] for name in sorted(fields)}
            record = Record(self._area.kind, str(one), plain, str(base))  # type: ignore[arg-type]
            return Local(record, dirty)
        clocks, unsent, more = read_clocks(text)
        names = sorted(fields)
        record = normal_record(
            self._area.kind, str(one), {name: fields[name] for name in names},  # type: ignore[misc]
            {name: clocks.get(name, str(base)) for name in names},
            {name: more[name] for name in names if name in more},
        )  # fmt: skip
        return Local(record, dirty, unsent)
