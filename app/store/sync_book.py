"""What this device keeps for synchronisation, in one transaction; satisfies `ClientBook`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from app.domain.sync.client_side import Local
from app.domain.sync.merge import Conflict, merge
from app.domain.sync.records import Key, Record, record_of
from app.store.consultation_index import ConsultationIndex
from app.store.mapping import moment_text
from app.store.stamps import Transaction
from app.store.sync_areas import AREAS, Columns, Work
from app.store.sync_rows import AreaRows
from app.store.telework_withheld import without_consent

# A server that was restored may lack this much; backups of a server are taken at least so often.
SEND_AGAIN_HOURS = 24
ACKS_KEPT_DAYS = 30
MOST_TOLD = 1000
_RECORD = "record"
# Waits for nothing: its owner withdrew.
_GONE = "gone"


class StoreBook:
    """The outbox, the rows, the cursor and the journal."""

    def __init__(self, transaction: Transaction, index: ConsultationIndex) -> None:
        self._transaction = transaction
        self._connection = transaction.connection
        self._work = Work(transaction, index)
        self._rows = {kind: AreaRows(area, self._connection) for kind, area in AREAS.items()}
        row = self._connection.exec_driver_sql("SELECT epoch, cursor FROM sync_state").fetchone()
        self._epoch, self._cursor = ("", 0) if row is None else (str(row[0]), int(row[1]))

    @property
    def cursor(self) -> int:
        """Up to where the server was followed."""
        return self._cursor

    @property
    def epoch(self) -> str:
        """The life of the server that is followed."""
        return self._epoch

    def outbox(self, most: int, after: int = 0) -> Sequence[Local]:
        """Return unsent records with a local version above `after`, the oldest first."""
        withheld = without_consent(self._transaction)
        waiting = sorted(
            (dirty, kind, one)
            for kind, rows in self._rows.items()
            for dirty, one in rows.outbox(most, after, withheld)
        )[:most]
        found = self.rows([Key(kind, one) for _dirty, kind, one in waiting])
        return [found[Key(kind, one)] for _dirty, kind, one in waiting]

    def rows(self, keys: Sequence[Key]) -> dict[Key, Local]:
        """Return the records there are, with all their fields."""
        return {
            Key(kind, one): local
            for kind, ids in _by_kind(keys)
            for one, local in self._rows[kind].read(ids).items()
        }

    def versions(self, keys: Sequence[Key]) -> dict[Key, int | None]:
        """Return the `dirty` of the records there are."""
        return {
            Key(kind, one): dirty
            for kind, ids in _by_kind(keys)
            for one, dirty in self._rows[kind].versions(ids).items()
        }

    def put(self, changed: Sequence[Local], *, are_new: bool) -> None:
        """Write merged records; one that names a record not yet here waits for it."""
        ready = sorted(
            (local for local in changed if local.record.kind in AREAS),
            key=lambda local: list(AREAS).index(local.record.kind),
        )
        arrived: list[str] = []
        for kind, group in groupby(ready, key=lambda local: local.record.kind):
            writable = self._without_waiting(kind, list(group), are_new=are_new)
            if writable:
                self._write(kind, writable, are_new=are_new)
                arrived += [f"{kind}/{local.record.id}" for local in writable]
        if are_new and arrived:
            self._take_up(arrived)

    def clear(self, acknowledged: Sequence[Key]) -> None:
        """Nothing of these records has to travel any more."""
        newest = max(
            (dirty for dirty in self.versions(acknowledged).values() if dirty is not None),
            default=0,
        )
        for kind, ids in _by_kind(acknowledged):
            self._rows[kind].clear(ids)
        if newest:
            now = self._transaction.now()
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO sync_acks VALUES (?, ?)", (moment_text(now), newest)
            )
            self._connection.exec_driver_sql(
                "DELETE FROM sync_acks WHERE at < ?",
                (moment_text(now - timedelta(days=ACKS_KEPT_DAYS)),),
            )

    def erase(self, keys: Sequence[Key]) -> None:
        """Delete for ever: rows, indexes, drafts, journal; keep the ids among the gone."""
        self._erase(keys, is_told=True)

    def withdraw(self, keys: Sequence[Key]) -> None:
        """Delete for ever here, and tell the server so."""
        self._erase(keys, is_told=False)

    def left_over(self, seen: set[Key]) -> list[Key]:
        """Return records that have nothing unsent and were not among those seen."""
        return [
            key
            for kind, rows in self._rows.items()
            for one in rows.settled()
            if (key := Key(kind, one)) not in seen
        ]

    def relay(self, keys: Sequence[Key]) -> None:
        """Let records travel whole that came by another way than the server."""
        for kind, ids in _by_kind(keys):
            here = [one for one in ids if one in self._rows[kind].versions(ids)]
            if here:
                self._rows[kind].send_whole(
                    [(self._transaction.next_version(), one) for one in here]
                )

    def gone_among(self, keys: Sequence[Key]) -> set[Key]:
        """Return which of these were withdrawn."""
        return {
            Key(kind, str(one))
            for kind, ids in _by_kind(keys, known_only=False)
            for (one,) in self._connection.exec_driver_sql(
                "SELECT id FROM sync_gone WHERE kind = ? "
                "AND id IN (SELECT value FROM json_each(?))",
                (kind, json.dumps(ids)),
            )
        }

    def journal(self, found: Sequence[Conflict]) -> None:
        """Keep conflicts for people to read and undo; one that is known stays as it is."""
        now = moment_text(self._transaction.now())
        self._connection.exec_driver_sql(
            "INSERT OR IGNORE INTO sync_conflicts(at, kind, id, field, kept, kept_clock, lost, "
            "lost_clock, is_choice, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')",
            [
                (now, *one.key, one.field, _text(one.kept), one.kept_clock, _text(one.lost),
                 one.lost_clock, int(one.is_open))
                for one in found
            ],
        )  # fmt: skip

    def refuse(self, refused: Mapping[Key, str]) -> None:
        """Keep why the server did not take a record; it stays here and no longer tries to travel."""
        if not refused:
            return
        self.clear(list(refused))
        now = moment_text(self._transaction.now())
        self._connection.exec_driver_sql(
            "INSERT OR IGNORE INTO sync_conflicts(at, kind, id, field, kept, kept_clock, lost, "
            "lost_clock, is_choice, state) VALUES (?, ?, ?, '', '', '', ?, ?, 0, 'refused')",
            [(now, *key, _text(why), now) for key, why in refused.items()],
        )

    def follow(self, epoch: str, cursor: int) -> None:
        """Keep up to where the server was followed."""
        self._epoch, self._cursor = epoch, cursor
        self._connection.exec_driver_sql(
            "UPDATE sync_state SET epoch = ?, cursor = ?", (epoch, cursor)
        )

    def observe(self, clock: str) -> None:
        """Let the hybrid clock know a stamp from outside."""
        self._transaction.observe(clock)

    def send_again(self) -> None:
        """Put into the outbox what the server got in the last day, and older withdrawals."""
        limit = moment_text(self._transaction.now() - timedelta(hours=SEND_AGAIN_HOURS))
        found = self._connection.exec_driver_sql(
            "SELECT max(version) FROM sync_acks WHERE at < ?", (limit,)
        ).fetchone()
        known = int(found[0] or 0) if found else 0
        for rows in self._rows.values():
            ids = rows.changed_after(known)
            if ids:
                rows.send_whole([(self._transaction.next_version(), one) for one in ids])
        self._connection.exec_driver_sql("UPDATE sync_gone SET is_told = 0 WHERE at >= ?", (limit,))

    def withdrawn(self) -> Sequence[Key]:
        """Return withdrawals that the server does not know yet."""
        found = self._connection.exec_driver_sql(
            "SELECT kind, id FROM sync_gone WHERE is_told = 0 LIMIT ?", (MOST_TOLD,)
        )
        return [Key(str(kind), str(one)) for kind, one in found]

    def told(self, keys: Sequence[Key]) -> None:
        """Note that the server knows these withdrawals; others were made meanwhile."""
        self._connection.exec_driver_sql(
            "UPDATE sync_gone SET is_told = 1 WHERE kind = ? AND id = ?",
            [tuple(key) for key in keys],
        )

    def _erase(self, keys: Sequence[Key], *, is_told: bool) -> None:
        owned = self._owned(keys)
        if owned:
            # The server does not know what hangs on what; it is told of each.
            self._erase(owned, is_told=False)
        now = moment_text(self._transaction.now())
        for kind, ids in _by_kind(keys):
            AREAS[kind].erasing(self._work, ids)
            self._rows[kind].delete(ids)
        for kind, ids in _by_kind(keys, known_only=False):
            for table in ("sync_conflicts", "sync_waiting"):
                self._connection.exec_driver_sql(
                    f"DELETE FROM {table} WHERE kind = ? "
                    "AND id IN (SELECT value FROM json_each(?))",
                    (kind, json.dumps(ids)),
                )
            if kind == "people":
                self._connection.exec_driver_sql(
                    "DELETE FROM sync_waiting WHERE needs IN "
                    "(SELECT 'people/' || value FROM json_each(?))",
                    (json.dumps(ids),),
                )
            self._connection.exec_driver_sql(
                "INSERT INTO sync_gone VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                "is_told = max(is_told, excluded.is_told)",
                [(kind, one, now, int(is_told)) for one in ids],
            )

    def _owned(self, keys: Sequence[Key]) -> list[Key]:
        """Return the records here that mean nothing without these."""
        found: list[Key] = []
        for owner, ids in _by_kind(keys):
            for kind, area in AREAS.items():
                for column in (one for one, other in area.owners.items() if other == owner):
                    found += [
                        Key(kind, str(one))
                        for (one,) in self._connection.exec_driver_sql(
                            f"SELECT {area.id_sql} FROM {kind} "
                            f"WHERE {column} IN (SELECT value FROM json_each(?))",
                            (json.dumps(ids),),
                        )
                    ]
        return list(dict.fromkeys(found))

    def _write(self, kind: str, changed: Sequence[Local], *, are_new: bool) -> None:
        area, rows = AREAS[kind], self._rows[kind]
        version = self._transaction.next_version
        looked_at: list[Columns] = []
        others: list[Columns] = []
        for local in changed:
            names = None if are_new else local.changed_fields()
            number = version() if local.dirty is None else local.dirty
            row = rows.row_of(local.record, local, number)
            if names is None or area.looks_at is None or names & area.looks_at:
                looked_at.append(row)
            else:
                # An index over a column that is not written costs nothing.
                others.append(rows.only(row, names))
        if looked_at:
            area.fill(self._work, looked_at)
            if are_new:
                rows.insert(looked_at)
            else:
                rows.update(looked_at)
        if others:
            area.touched(self._work, others)
            rows.update(others)
        if looked_at and (not are_new or kind != "people"):
            # Nothing is indexed under the name of a person who has just come.
            area.written(self._work, looked_at)

    def _without_waiting(self, kind: str, found: list[Local], *, are_new: bool) -> list[Local]:
        """Set aside what cannot be a row yet, and join what was set aside earlier."""
        area = AREAS[kind]
        if are_new:
            self._join_waiting(kind, found)
        missing: dict[str, str] = {}
        for local in found:
            if not area.required <= local.record.fields.keys():
                missing[local.record.id] = _RECORD
        for column, other in area.references.items():
            missing |= self._unknown(kind, column, other, found)
        if not missing:
            return found
        # What belongs to a person who withdrew is not kept for later: it goes as she went.
        late = [Key(kind, one) for one, needs in missing.items() if needs == _GONE]
        self._erase(late, is_told=False)
        waiting = [
            (kind, local.record.id, missing[local.record.id],
             json.dumps(local.record.as_json(), ensure_ascii=False))
            for local in found
            if missing.get(local.record.id, _GONE) != _GONE
        ]  # fmt: skip
        if waiting:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO sync_waiting VALUES (?, ?, ?, ?)", waiting
            )
        return [local for local in found if local.record.id not in missing]

    def _unknown(
        self, kind: str, column: str, other: str, found: Iterable[Local]
    ) -> dict[str, str]:
        """Return which records name one that is not here; one that is gone is named no more."""
        named: dict[str, list[Local]] = {}
        for local in found:
            identity = AREAS[kind].identity(local.record.id)
            one = identity.get(column, local.record.fields.get(column))
            if one is not None:
                named.setdefault(str(one), []).append(local)
        if not named:
            return {}
        here = self._rows[other].versions(list(named)).keys()
        absent = [Key(other, one) for one in named if one not in here]
        gone = self.gone_among(absent)
        missing: dict[str, str] = {}
        for key in absent:
            for local in named[key.id]:
                if key in gone and column in AREAS[kind].owners:
                    missing[local.record.id] = _GONE
                elif key in gone and column in local.record.fields:
                    local.record.fields[column] = None
                else:
                    missing[local.record.id] = f"{other}/{key.id}"
        return missing

    def _join_waiting(self, kind: str, found: list[Local]) -> None:
        ids = json.dumps([local.record.id for local in found])
        held: dict[str, str] = dict(
            self._connection.exec_driver_sql(
                "SELECT id, content FROM sync_waiting WHERE kind = ? "
                "AND id IN (SELECT value FROM json_each(?))",
                (kind, ids),
            ).fetchall()
        )
        if not held:
            return
        for local in found:
            if local.record.id in held:
                local.record = merge(_record(held[local.record.id]), local.record)
        self._connection.exec_driver_sql(
            "DELETE FROM sync_waiting WHERE kind = ? AND id IN (SELECT value FROM json_each(?))",
            (kind, ids),
        )

    def _take_up(self, arrived: Sequence[str]) -> None:
        """Write what waited for these records."""
        among = "WHERE needs IN (SELECT value FROM json_each(?))"
        names = json.dumps(list(arrived))
        found = self._connection.exec_driver_sql(
            f"SELECT content FROM sync_waiting {among}", (names,)
        ).fetchall()
        if not found:
            return
        self._connection.exec_driver_sql(f"DELETE FROM sync_waiting {among}", (names,))
        records = [_record(content) for (content,) in found]
        held = self.rows([record.key for record in records])
        fresh = [Local(record) for record in records if record.key not in held]
        known = [
            Local(merge(held[record.key].record, record), held[record.key].dirty,
                  held[record.key].unsent)
            for record in records
            if record.key in held
        ]  # fmt: skip
        self.put(fresh, are_new=True)
        self.put(known, are_new=False)


def _by_kind(keys: Iterable[Key], *, known_only: bool = True) -> Iterable[tuple[str, list[str]]]:
    grouped: dict[str, list[str]] = {}
    for key in keys:
        if not known_only or key.kind in AREAS:
            grouped.setdefault(key.kind, []).append(key.id)
    return grouped.items()


def _record(content: object) -> Record:
    return record_of(json.loads(str(content)))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
