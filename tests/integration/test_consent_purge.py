"""The table of docs/consent.md, walked: kind by kind, cause by cause, on a real store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Integer, LargeBinary

from app.bootstrap.centre import Centre
from app.domain.consent.provision import GivenTo, Provision
from app.domain.consent.purge import FATES, Cause, Fate
from app.domain.errors import Refused
from app.domain.ids import OperatorId, PersonId
from app.domain.roles import Actor, Role
from app.domain.telework.consent import CANDIDATE, CENTRE, MATCHING
from app.files.writing import Prepared
from app.services.consent import Choice
from app.store.tables import metadata
from tests.helpers.stores import make_centre

WHO = Actor(OperatorId("o1"), "山田", Role.ADMINISTRATOR)
HANA, TARO = PersonId("hana"), PersonId("taro")
DOCS = Path(__file__).parents[2] / "docs" / "consent.md"
# Tables with their column that leads to a person, in an order in which they can be written.
ROWS: dict[str, Callable[[str], dict[str, object]]] = {
    "people": lambda p: {"id": p},
    "consultations": lambda p: {"id": f"c-{p}", "person": p, "place": 1 + hash(p) % 1_000_000},
    "attachments": lambda p: {"id": f"a-{p}", "consultation": f"c-{p}"},
    "follow_ups": lambda p: {"id": f"f-{p}", "person": p},
    "follow_up_attempts": lambda p: {"id": f"t-{p}", "follow_up": f"f-{p}"},
    "delegations": lambda p: {"id": f"d-{p}", "person": p},
    "drafts": lambda p: {"record": p},
    "telework_fields": lambda p: {"id": f"{p}/good_at", "person": p, "key": "good_at"},
    "telework_proposals": lambda p: {"id": f"p-{p}", "person": p},
    "telework_talks": lambda p: {"id": f"k-{p}", "proposal": f"p-{p}"},
    "telework_loans": lambda p: {"id": f"l-{p}"},
}


def table_of_docs() -> dict[str, dict[Cause, Fate]]:
    text = DOCS.read_text(encoding="utf-8")
    head = next(line for line in text.splitlines() if line.startswith("| kind | `"))
    causes = [Cause(one) for one in re.findall(r"`(\w+)`", head)]
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", text.split(head)[1].split("\n\n")[0], re.M)
    return {
        kind: dict(zip(causes, (Fate(cell.split()[0]) for cell in cells.split("|")), strict=False))
        for kind, cells in rows
    }


def test_the_table_in_the_docs_is_the_table_of_the_program() -> None:
    assert table_of_docs() == {kind: dict(fates) for kind, fates in FATES.items()}


def put(run: Any, table: str, **values: object) -> None:
    row = dict(values)
    for column in metadata.tables[table].c:
        if column.name not in row and not column.nullable and column.server_default is None:
            kind = column.type
            row[column.name] = (
                0 if isinstance(kind, Integer) else b"" if isinstance(kind, LargeBinary)
                else "2026-01-01T00:00:00.000000Z" if column.name.endswith("_at") else "x"
            )  # fmt: skip
    row.pop("number", None) if table == "drafts" else None
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    run(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    joined = Centre(make_centre(tmp_path / "centre"))
    with joined.store.unit_of_work() as work:
        run = work.consent._connection.exec_driver_sql
        for person in (HANA, TARO):
            for table, values in ROWS.items():
                put(run, table, **values(person))
        work.commit()
    for person in (HANA, TARO):
        joined.consent.give(WHO, person, Choice(MATCHING, [CANDIDATE], CENTRE))
        joined.consent.give(WHO, person, Choice("placement", ["contact"], "office"))
        joined.consent_gate.hand_over(
            WHO, Provision(person, "placement", GivenTo("office"), ("contact",), "pack"),
            lambda _work, _decision: Prepared(tmp_path / "pack", b"x"),
        )  # fmt: skip
    yield joined
    joined.close()


def counts(centre: Centre, person: PersonId) -> dict[str, int]:
    found = {}
    with centre.store.unit_of_work() as work:
        run = work.consent._connection.exec_driver_sql
        for table, values in ROWS.items():
            name, value = next(iter(values(person).items()))
            found[table] = run(
                f'SELECT count(*) FROM {table} WHERE "{name}" = ?', (value,)
            ).scalar_one()
        events = centre.consent.events_in(work, person)
        found["consent_choices"] = sum(one.type.value == "given" for one in events)
        found["consent_proofs"] = sum(one.type.value == "provided" for one in events)
        for table, name in (("consent_entries", "event"), ("audit_log", "number")):
            found[table] = run(f"SELECT count({name}) FROM {table}").scalar_one()
    return found


def cause(centre: Centre, cause: Cause) -> bool:
    """Let it come about; tell whether she leaves."""
    if cause is Cause.MATCHING_STOPPED:
        centre.consent.withdraw(WHO, HANA, Choice(MATCHING))
    if cause is Cause.FROZEN:
        centre.consent.freeze(WHO, HANA, Choice())
    return cause is Cause.LEFT


@pytest.mark.parametrize("why", Cause)
def test_every_kind_goes_or_stays_as_the_table_says(centre: Centre, why: Cause) -> None:
    before, others = counts(centre, HANA), counts(centre, TARO)
    is_leaving = cause(centre, why)
    expected = table_of_docs()
    if any(fates[why] is Fate.PURGE for fates in expected.values()):
        centre.consent_purge.purge(WHO, HANA, is_leaving=is_leaving)
    else:
        with pytest.raises(Refused):
            centre.consent_purge.purge(WHO, HANA)
    after = counts(centre, HANA)
    for kind, fates in expected.items():
        if fates[why] is Fate.PURGE:
            assert (before[kind] > 0, after[kind]) == (True, 0), kind
        else:
            assert after[kind] >= before[kind] > 0, kind
    of_others = counts(centre, TARO)
    logs = {"audit_log", "consent_entries"}
    assert {k: v for k, v in of_others.items() if k not in logs} == {
        k: v for k, v in others.items() if k not in logs
    }
    assert centre.consent_log.verify(WHO)[2] == ()


def test_what_is_stopped_and_begun_again_is_not_purged(centre: Centre) -> None:
    centre.consent.withdraw(WHO, HANA, Choice(MATCHING))
    centre.consent.give(WHO, HANA, Choice(MATCHING, [CANDIDATE], CENTRE))
    with pytest.raises(Refused) as caught:
        centre.consent_purge.purge(WHO, HANA)
    assert caught.value.code == "consent.nothing_to_purge"


def test_a_volunteer_erases_nothing(centre: Centre) -> None:
    volunteer = Actor(OperatorId("o2"), "鈴木", Role.VOLUNTEER)
    with pytest.raises(Refused):
        centre.consent_purge.purge(volunteer, HANA, is_leaving=True)


def test_who_left_decides_nothing_any_more_and_her_id_is_not_used_again(centre: Centre) -> None:
    centre.consent_purge.purge(WHO, HANA, is_leaving=True)
    assert centre.consent_records.provided(WHO, HANA)
    with pytest.raises(Refused):
        centre.consent.give(WHO, HANA, Choice("placement", ["contact"], "office"))
