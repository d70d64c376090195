"""Merging is a least upper bound: order, grouping and repetition do not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sync.merge import (
    Elements,
    Entries,
    Kept,
    Latest,
    State,
    Tally,
    merged,
    merged_fields,
)

STAMPS = st.integers(0, 30).map(lambda number: f"{number:012x}000000000001")
WORDS = st.sampled_from("abc")
PAIRS = st.frozensets(st.tuples(WORDS, STAMPS), max_size=4)
WRITTEN = st.frozensets(st.tuples(STAMPS, WORDS), max_size=4)
STATES: dict[str, st.SearchStrategy[State]] = {
    "lww": st.builds(Latest, STAMPS, WORDS),
    "set": st.builds(Elements, PAIRS, PAIRS),
    "counter": st.builds(Tally, st.dictionaries(WORDS, st.integers(0, 9), max_size=3)),
    "append": st.builds(Entries, WRITTEN),
    "strict": st.builds(Kept, WRITTEN, st.frozensets(STAMPS, max_size=3)),
}


def _threes() -> st.SearchStrategy[tuple[State, State, State]]:
    return st.one_of([st.tuples(kind, kind, kind) for kind in STATES.values()])


@given(_threes())
def test_merging_commutes_associates_and_changes_nothing_twice(three: tuple[State, State, State]):
    one, two, other = three
    assert merged(one, two) == merged(two, one)
    assert merged(merged(one, two), other) == merged(one, merged(two, other))
    assert merged(one, one) == one
    assert merged(merged(one, two), two) == merged(one, two)


@given(_threes(), _threes())
def test_records_merge_field_by_field_and_pass_unknown_fields_on(
    first: tuple[State, ...], second: tuple[State, ...]
):
    one, two = {"a": first[0], "b": second[0]}, {"a": first[1], "c": second[1]}
    both = merged_fields(one, two)
    assert both == {"a": merged(first[0], first[1]), "b": second[0], "c": second[1]}


def test_adding_wins_over_a_removal_that_had_not_seen_it():
    here = Elements().with_added("line", "1")
    there = here.without("line")
    again = here.with_added("line", "2")
    assert there.present == frozenset()
    assert again.merged(there).present == {"line"}


def test_two_legal_names_stand_beside_each_other_until_somebody_chooses():
    first = Kept().with_value("1", "髙橋")
    one, other = first.with_value("2", "高橋"), first.with_value("3", "髙𣘺")
    both = one.merged(other)
    assert both.values == ("高橋", "髙𣘺")
    assert both.with_value("4", "髙橋").values == ("髙橋",)


def test_a_field_of_two_kinds_is_refused():
    with pytest.raises(TypeError):
        merged(Latest(), Tally())
