"""This device's enrolment, its standing and its journal, inside one transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from app.domain.errors import Refused
from app.domain.hybrid_clock import milliseconds_of
from app.domain.sync.fields import candidates_of
from app.domain.sync.lease import question_of
from app.domain.sync.records import Key, Value, device_of
from app.domain.sync.standing import Enrolment, JournalRow, Standing
from app.store.consent_travel import gather
from app.store.consultation_index import ConsultationIndex
from app.store.mapping import Row, moment_of, moment_text, stored_moment
from app.store.stamps import Transaction, after_change, content_of, milliseconds
from app.store.sync_areas import AREAS, Work
from app.store.sync_book import StoreBook
from app.store.sync_clock import correct_clock
from app.store.telework_withheld import without_consent


class StoredSync:
    """Synchronisation inside one transaction; satisfies `SyncRepository`."""

    def __init__(self, transaction: Transaction, index: ConsultationIndex) -> None:
        self._transaction = transaction
        self._connection = transaction.connection
        self._index = index

    @property
    def device(self) -> str:
        """The id of this device."""
        return self._transaction.device

    def book(self) -> StoreBook:
        """Return the book that the rules of synchronisation write in."""
        return StoreBook(self._transaction, self._index)

    def enrolment(self) -> Enrolment | None:
        """Return what this device is at its server, None when it has none."""
        row = self._connection.exec_driver_sql("SELECT * FROM sync_state").mappings().one_or_none()
        return None if row is None else self._enrolment_of(row)

    def enrol(self, enrolment: Enrolment) -> None:
        """Keep an enrolment; everything here is sent to the new server, everything there fetched."""
        self._connection.exec_driver_sql("DELETE FROM sync_state")
        self._connection.exec_driver_sql(
            "INSERT INTO sync_state (one, server, ca_file, tenant, centre, role, private_key, "
            "lease_secret, bundle_secret, lease_days, last_contact, latest_seen, schema) "
            "VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (enrolment.server, enrolment.ca_file, enrolment.tenant, enrolment.centre,
             enrolment.role, enrolment.private_key, enrolment.lease_secret, enrolment.bundle_secret, enrolment.lease_days,
             moment_text(enrolment.last_contact), moment_text(enrolment.latest_seen),
             enrolment.schema),
        )  # fmt: skip
        self._connection.exec_driver_sql("DELETE FROM sync_acks")
        self.book().send_again()

    def note_contact(self, lease_days: int) -> None:
        """The server was reached and let us in."""
        now = moment_text(self._now())
        self._connection.exec_driver_sql(
            "UPDATE sync_state SET last_contact = ?, latest_seen = ?, lease_days = ?, "
            "extended_until = NULL, revoked_at = NULL",
            (now, now, lease_days),
        )

    def note_seen(self) -> None:
        """Remember the latest time known, so that a clock set back prolongs no lease."""
        self._connection.exec_driver_sql(
            "UPDATE sync_state SET latest_seen = max(latest_seen, ?)", (moment_text(self._now()),)
        )

    def note_revoked(self) -> None:
        """The server lets this device in no more."""
        self._connection.exec_driver_sql(
            "UPDATE sync_state SET revoked_at = coalesce(revoked_at, ?)",
            (moment_text(self._now()),),
        )

    def extend(self, days: int) -> None:
        """Open a locked device for some days; the number it showed is used up."""
        until = moment_text(self._now() + timedelta(days=days))
        self._connection.exec_driver_sql(
            "UPDATE sync_state SET extended_until = ?, lease_number = lease_number + 1", (until,)
        )

    def fetch_all_again(self, *, is_needed: bool, schema: int) -> None:
        """Begin at the start, or note that the start was reached; what is here is joined."""
        self._connection.exec_driver_sql(
            "UPDATE sync_state SET fetches_all = ?, schema = ?, "
            "cursor = CASE ? WHEN 1 THEN 0 ELSE cursor END",
            (int(is_needed), schema, int(is_needed)),
        )

    def correct_clock(self, server_milliseconds: int) -> bool:
        """Follow the server's clock; tell whether unsent edits were moved."""
        local = milliseconds(self._transaction.now())
        return correct_clock(self._transaction, local, server_milliseconds)

    def standing(self) -> Standing:
        """Return what the status line says."""
        enrolment = self.enrolment()
        unsent, oldest = 0, ""
        withheld = (json.dumps(without_consent(self._transaction)),)
        for kind, area in AREAS.items():
            owner = area.owner_sql
            stays = f" AND {owner} NOT IN (SELECT value FROM json_each(?))" if owner else ""
            count, first = self._connection.exec_driver_sql(
                "SELECT count(*), min(base_clock) FROM "
                f"(SELECT base_clock FROM {kind} WHERE dirty IS NOT NULL{stays})",
                withheld if owner else (),
            ).one()
            unsent += int(count)
            oldest = min(oldest or str(first), str(first)) if first else oldest
        if enrolment is None:
            return Standing(False, unsent=unsent)
        lease = enrolment.lease(self._now())
        opened = self._count("sync_conflicts WHERE state = 'open'")
        return Standing(
            True, enrolment.server, enrolment.tenant, enrolment.centre, enrolment.role,
            enrolment.device, unsent,
            datetime.fromtimestamp(milliseconds_of(oldest) / 1000, UTC) if oldest else None,
            enrolment.last_contact, lease.days_left, lease.is_warning, lease.is_locked,
            enrolment.revoked_at is not None,
            question_of(enrolment.device, enrolment.lease_number),
            self._transaction.offset_milliseconds / 1000, opened, self._count("sync_waiting"),
        )  # fmt: skip

    def gather(self) -> int:
        """Put into the outbox what is kept elsewhere: new entries of the consent ledger."""
        return gather(self._transaction)

    def records_of(self, person: str) -> list[Key]:
        """Return the records that belong to a person, but for those of the consent ledger."""
        found = [Key("people", person)] if self._has("people", "id", person) else []
        for kind, area in AREAS.items():
            if area.references.get("person") == "people":
                rows = self._connection.exec_driver_sql(
                    f"SELECT {area.id_sql} FROM {kind} WHERE person = ?", (person,)
                )
                found += [Key(kind, str(one)) for (one,) in rows]
        return found

    def _has(self, kind: str, column: str, value: str) -> bool:
        return bool(
            self._connection.exec_driver_sql(
                f"SELECT count(*) FROM {kind} WHERE {column} = ?", (value,)
            ).scalar_one()
        )

    def withdraw(self, keys: Sequence[Key]) -> None:
        """Delete records for ever, here and, at the next contact, everywhere."""
        self.book().withdraw(keys)

    def conflicts(
        self, limit: int = 100, offset: int = 0, *, only_open: bool = False
    ) -> tuple[tuple[JournalRow, ...], int]:
        """Return one page of the journal, newest first, and the number of all rows."""
        where = "WHERE state IN ('open', 'refused')" if only_open else ""
        rows = self._connection.exec_driver_sql(
            f"SELECT * FROM sync_conflicts {where} ORDER BY number DESC LIMIT ? OFFSET ?",
            (limit, offset),
        ).mappings()
        return tuple(map(_journal_row, rows)), self._count(f"sync_conflicts {where}")

    def settle(self, number: int, *, take_lost: bool) -> JournalRow:
        """Decide a row of the journal: leave the value shown, or take the other one.

        Raises:
            Refused: `sync.no_such_conflict`; `sync.changed_since` when the field says something
                else by now, so that undoing would overwrite what nobody compared.
        """
        found = self._connection.exec_driver_sql(
            "SELECT * FROM sync_conflicts WHERE number = ? AND state = 'open'", (number,)
        ).mappings().one_or_none()  # fmt: skip
        if found is None:
            raise Refused("sync.no_such_conflict", number=number)
        row = _journal_row(found)
        self._decide(row, str(found["kept_clock"]), str(found["lost_clock"]), take_lost=take_lost)
        self._connection.exec_driver_sql(
            "UPDATE sync_conflicts SET state = ? WHERE number = ?",
            ("undone" if take_lost else "kept", number),
        )
        return row

    def _decide(self, row: JournalRow, kept: str, lost: str, *, take_lost: bool) -> None:
        held = self.book().rows([row.key]).get(row.key)
        if held is None:
            raise Refused("sync.no_such_conflict", number=row.number)
        state = held.record.state(row.field)
        if row.is_choice:
            if not {kept, lost} & candidates_of(state).keys():
                raise Refused("sync.changed_since", field=row.field)
        elif not take_lost:
            return
        elif state.clock != kept:
            raise Refused("sync.changed_since", field=row.field)
        self._edit(row.key, row.field, row.lost if take_lost else row.kept)

    def _edit(self, key: Key, field: str, value: Value) -> None:
        """Write a field as a person would, also when its value stays: that is a choice too."""
        area = AREAS[key.kind]
        where = " AND ".join(f"{name} = ?" for name in area.identity(key.id))
        place = tuple(area.identity(key.id).values())
        before = self._connection.exec_driver_sql(
            f"SELECT * FROM {key.kind} WHERE {where}", place
        ).mappings().one()  # fmt: skip
        changed = {field: content_of(area.fields[field], value)}
        row = dict(before) | changed
        row |= after_change(self._transaction, before, changed, area.fields)
        work = Work(self._transaction, self._index)
        area.fill(work, [row])
        sets = ", ".join(f"{name} = ?" for name in row)
        self._connection.exec_driver_sql(
            f"UPDATE {key.kind} SET {sets} WHERE {where}", (*row.values(), *place)
        )
        area.written(work, [row])

    def _count(self, what: str) -> int:
        return int(self._connection.exec_driver_sql(f"SELECT count(*) FROM {what}").scalar_one())

    def _now(self) -> datetime:
        offset = timedelta(milliseconds=self._transaction.offset_milliseconds)
        return self._transaction.now() + offset

    def _enrolment_of(self, row: Row) -> Enrolment:
        key = row["private_key"]
        assert isinstance(key, bytes)
        return Enrolment(
            str(row["server"]), str(row["ca_file"]), str(row["tenant"]), str(row["centre"]),
            str(row["role"]), self.device, key, str(row["lease_secret"]), str(row["bundle_secret"]),
            int(str(row["lease_days"])), int(str(row["lease_number"])),
            moment_of(row["extended_until"]), stored_moment(row["last_contact"]),
            stored_moment(row["latest_seen"]), moment_of(row["revoked_at"]),
            int(str(row["schema"])), bool(row["fetches_all"]),
        )  # fmt: skip


def _journal_row(row: Row) -> JournalRow:
    return JournalRow(
        int(str(row["number"])), stored_moment(row["at"]), Key(str(row["kind"]), str(row["id"])),
        str(row["field"]), json.loads(str(row["kept"]) or "null"),
        device_of(str(row["kept_clock"])), json.loads(str(row["lost"]) or "null"),
        device_of(str(row["lost_clock"])), bool(row["is_choice"]), str(row["state"]),
    )  # fmt: skip
