"""The consent ledger between devices: its rows for the way out, and what comes in put into the logs.

A log is continued only by entries that grow from what is here and end in a head that its own key
signed. What does not fit stays aside with a reason, the logs stay as they are, and the check of the
ledger names it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.crypto.consent_signing import ConsentSigner
from app.domain.consent.ledger import LogHead, LogRow, SigningKey, commitment
from app.domain.consent.merkle import GrowingRoot, leaf_hash
from app.domain.sync.kinds import CONSENT_EVENTS, CONSENT_TEXTS
from app.store.consent_ledger import StoredConsentLog
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import consent_events, consent_texts

_AT_ONCE = 1_000


def gather(transaction: Transaction) -> int:
    """Make rows for the way out of what the own logs have and did not send yet; return how many."""
    ledger = StoredConsentLog(transaction)
    keys = {one.id: one for one in ledger.signing_keys()}
    count = 0
    for head in ledger.heads():
        if not head.is_own:
            continue
        sent = transaction.connection.exec_driver_sql(
            "SELECT coalesce(max(number) + 1, 0) FROM consent_events WHERE log = ?", (head.log,)
        ).scalar_one()
        key = keys.get(_key_of(head.signed))
        public = "" if key is None else json.dumps({**json.loads(key.public), "kid": key.id})
        for rows in _in_groups(ledger.walk_from(head.log, int(sent))):
            _write(transaction, ledger, rows, head, public)
            count += len(rows)
    return count


def _in_groups(rows: Iterator[LogRow]) -> Iterator[list[LogRow]]:
    group: list[LogRow] = []
    for row in rows:
        group.append(row)
        if len(group) == _AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def _write(
    transaction: Transaction, ledger: StoredConsentLog, rows: Sequence[LogRow], head: LogHead,
    public: str,
) -> None:  # fmt: skip
    receipts = ledger.receipts_of([row.event for row in rows])
    # What an entry commits to goes first: an entry without it has to wait.
    Records(transaction, consent_texts, CONSENT_TEXTS).insert(
        [
            {"id": text_id(row.person or "", row.event), "event": row.event,
             "person": row.person or "", "salt": _b64(row.salt or b""),
             "payload": row.payload.decode("utf-8"), "receipt": receipts.get(row.event, "")}
            for row in rows
            if row.payload is not None
        ]
    )  # fmt: skip
    Records(transaction, consent_events, CONSENT_EVENTS).insert(
        [
            {"id": row.event, "log": row.log, "number": row.number,
             "entry": row.entry.decode("utf-8"), "has_text": int(row.payload is not None),
             "head": head.signed if row.number == head.size - 1 else "",
             "key": public if row.number == head.size - 1 else ""}
            for row in rows
        ]
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Arrived:
    """An entry that came, with what it commits to where that came too."""

    row: LogRow
    head: str
    key: str
    receipt: str
    is_waiting: bool


def join(transaction: Transaction) -> None:
    """Continue every log by what came; safe to call again."""
    run = transaction.connection.exec_driver_sql
    run(
        "UPDATE consent_events SET refused = 'forked' WHERE refused = '' AND EXISTS (SELECT 1 FROM "
        "consent_entries AS e WHERE e.log = consent_events.log AND e.number = consent_events.number "
        "AND (e.event <> consent_events.id OR CAST(e.entry AS TEXT) <> consent_events.entry))"
    )
    logs = run(
        "SELECT DISTINCT e.log FROM consent_events e LEFT JOIN consent_heads h ON h.log = e.log "
        "WHERE e.refused = '' AND e.number >= coalesce(h.size, 0)"
    ).scalars().all()  # fmt: skip
    for log in logs:
        _Joining(transaction, str(log)).run()


class _Joining:
    """One log, continued as far as signed heads reach."""

    def __init__(self, transaction: Transaction, log: str) -> None:
        self._transaction, self._log = transaction, log
        self._ledger, self._signer = StoredConsentLog(transaction), ConsentSigner()
        self._before = self._ledger.head(log)
        before = self._before
        self._tree = GrowingRoot.resumed(before.size, before.peaks) if before else GrowingRoot()
        self._kept: list[_Arrived] = []

    def run(self) -> None:
        """Read what came in its order; stop at a hole, at what waits, or at what does not fit."""
        for one in self._arrived():
            if one.row.number != self._tree.size or one.is_waiting:
                return
            fault = _fault_of(one.row, self._tree.root().hex())
            if fault:
                self._refuse(one, fault)
                return
            self._tree.add(leaf_hash(one.row.entry))
            self._kept.append(one)
            if one.head and not self._take(one):
                return

    def _take(self, last: _Arrived) -> bool:
        key = self._key(last)
        opened = self._opened(last.head, key)
        if key is None or opened is None:
            self._refuse(last, "head_not_signed")
            return False
        if opened != (self._log, self._tree.size, self._tree.root().hex()):
            self._refuse(last, "head_changed")
            return False
        self._ledger.add_key(key)
        self._ledger.append_many(
            [one.row for one in self._kept],
            LogHead(
                self._log, self._tree.size, self._tree.root(), self._tree.peaks, last.head,
                is_own=False,
            ),
        )  # fmt: skip
        for one in self._kept:
            if one.receipt and one.row.person is not None:
                self._ledger.add_receipt(one.row.event, one.row.person, one.receipt)
        self._kept = []
        return True

    def _key(self, last: _Arrived) -> SigningKey | None:
        """The first key of a log is the key of that log."""
        try:
            found = self._signer.read_key(json.loads(last.key))
        except (ValueError, AttributeError):
            return None
        before = self._ledger.head(self._log)
        return None if before is not None and _key_of(before.signed) != found.id else found

    def _opened(self, signed: str, key: SigningKey | None) -> tuple[object, ...] | None:
        if key is None:
            return None
        try:
            payload, _id = self._signer.opened(signed, {key.id: key})
            value = json.loads(payload)
            return value["log"], value["size"], value["root"]
        except (ValueError, KeyError, TypeError):
            return None

    def _arrived(self) -> Iterator[_Arrived]:
        found = self._transaction.connection.exec_driver_sql(
            "SELECT e.id, e.number, e.entry, e.head, e.key, t.person, t.salt, t.payload, "
            "t.receipt, e.has_text = 1 AND t.id IS NULL AND NOT EXISTS (SELECT 1 FROM sync_gone g "
            "WHERE g.kind = 'consent_texts' AND substr(g.id, -length(e.id)) = e.id) "
            "FROM consent_events e LEFT JOIN consent_texts t ON t.event = e.id "
            "WHERE e.log = ? AND e.number >= ? AND e.refused = '' ORDER BY e.number",
            (self._log, self._tree.size),
        ).fetchall()
        for event, number, entry, head, key, person, salt, payload, receipt, waits in found:
            row = LogRow(
                self._log, number, event, entry.encode("utf-8"), person,
                None if salt is None else _bytes(salt),
                None if payload is None else payload.encode("utf-8"),
            )  # fmt: skip
            yield _Arrived(row, head, key, receipt or "", bool(waits))

    def _refuse(self, one: _Arrived, fault: str) -> None:
        self._transaction.connection.exec_driver_sql(
            "UPDATE consent_events SET refused = ? WHERE id = ?", (fault, one.row.event)
        )


def _fault_of(row: LogRow, before: str) -> str:
    """Return what does not fit about an entry, as a code of the check of the ledger."""
    try:
        entry = json.loads(row.entry)
        payload = None if row.payload is None else json.loads(row.payload)
    except ValueError:
        return "entry_changed"
    if not isinstance(entry, Mapping):
        return "entry_changed"
    if (entry.get("log"), entry.get("number"), entry.get("event")) != (
        row.log, row.number, row.event,
    ):  # fmt: skip
        return "moved"
    if entry.get("before") != before:
        return "forked"
    if payload is None:
        return ""
    is_kept = entry.get("commits") == commitment(row.salt or b"", row.payload or b"")
    is_hers = isinstance(payload, Mapping) and payload.get("person") == row.person
    return "" if is_kept and is_hers else "payload_changed"


def text_id(person: str, event: str) -> str:
    """Return the id under which contents travel: those of one person stand together."""
    return f"{person}/{event}"


def _key_of(signed: str) -> str:
    """Return which key a signed text says it is from; it is not believed before it is opened."""
    first = signed.partition(".")[0]
    try:
        return str(json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))["kid"])
    except (ValueError, KeyError, TypeError):
        return ""


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
