"""The consent ledger in the encrypted store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import RowMapping, insert, select

from app.domain.consent.ledger import LogFinding, LogHead, LogRow, Proved, SigningKey
from app.domain.consent.merkle import HASH_BYTES, leaf_hash
from app.store.mapping import moment_text, stored_moment
from app.store.stamps import Transaction
from app.store.tables import (
    consent_entries,
    consent_heads,
    consent_keys,
    consent_payloads,
    consent_receipts,
    consent_taken_in,
)

_BATCH = 2_000


class StoredConsentLog:
    """Satisfies `app.services.consent_ports.ConsentLog` inside one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def own_log(self) -> str:
        """Return the log this device appends to: one that it has, or a new generation.

        A centre that came out of a backup is another device: what was written after the backup may be
        on its way, so the log from before is never continued here.
        """
        device = self._transaction.device
        query = select(consent_heads.c.log).where(consent_heads.c.is_own == 1)
        owned = [str(one) for one in self._connection.execute(query).scalars()]
        mine = sorted((one for one in owned if one.startswith(f"{device}-")), key=_generation)
        if mine:
            return mine[-1]
        # A generation that came in a take-out was this device's before: ours is a later one.
        taken = self._connection.exec_driver_sql(
            "SELECT DISTINCT log FROM consent_taken_in WHERE log LIKE ?", (f"{device}-%",)
        )
        known = [*owned, *(str(row[0]) for row in taken)]
        return f"{device}-{1 + max(map(_generation, known), default=0)}"

    def head(self, log: str) -> LogHead | None:
        """Return the newest head of a log."""
        query = select(consent_heads).where(consent_heads.c.log == log)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _head_of(row)

    def heads(self) -> Sequence[LogHead]:
        """Return the newest head of every log."""
        query = select(consent_heads).order_by(consent_heads.c.log)
        return [_head_of(row) for row in self._connection.execute(query).mappings()]

    def known(self) -> Mapping[str, int]:
        """Return how much is known of every log."""
        sizes: dict[str, int] = {}
        found = self._connection.exec_driver_sql(
            "SELECT log, size FROM consent_known UNION ALL SELECT log, size FROM consent_heads "
            "UNION ALL SELECT log, max(number) + 1 FROM consent_taken_in GROUP BY log"
        )
        for log, size in found.fetchall():
            sizes[log] = max(size, sizes.get(log, 0))
        return sizes

    def note_known(self, sizes: Mapping[str, int]) -> None:
        """Note sizes of logs."""
        for log, size in sizes.items():
            self._connection.exec_driver_sql(
                "INSERT INTO consent_known VALUES (?, ?) ON CONFLICT DO UPDATE SET "
                "size = max(size, excluded.size)",
                (log, size),
            )

    def append(self, row: LogRow, head: LogHead) -> None:
        """Add an entry with what it commits to, and the head after it."""
        self.append_many((row,), head)

    def append_many(self, rows: Sequence[LogRow], head: LogHead) -> None:
        """Add entries that stand one after another, and the head after the last."""
        run = self._connection.execute
        entries = [
            {"log": row.log, "number": row.number, "event": row.event, "entry": row.entry}
            for row in rows
        ]
        payloads = [
            {"event": row.event, "person": row.person, "salt": row.salt, "payload": row.payload}
            for row in rows
            if row.payload is not None
        ]
        if entries:
            run(insert(consent_entries), entries)
        if payloads:
            run(insert(consent_payloads), payloads)
        self._connection.exec_driver_sql(
            "INSERT INTO consent_heads(log, size, root, peaks, signed, is_own) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET size = excluded.size, "
            "root = excluded.root, peaks = excluded.peaks, signed = excluded.signed",
            (head.log, head.size, head.root, head.peaks, head.signed, int(head.is_own)),
        )

    def add_receipt(self, event: str, person: str, signed: str) -> None:
        """Keep a receipt."""
        self._connection.execute(
            insert(consent_receipts).values(event=event, person=person, signed=signed)
        )

    def receipts_of(self, events: Sequence[str]) -> Mapping[str, str]:
        """Return the receipts of some events."""
        found = self._connection.exec_driver_sql(
            "SELECT event, signed FROM consent_receipts "
            "WHERE event IN (SELECT value FROM json_each(?))",
            (json.dumps(list(events)),),
        )
        return {str(event): str(signed) for event, signed in found}

    def refused(self) -> Sequence[LogFinding]:
        """Return what came from other devices and does not continue its log."""
        found = self._connection.exec_driver_sql(
            "SELECT refused, log, number, id FROM consent_events WHERE refused <> '' "
            "ORDER BY log, number, id"
        )
        return [LogFinding(*row) for row in found.fetchall()]

    def erase(self, events: Sequence[str]) -> None:
        """Erase what these events say; their entries stay, and the log still verifies."""
        ids = json.dumps(list(events))
        for table in ("consent_payloads", "consent_receipts"):
            self._connection.exec_driver_sql(
                f"DELETE FROM {table} WHERE event IN (SELECT value FROM json_each(?))", (ids,)
            )
        self._connection.exec_driver_sql(
            "UPDATE consent_taken_in SET payload = NULL, salt = NULL, receipt = '' "
            "WHERE event IN (SELECT value FROM json_each(?))",
            (ids,),
        )

    def receipts(self, person: str) -> Sequence[tuple[str, str]]:
        """Return the receipts of a person."""
        query = (
            select(consent_receipts.c.event, consent_receipts.c.signed)
            .where(consent_receipts.c.person == person)
            .order_by(consent_receipts.c.event)
        )
        return [(event, signed) for event, signed in self._connection.execute(query)]

    def payloads(self, person: str) -> Sequence[bytes]:
        """Return what is written of a person."""
        # Asked at every decision: SQLAlchemy would take longer to make the sentence than to run it.
        found = self._connection.exec_driver_sql(
            "SELECT e.log, e.number, p.payload FROM consent_payloads p "
            "JOIN consent_entries e ON e.event = p.event WHERE p.person = ? "
            "UNION ALL SELECT log, number, payload FROM consent_taken_in "
            "WHERE person = ? AND payload IS NOT NULL ORDER BY 1, 2",
            (person, person),
        )
        return [bytes(row[2]) for row in found.fetchall()]

    def payload(self, event: str) -> bytes | None:
        """Return what is written of one event."""
        query = select(consent_payloads.c.payload).where(consent_payloads.c.event == event)
        found = self._connection.execute(query).scalar_one_or_none()
        return None if found is None else bytes(found)

    def place(self, event: str) -> tuple[str, int] | None:
        """Return where an event stands."""
        query = select(consent_entries.c.log, consent_entries.c.number)
        row = self._connection.execute(query.where(consent_entries.c.event == event)).one_or_none()
        return None if row is None else (str(row[0]), int(row[1]))

    def entries(self, log: str) -> Iterator[bytes]:
        """Walk the entries of a log."""
        query = (
            select(consent_entries.c.entry)
            .where(consent_entries.c.log == log)
            .order_by(consent_entries.c.number)
        )
        for one in self._connection.execute(query).scalars():
            yield bytes(one)

    def walk(self) -> Iterator[LogRow]:
        """Walk everything stored; payloads without an entry come last, as entries of no log."""
        query = select(consent_entries.c.log).distinct().order_by(consent_entries.c.log)
        for log in self._connection.execute(query).scalars().all():
            yield from self.walk_from(log, 0)
        for event, person, salt, payload in self._connection.exec_driver_sql(
            "SELECT event, person, salt, payload FROM consent_payloads WHERE event NOT IN "
            "(SELECT event FROM consent_entries) ORDER BY event"
        ).fetchall():
            yield LogRow("", -1, event, b"", person, salt, payload)

    def walk_from(self, log: str, number: int) -> Iterator[LogRow]:
        """Walk one log from a number on."""
        while True:
            rows = self._connection.exec_driver_sql(
                "SELECT e.log, e.number, e.event, e.entry, p.person, p.salt, p.payload "
                "FROM consent_entries e LEFT JOIN consent_payloads p ON p.event = e.event "
                "WHERE e.log = ? AND e.number >= ? ORDER BY e.number LIMIT ?",
                (log, number, _BATCH),
            ).fetchall()
            yield from (LogRow(*row) for row in rows)
            if len(rows) < _BATCH:
                break
            number = rows[-1][1] + 1

    def leaves(self, log: str) -> list[bytes]:
        """Return the hashes of all entries of a log."""
        return [leaf_hash(entry) for entry in self.entries(log)]

    def rows_of(self, person: str) -> Sequence[LogRow]:
        """Return the entries of a person whose payload is kept."""
        found = self._connection.exec_driver_sql(
            "SELECT e.log, e.number, e.event, e.entry, p.person, p.salt, p.payload "
            "FROM consent_payloads p JOIN consent_entries e ON e.event = p.event "
            "WHERE p.person = ? ORDER BY e.log, e.number",
            (person,),
        )
        return [LogRow(*row) for row in found.fetchall()]

    def taken_in(self, person: str | None = None) -> Iterator[tuple[Proved, str]]:
        """Walk what came from take-outs."""
        query = select(consent_taken_in).order_by(consent_taken_in.c.log, consent_taken_in.c.number)
        if person is not None:
            query = query.where(
                consent_taken_in.c.person == person, consent_taken_in.c.payload.is_not(None)
            )
        for row in self._connection.execute(query).mappings():
            log_row = LogRow(
                row["log"], row["number"], row["event"], row["entry"], row["person"],
                row["salt"], row["payload"],
            )  # fmt: skip
            path = bytes(row["path"])
            hashes = tuple(path[at : at + HASH_BYTES] for at in range(0, len(path), HASH_BYTES))
            yield (
                Proved(log_row, row["size"], hashes, row["head"], row["receipt"]),
                str(row["archive"]),
            )

    def take_in(self, proved: Proved, archive: str) -> None:
        """Keep an entry of another centre's log."""
        row = proved.row
        self._connection.execute(
            insert(consent_taken_in).values(
                log=row.log, number=row.number, event=row.event, entry=row.entry,
                person=row.person, salt=row.salt, payload=row.payload, size=proved.size,
                path=b"".join(proved.path), head=proved.head, receipt=proved.receipt,
                archive=archive,
            )
        )  # fmt: skip

    def signing_keys(self) -> Sequence[SigningKey]:
        """Return all keys."""
        query = select(consent_keys).order_by(consent_keys.c.made_at, consent_keys.c.id)
        return [
            SigningKey(row["id"], row["public"], row["private"], stored_moment(row["made_at"]))
            for row in self._connection.execute(query).mappings()
        ]

    def add_key(self, key: SigningKey) -> None:
        """Keep a key; one that is known stays as it is."""
        self._connection.exec_driver_sql(
            "INSERT OR IGNORE INTO consent_keys(id, public, private, made_at) VALUES (?, ?, ?, ?)",
            (key.id, key.public, key.private, moment_text(key.made_at)),
        )


def _generation(log: str) -> int:
    return int(log.rpartition("-")[2])


def _head_of(row: RowMapping) -> LogHead:
    return LogHead(
        str(row["log"]), int(row["size"]), bytes(row["root"]), bytes(row["peaks"]),
        str(row["signed"]), bool(row["is_own"]),
    )  # fmt: skip
