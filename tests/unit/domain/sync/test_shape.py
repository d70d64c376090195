from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sync.client_side import Page, Push, PushReply
from app.domain.sync.editing import created, edited
from app.domain.sync.records import Key, Record
from app.domain.sync.shape import fault_of
from app.domain.sync.wire import page_of, push_as_json, push_of, reply_as_json, reply_of

STAMP = f"{5:012x}0000{'a' * 8}"
LATER = f"{6:012x}0000{'b' * 8}"


def tally() -> Record:
    first = created(
        Key("tallies", "2026-05-01"),
        {"visitors": 2, "topics": ["line"], "lead": "A", "note": "", "opened_by": "A"}, STAMP, 1,
    )  # fmt: skip
    return edited(first, {"visitors": 5, "topics": ["mail"], "lead": "B"}, LATER, 2).record


def test_what_the_rules_make_has_the_right_shape() -> None:
    assert fault_of(tally()) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(st.sampled_from(("visitors", "topics", "lead", "note")), JSON, JSON)
def test_whatever_comes_is_refused_or_can_be_merged(name: str, value: object, more: object) -> None:
    from app.domain.sync.merge import merge

    record = Record("tallies", "x", {name: value}, STAMP, {}, {name: more} if more else {})  # type: ignore[arg-type,dict-item]
    if fault_of(record) is None:
        assert merge(merge(tally(), record), record) == merge(tally(), record)


@pytest.mark.parametrize(
    "record",
    [
        Record("People", "x", {}, STAMP), Record("people", "", {}, STAMP),
        Record("people", "a\nb", {}, STAMP), Record("people", "x" * 201, {}, STAMP),
        Record("people", "x", {"Name": "a"}, STAMP), Record("people", "x", {}, "5"),
        Record("people", "x", {"note": "a"}, STAMP, {"name": STAMP}),
        Record("people", "x", {"note": "a\x00"}, STAMP),
        Record("people", "x", {"note": 2**60}, STAMP),
        Record("people", "x", {"note": float("nan")}, STAMP),
    ],
)  # fmt: skip
def test_a_record_of_another_shape_is_refused(record: Record) -> None:
    assert fault_of(record) is not None


def test_batches_and_answers_read_back_as_they_were_written() -> None:
    key = Key("people", "p")
    push = Push("b" * 8, "e", 3, (tally(),), {}, (key,))
    assert push_of(push_as_json(push)) == push
    reply = PushReply("b", "e", STAMP, (tally(),), (key,), {key: "role"})
    assert reply_of(reply_as_json(reply)) == reply


def test_a_page_of_the_first_version_is_read() -> None:
    page = page_of({
        "epoch": "e", "after": 1, "upto": 9, "clock": STAMP, "gone": [["people", "p"]],
        "is_last": True, "records": [{"kind": "people", "id": "q", "fields": {}, "base": STAMP}],
    })  # fmt: skip
    assert page == Page("e", 1, 9, STAMP, (Record("people", "q", {}, STAMP),),
                        (Key("people", "p"),), True)  # fmt: skip
