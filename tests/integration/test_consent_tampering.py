"""Whoever has the key and changes the ledger is found, and the message says where."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap.centre import Centre
from app.domain.ids import OperatorId
from app.domain.roles import Actor, Role
from app.files.consent_heads import CHECKED, HEADS
from app.services.consent import Choice
from app.store.centre import DATABASE
from app.store.keyed_engine import connect
from tests.helpers.stores import a_person, make_centre

WHO = Actor(OperatorId("o1"), "山田", Role.ADMINISTRATOR)
Change = Callable[[object], object]


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, object]:
    """A ledger of six events on the disk, closed, with its key."""
    store = make_centre(tmp_path / "centre")
    centre = Centre(store)
    person = a_person()
    with store.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    for number in range(6):
        centre.consent.give(WHO, person.id, Choice(f"purpose-{number}", ["contact"], "office"))
    store.close()
    return tmp_path / "centre", store.data_key


def _findings(folder: Path, key: object) -> list[tuple[str, int]]:
    from app.store.centre import open_centre

    store = open_centre(folder, key)  # type: ignore[arg-type]
    try:
        _count, _heads, found = Centre(store).consent_log.verify(WHO)
    finally:
        store.close()
    return [(one.code, one.number) for one in found]


def _change(folder: Path, key: object, *sentences: str) -> None:
    raw = connect(folder / DATABASE, key)  # type: ignore[arg-type]
    triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    for one in sentences:
        raw.execute(one)
    for _name, sql in triggers:
        raw.execute(sql)
    raw.commit()
    raw.close()


def test_nothing_is_found_where_nothing_was_done(written):
    assert _findings(*written) == []


FLIP = "substr({0}, 1, 20) || X'00' || substr({0}, 22)"
SWAP = (
    "UPDATE consent_entries SET number = -1 WHERE number = 2",
    "UPDATE consent_entries SET number = 2 WHERE number = 3",
    "UPDATE consent_entries SET number = 3 WHERE number = -1",
)
COPY = (
    "INSERT INTO consent_entries SELECT log, 6, event || 'x', entry FROM consent_entries "
    "WHERE number = 5"
)


@pytest.mark.parametrize(
    ("sentences", "first"),
    [
        ([f"UPDATE consent_payloads SET payload = CAST({FLIP.format('payload')} AS BLOB) WHERE "
          "event = (SELECT event FROM consent_entries WHERE number = 3)"], ("payload_changed", 3)),
        (["UPDATE consent_payloads SET salt = zeroblob(32) WHERE event = "
          "(SELECT event FROM consent_entries WHERE number = 2)"], ("payload_changed", 2)),
        ([f"UPDATE consent_entries SET entry = CAST({FLIP.format('entry')} AS BLOB) "
          "WHERE number = 1"], ("entry_changed", 1)),
        (["DELETE FROM consent_entries WHERE number = 2"], ("payload_without_entry", -1)),
        (["DELETE FROM consent_entries WHERE number = 5",
          "DELETE FROM consent_payloads WHERE event NOT IN (SELECT event FROM consent_entries)"],
         ("cut", 5)),
        (list(SWAP), ("moved", 2)),
        ([COPY], ("moved", 6)),
        (["UPDATE consent_heads SET size = 5"], ("head_changed", -1)),
        (["UPDATE consent_heads SET signed = replace(signed, 'A', 'B')"], ("head_not_signed", -1)),
    ],
)  # fmt: skip
def test_a_change_is_found_and_named(written, sentences, first):
    _change(*written, *sentences)
    assert first in _findings(*written)


def test_an_old_database_put_back_is_found(written):
    folder, key = written
    old = folder.parent / "old"
    shutil.copytree(folder, old)
    from app.store.centre import open_centre

    store = open_centre(folder, key)
    centre = Centre(store)
    with store.unit_of_work() as work:
        payload = next(iter(work.consent.walk())).payload
    centre.consent.freeze(WHO, json.loads(payload or b"")["person"], Choice())
    store.close()
    for file in old.glob(f"{DATABASE}*"):
        shutil.copy(file, folder / file.name)
    assert ("older_database", 6) in _findings(folder, key)


def test_another_algorithm_or_an_unknown_key_is_no_signature(written):
    folder, key = written
    beside = folder / HEADS
    heads = json.loads(beside.read_text())
    ((log, signed),) = heads.items()
    _head, payload, mark = signed.split(".")
    from base64 import urlsafe_b64encode

    for header in ({"alg": "none"}, {"alg": "EdDSA", "kid": "x"}, {"alg": "Ed25519", "kid": "x"}):
        first = urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
        beside.write_text(json.dumps({log: f"{first}.{payload}.{mark}"}))
        assert ("beside_not_signed", -1) in _findings(folder, key), header


def test_what_is_erased_leaves_a_log_that_still_verifies(written):
    folder, key = written
    _change(folder, key, "DELETE FROM consent_payloads WHERE event = "
            "(SELECT event FROM consent_entries WHERE number = 4)")  # fmt: skip
    assert _findings(folder, key) == []


def _new_findings(folder: Path, key: object) -> tuple[int, list[tuple[str, int]]]:
    from app.store.centre import open_centre

    store = open_centre(folder, key)  # type: ignore[arg-type]
    try:
        count, _heads, found = Centre(store).consent_log.verify(WHO, only_new=True)
    finally:
        store.close()
    return count, [(one.code, one.number) for one in found]


def _freeze_once(folder: Path, key: object) -> None:
    from app.store.centre import open_centre

    store = open_centre(folder, key)  # type: ignore[arg-type]
    centre = Centre(store)
    with store.unit_of_work() as work:
        payload = next(iter(work.consent.walk())).payload
    centre.consent.freeze(WHO, json.loads(payload or b"")["person"], Choice())
    store.close()


def test_the_next_look_reads_only_what_is_new(written):
    folder, key = written
    assert _new_findings(folder, key) == (6, [])
    _freeze_once(folder, key)
    assert _new_findings(folder, key) == (1, [])
    assert _new_findings(folder, key) == (0, [])


def test_the_next_look_finds_a_change_in_what_is_new(written):
    folder, key = written
    _findings(folder, key)
    _freeze_once(folder, key)
    flip = f"UPDATE consent_entries SET entry = CAST({FLIP.format('entry')} AS BLOB)"
    _change(folder, key, f"{flip} WHERE number = 6")
    assert ("entry_changed", 6) in _new_findings(folder, key)[1]


def test_what_was_in_order_and_is_cut_now_is_found_by_both_looks(written):
    folder, key = written
    _findings(folder, key)
    (folder / HEADS).unlink()
    _change(folder, key, "DELETE FROM consent_entries WHERE number = 5",
            "DELETE FROM consent_payloads WHERE event NOT IN (SELECT event FROM consent_entries)",
            "DELETE FROM consent_heads")  # fmt: skip
    assert ("older_database", 5) in _findings(folder, key)
    assert _new_findings(folder, key)[1] != []


def test_a_note_of_order_that_nobody_signed_is_not_believed(written):
    folder, key = written
    _findings(folder, key)
    noted = json.loads((folder / CHECKED).read_text())
    (folder / CHECKED).write_text(
        json.dumps({log: text[:-6] + "AAAAAA" for log, text in noted.items()})
    )
    assert _new_findings(folder, key) == (6, [])
