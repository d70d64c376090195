"""Nothing goes out but through the gate: no consent, no hand-over, and nothing is left behind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import app
from app.bootstrap.centre import Centre
from app.domain.consent.events import EventType
from app.domain.consent.provision import GivenTo, OtherBasis, Provision, Told
from app.domain.errors import Refused, Unavailable
from app.domain.ids import OperatorId, PersonId
from app.domain.operators import Operator
from app.domain.roles import Actor, Role
from app.files.writing import Prepared
from app.services.consent import Choice
from app.services.ports import UnitOfWork
from tests.helpers.stores import a_person, make_centre

WHO = Actor(OperatorId("o1"), "山田", Role.ADMINISTRATOR)
OFFICE = GivenTo("office", "ハローワーク", "所長 一郎", "青葉市 1-1")
TABLES = ("consent_entries", "consent_payloads", "consent_receipts", "audit_log", "settings")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    joined = Centre(make_centre(tmp_path / "centre"))
    with joined.store.unit_of_work() as work:
        for name, role in (("o1", Role.ADMINISTRATOR), ("o2", Role.COORDINATOR)):
            work.operators.add(Operator(OperatorId(name), name, "", role), "no-hash")
        work.commit()
    yield joined
    joined.close()


@pytest.fixture
def person(centre: Centre) -> PersonId:
    one = a_person()
    with centre.store.unit_of_work() as work:
        work.people.add(one)
        work.commit()
    return one.id


class Carrier:
    """Keeps a row of its own and writes a file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self, work: UnitOfWork, decision: str) -> Prepared:
        work.settings.put("centre.phone", "", decision)
        return Prepared(self._file, b"what goes")


def provision(person: PersonId, *categories: str, basis: OtherBasis | None = None) -> Provision:
    return Provision(person, "placement", OFFICE, categories, "pack", "an interview", basis)


def counts(centre: Centre) -> dict[str, int]:
    with centre.store.unit_of_work() as work:
        run = work.consent._connection.exec_driver_sql
        return {one: run(f"SELECT count(*) FROM {one}").scalar_one() for one in TABLES}


def test_without_a_consent_nothing_goes_and_nothing_is_left(
    centre: Centre, person: PersonId, tmp_path: Path
):
    before, file = counts(centre), tmp_path / "pack"
    with pytest.raises(Refused) as caught:
        centre.consent_gate.hand_over(WHO, provision(person, "contact"), Carrier(file))
    assert caught.value.code == "consent.not_permitted"
    assert caught.value.data["categories"] == ["contact"]
    assert counts(centre) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["centre"]


def test_one_category_too_many_stops_all_of_it(centre: Centre, person: PersonId, tmp_path: Path):
    centre.consent.give(WHO, person, Choice("placement", ["contact"], "office"))
    asked = provision(person, "contact", "disability")
    with pytest.raises(Refused) as caught:
        centre.consent_gate.hand_over(WHO, asked, Carrier(tmp_path / "pack"))
    assert caught.value.data["categories"] == ["disability"]
    assert not (tmp_path / "pack").exists()


def test_a_hand_over_is_in_her_record_with_who_what_when_and_why(
    centre: Centre, person: PersonId, tmp_path: Path
):
    given = centre.consent.give(WHO, person, Choice("placement", ["contact"], "office"))
    file = tmp_path / "pack"
    decision = centre.consent_gate.hand_over(WHO, provision(person, "contact"), Carrier(file))
    assert file.read_bytes() == b"what goes"
    (record,) = centre.consent_records.provided(WHO, person)
    assert (record.to, record.categories, record.decision) == (OFFICE, ("contact",), decision)
    assert (record.consents, record.benefit) == ((given.event.id,), "an interview")
    assert record.kept_until.year == record.at.year + 3
    _count, _heads, findings = centre.consent_log.verify(WHO)
    assert findings == ()


def test_a_withdrawal_names_who_has_to_be_told_and_who_confirmed(
    centre: Centre, person: PersonId, tmp_path: Path
):
    centre.consent.give(WHO, person, Choice("placement", ["contact"], "office"))
    centre.consent_gate.hand_over(WHO, provision(person, "contact"), Carrier(tmp_path / "pack"))
    stop = centre.consent.withdraw(WHO, person, Choice("placement"))
    assert stop.to_tell == ("office",)
    records = centre.consent_records

    def state() -> list[Told]:
        return [one.state for one in records.tellings(WHO, person)]

    assert state() == [Told.OPEN]
    records.note_told(WHO, stop.event.id, "office", "letter")
    assert state() == [Told.TOLD]
    records.note_confirmed(WHO, stop.event.id, "office")
    assert state() == [Told.CONFIRMED]
    for recipient in ("office", "nobody"):
        with pytest.raises(Refused) as caught:
            records.note_told(WHO, stop.event.id, recipient)
        assert caught.value.code == "consent.not_to_tell"


def test_a_stop_on_something_else_tells_nobody(centre: Centre, person: PersonId, tmp_path: Path):
    centre.consent.give(WHO, person, Choice("placement", ["contact"], "office"))
    centre.consent_gate.hand_over(WHO, provision(person, "contact"), Carrier(tmp_path / "pack"))
    assert centre.consent.withdraw(WHO, person, Choice("study")).to_tell == ()
    assert centre.consent.refuse(WHO, person, Choice("placement", ["photo"])).to_tell == ()


def test_after_a_freeze_the_next_hand_over_is_refused(
    centre: Centre, person: PersonId, tmp_path: Path
):
    centre.consent.give(WHO, person, Choice("placement", ["contact"], "office"))
    centre.consent.freeze(WHO, person, Choice())
    with pytest.raises(Refused):
        centre.consent_gate.hand_over(WHO, provision(person, "contact"), Carrier(tmp_path / "pack"))
    assert not (tmp_path / "pack").exists()


@pytest.mark.parametrize("approver", ["o1", "nobody", ""])
def test_another_ground_needs_somebody_else_who_approves(
    centre: Centre, person: PersonId, tmp_path: Path, approver: str
):
    basis = OtherBasis("個人情報保護法 第27条第1項第2号", "命を守るため", approver)
    with pytest.raises(Refused) as caught:
        centre.consent_gate.hand_over(
            WHO, provision(person, "contact", basis=basis), Carrier(tmp_path / "pack")
        )
    assert caught.value.code == "consent.no_approver"


def test_another_ground_is_written_with_approver_and_reason(
    centre: Centre, person: PersonId, tmp_path: Path
):
    basis = OtherBasis("個人情報保護法 第27条第1項第2号", "命を守るため", "o2")
    centre.consent_gate.hand_over(
        WHO, provision(person, "contact", basis=basis), Carrier(tmp_path / "pack")
    )
    (record,) = centre.consent_records.provided(WHO, person)
    assert (record.basis, record.consents) == (basis, ())
    barred = provision(person, "my_number", basis=basis)
    with pytest.raises(Refused):
        centre.consent_gate.hand_over(WHO, barred, Carrier(tmp_path / "other"))


def test_a_disk_that_refuses_leaves_no_record_and_no_file(
    centre: Centre, person: PersonId, tmp_path: Path
):
    centre.consent.give(WHO, person, Choice("placement", ["contact"], "office"))
    before = counts(centre)
    with pytest.raises(Unavailable):
        centre.consent_gate.hand_over(
            WHO, provision(person, "contact"), Carrier(tmp_path / "nowhere" / "pack")
        )
    assert counts(centre) == before


def test_only_the_gate_lets_something_go():
    """`release()` lets prepared data go: the gate calls it, and the writer of files of its own."""
    root = Path(app.__file__).parent
    found = set()
    for file in root.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_call and node.func.attr == "release" and not node.args:
                found.add(file.relative_to(root).as_posix())
    assert found & {"services/consent_gate.py"}
    assert {one for one in found if one.startswith(("services", "files", "cli", "ui/telework"))} == {
        "services/consent_gate.py", "files/writing.py",
    }  # fmt: skip


def test_what_was_written_on_another_device_before_the_stop_came_is_told_as_well():
    from app.domain.consent.events import Event, Scope
    from app.domain.consent.provision import tellings_of

    at = datetime(2026, 11, 1, tzinfo=UTC)
    stop = Event("s", "p", EventType.WITHDRAWN, at, "A", 0, Scope("placement"))
    gone = Event(
        "g", "p", EventType.PROVIDED, at.replace(day=2), "B", 0,
        Scope("placement", ("contact",), "office"),
    )  # fmt: skip
    assert [one.recipient for one in tellings_of([gone, stop])] == ["office"]
