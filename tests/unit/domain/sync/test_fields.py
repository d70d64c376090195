from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.hybrid_clock import next_stamp
from app.domain.sync.fields import candidates_of, edit, join
from app.domain.sync.records import State, Value

KINDS = ("lww", "set", "counter", "append", "server", "strict")
# What happens among three devices: (who, None: she edits, else: whom she hears, a number).
STORIES = st.lists(
    st.tuples(
        st.integers(0, 2), st.one_of(st.none(), st.integers(0, 2)), st.integers(-3, 3),
        st.integers(-50, 50),
    ),
    min_size=3, max_size=24,
)  # fmt: skip


def value_for(kind: str, before: State | None, number: int) -> Value:
    if kind == "counter":
        now = 0 if before is None else before.value
        assert isinstance(now, int)
        return now + number
    if kind == "set":
        had = set() if before is None else set(before.value)  # type: ignore[arg-type]
        return sorted(had ^ {f"t{number}"})
    return f"w{number}"


def play(kind: str, story: list[tuple[int, int | None, int, int]]) -> list[State]:
    """Return what each of three devices, whose clocks differ, holds after a story."""
    held: list[State | None] = [None, None, None]
    clocks = ["0" * 24] * 3
    made: list[State] = []
    for moment, (who, heard, number, skew) in enumerate(story):
        mine = held[who]
        if heard is None:
            now = 1000 + moment + skew
            clocks[who] = next_stamp(clocks[who], now, f"{who + 1:08x}")
            mine = edit(kind, mine, value_for(kind, mine, number), clocks[who])
        elif (other := held[heard]) is not None:
            clocks[who] = max(clocks[who], other.clock)
            mine = other if mine is None else join(kind, mine, other)
        held[who] = mine
        if mine is not None:
            made.append(mine)
    return made


@given(st.sampled_from(KINDS), STORIES)
def test_two_states_join_to_the_same_whichever_comes_first(kind: str, story: list) -> None:
    made = play(kind, story)
    for one in made[-6:]:
        for other in made[-6:]:
            assert join(kind, one, other) == join(kind, other, one)


@given(st.sampled_from(KINDS), STORIES)
def test_three_states_join_to_the_same_however_they_are_grouped(kind: str, story: list) -> None:
    made = play(kind, story)[-5:]
    for one in made:
        for two in made:
            for three in made:
                left = join(kind, join(kind, one, two), three)
                assert left == join(kind, one, join(kind, two, three))


@given(st.sampled_from(KINDS), STORIES)
def test_joining_again_changes_nothing(kind: str, story: list) -> None:
    made = play(kind, story)
    for one in made[-6:]:
        for other in made[-6:]:
            both = join(kind, one, other)
            assert join(kind, both, one) == both
            assert join(kind, one, one) == one


@given(st.sampled_from(KINDS), STORIES)
def test_an_edit_holds_everything_its_editor_saw(kind: str, story: list) -> None:
    made = play(kind, story)
    for before in made[-4:]:
        stamp = next_stamp(max(one.clock for one in made), 9_000, "0000000a")
        after = edit(kind, before, value_for(kind, before, 1), stamp)
        expected = before if kind == "append" else after
        assert join(kind, before, after) == expected


def at(number: int, device: str) -> str:
    return f"{number:012x}0000{device * 8}"


def test_the_later_of_two_edits_wins() -> None:
    assert join("lww", State(at(1, "a"), "old"), State(at(2, "b"), "new")).value == "new"


def test_the_first_that_was_written_stays() -> None:
    assert join("append", State(at(1, "a"), "first"), State(at(2, "b"), "later")).value == "first"


def test_two_names_given_without_knowing_of_each_other_are_both_kept() -> None:
    start = edit("strict", None, "山田", at(1, "a"))
    hers, his = edit("strict", start, "山口", at(2, "b")), edit("strict", start, "山本", at(3, "c"))
    both = join("strict", hers, his)
    assert set(candidates_of(both).values()) == {"山口", "山本"}
    chosen = edit("strict", both, "山口", at(4, "a"))
    assert candidates_of(join("strict", chosen, his)) == {at(4, "a"): "山口"}


def test_a_mark_set_by_one_and_taken_by_another_stays() -> None:
    start = edit("set", None, ["phone"], at(1, "a"))
    taken = edit("set", start, [], at(2, "b"))
    again = edit("set", edit("set", start, [], at(3, "c")), ["phone"], at(4, "c"))
    assert join("set", taken, again).value == ["phone"]
    assert join("set", taken, start).value == []


def test_counts_of_two_desks_are_added() -> None:
    start = edit("counter", None, 5, at(1, "a"))
    both = join(
        "counter", edit("counter", start, 7, at(2, "b")), edit("counter", start, 4, at(3, "c"))
    )
    assert both.value == 6
