"""Which tables travel, and what each needs besides its synchronised columns.

This is the one place of the store for a new area (docs/recipes/sync-an-area.md): how its fields
merge is said in `app.domain.sync.kinds`, and its table is added to `AREAS` here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Table

from app.domain.sync.kinds import KINDS
from app.domain.sync.records import Value
from app.store.consent_ledger import StoredConsentLog
from app.store.consent_travel import join
from app.store.consultation_index import TEXTS, ConsultationIndex, text_of
from app.store.consultations import StoredConsultations
from app.store.mapping import moment_text, people_keys, stored_moment
from app.store.stamps import Transaction
from app.store.tables import (
    club_parts,
    consent_events,
    consent_texts,
    consultations,
    delegations,
    follow_up_attempts,
    follow_ups,
    merges,
    operators,
    people,
    settings,
    tallies,
    telework_fields,
    telework_jobs,
    telework_loans,
    telework_proposals,
    telework_recipients,
    telework_talks,
)

Columns = dict[str, object]


@dataclass(slots=True)
class Work:
    """One transaction with what hooks of areas need."""

    transaction: Transaction
    index: ConsultationIndex

    def run(self, sentence: str, ids: list[str]) -> None:
        """Run a sentence whose one parameter is a JSON list of ids."""
        self.transaction.connection.exec_driver_sql(sentence, (json.dumps(ids),))


def _nothing(_work: Work, _rows: list[Columns]) -> None:
    return None


def _no_ids(_work: Work, _ids: list[str]) -> None:
    return None


def _id_alone(one: str) -> Columns:
    return {"id": one}


@dataclass(frozen=True)
class Area:
    """A table that travels.

    Args:
        table: its rows; the table's name is the kind.
        identity: the columns that an id stands for.
        id_sql: the id, as SQL makes it of a row.
        references: columns that name a record of another kind; it has to be here first.
        fill: puts the columns that stay on this device into rows about to be written.
        written: renews indexes after rows were written.
        touched: does so for rows in which nothing changed that the two above look at.
        looks_at: the fields that `fill` and `written` look at; None: all.
        erasing: lets go of what hangs on rows before they are deleted.
        is_local: tells of an id that never travels.
        owner_sql: the person without whose consent a row stays here, as SQL makes her of a row.
    """

    table: Table
    identity: Callable[[str], Columns] = _id_alone
    id_sql: str = "id"
    references: Mapping[str, str] = field(default_factory=dict)
    fill: Callable[[Work, list[Columns]], None] = _nothing
    written: Callable[[Work, list[Columns]], None] = _nothing
    touched: Callable[[Work, list[Columns]], None] = _nothing
    looks_at: frozenset[str] | None = None
    erasing: Callable[[Work, list[str]], None] = _no_ids
    is_local: Callable[[str], bool] = lambda _one: False
    owner_sql: str = ""

    @property
    def kind(self) -> str:
        """The kind of its records."""
        return str(self.table.name)

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """How each synchronised column merges."""
        return KINDS[self.kind]

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The references without which a record has no meaning: it goes when those go."""
        return {
            column: kind
            for column, kind in self.references.items()
            if not self.table.c[column].nullable
        }

    @cached_property
    def required(self) -> frozenset[str]:
        """The fields without which there is no row."""
        return frozenset(
            name
            for name in self.fields
            if not self.table.c[name].nullable and self.table.c[name].server_default is None
        )

    @cached_property
    def defaults(self) -> Mapping[str, Value]:
        """What a field is while nobody wrote it."""
        made: dict[str, Value] = {}
        for name, kind in self.fields.items():
            column = self.table.c[name]
            if column.nullable:
                made[name] = None
            elif kind == "set":
                made[name] = []
            else:
                made[name] = 0 if str(column.type) == "INTEGER" else ""
        return made


def _fill_people(work: Work, rows: list[Columns]) -> None:
    _touch_people(work, rows)
    for row in rows:
        row.update(people_keys(row))


def _touch_people(work: Work, rows: list[Columns]) -> None:
    now = moment_text(work.transaction.now())
    for row in rows:
        row["touched_at"] = now


def _renamed(work: Work, rows: list[Columns]) -> None:
    work.index.renew(*(str(row["id"]) for row in rows))


def _erasing_people(work: Work, ids: list[str]) -> None:
    among = "IN (SELECT value FROM json_each(?))"
    work.run(f"UPDATE consultations SET person = NULL WHERE person {among}", ids)
    work.run(f"DELETE FROM drafts WHERE record {among}", ids)


def _fill_consultations(work: Work, rows: list[Columns]) -> None:
    """Give each its place in the order of opening; one that was moved leaves its old place."""
    connection = work.transaction.connection
    held: dict[str, str] = dict(
        connection.exec_driver_sql(
            "SELECT id, place || ' ' || opened_at FROM consultations "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([str(row["id"]) for row in rows]),),
        ).fetchall()
    )
    fresh: list[Columns] = []
    for row in rows:
        place, _space, opened_at = str(held.get(str(row["id"]), "")).partition(" ")
        if place and opened_at == row["opened_at"]:
            row["place"] = int(place)
            continue
        if place:
            work.index.drop(int(place))
        fresh.append(row)
    if fresh:
        moments = [stored_moment(row["opened_at"]) for row in fresh]
        places = StoredConsultations(work.transaction, work.index).free_places(moments)
        for row, number in zip(fresh, places, strict=True):
            row["place"] = number


def _index_consultations(work: Work, rows: list[Columns]) -> None:
    names = work.index.names_of(str(row["person"]) for row in rows if row["person"] is not None)
    entries = []
    for row in rows:
        place = int(str(row["place"]))
        work.index.drop(place)
        if row["removed_at"] is None:
            texts = {name: row[name] for name in TEXTS}
            entries.append((place, text_of(texts, names.get(str(row["person"]), ""))))
    work.index.put(entries)


def _erasing_consultations(work: Work, ids: list[str]) -> None:
    among = "IN (SELECT value FROM json_each(?))"
    work.run(
        "DELETE FROM consultation_grams WHERE rowid IN "
        f"(SELECT place FROM consultations WHERE id {among})",
        ids,
    )
    work.run(f"DELETE FROM attachments WHERE consultation {among}", ids)
    work.run(f"DELETE FROM drafts WHERE record {among}", ids)


def _erasing_operators(work: Work, ids: list[str]) -> None:
    work.run("DELETE FROM sign_in_attempts WHERE operator IN (SELECT value FROM json_each(?))", ids)


def _setting(one: str) -> Columns:
    scope, _slash, key = one.partition("/")
    return {"scope": scope, "key": key}


def _stays_here(one: str) -> bool:
    """Whether the desktop's keyring may be used, and the state of upgrades, are this computer's."""
    return _setting(one)["key"] in ("keyring.allowed", "settings.version")


def _profile_field(one: str) -> Columns:
    person, _slash, key = one.partition("/")
    return {"id": one, "person": person, "key": key}


def _join_logs(work: Work, _rows: list[Columns]) -> None:
    join(work.transaction)


def _erasing_texts(work: Work, ids: list[str]) -> None:
    StoredConsentLog(work.transaction).erase([one.rpartition("/")[2] for one in ids])


def _text_of_event(one: str) -> Columns:
    return {"id": one, "event": one.rpartition("/")[2]}


# People first: what names a person comes after them.
AREAS: Mapping[str, Area] = {
    area.kind: area
    for area in (
        Area(
            people,
            fill=_fill_people,
            written=_renamed,
            touched=_touch_people,
            looks_at=frozenset({"name", "kana", "phone", "phone_other"}),
            erasing=_erasing_people,
        ),
        Area(
            consultations,
            references={"person": "people"},
            fill=_fill_consultations,
            written=_index_consultations,
            erasing=_erasing_consultations,
        ),
        Area(operators, erasing=_erasing_operators),
        Area(settings, identity=_setting, id_sql="scope || '/' || key", is_local=_stays_here),
        Area(
            telework_fields,
            identity=_profile_field,
            references={"person": "people"},
            owner_sql="person",
        ),
        Area(telework_loans),
        Area(telework_jobs),
        Area(telework_recipients),
        Area(telework_proposals, references={"person": "people"}, owner_sql="person"),
        Area(
            telework_talks,
            references={"proposal": "telework_proposals"},
            owner_sql="(SELECT person FROM telework_proposals WHERE id = proposal)",
        ),
        Area(tallies),
        Area(club_parts),
        Area(follow_ups, references={"person": "people"}),
        Area(follow_up_attempts, references={"follow_up": "follow_ups"}),
        Area(delegations, references={"person": "people"}),
        Area(merges, references={"kept": "people", "merged": "people"}),
        # What entries commit to comes before them: an entry without it waits.
        Area(consent_texts, identity=_text_of_event, written=_join_logs, erasing=_erasing_texts),
        Area(consent_events, written=_join_logs),
    )
}
