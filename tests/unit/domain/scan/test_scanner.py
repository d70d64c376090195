"""Whatever the page, one switch reaches everything on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.scan.bounce import BounceFilter
from app.domain.scan.scanner import ROUNDS, Level, Scanner

SHAPES = st.lists(
    st.lists(st.integers(0, 4), min_size=0, max_size=4), min_size=0, max_size=4
)  # items per row per group


def laid_out(shape: list[list[int]]) -> list[list[list[int]]]:
    number = iter(range(1000))
    return [[[next(number) for _ in range(row)] for row in group] for group in shape]


def choose(scanner: Scanner, wanted: int) -> int | None:
    """Press when what is offered holds the wanted item, as a person with one switch does."""
    scanner.begin()
    for _step in range(200):
        offer = scanner.offer
        if offer.level in (Level.GROUP, Level.ROW, Level.ITEM) and wanted in offer.items:
            chosen = scanner.choose()
            if chosen is not None:
                return chosen
        else:
            scanner.step()
    return None


@given(SHAPES)
def test_every_item_of_every_page_can_be_chosen(shape):
    layout = laid_out(shape)
    for item in [i for group in layout for row in group for i in row]:
        assert choose(Scanner(layout), item) == item


@given(SHAPES)
def test_a_scan_nobody_answers_comes_to_rest(shape):
    scanner = Scanner(laid_out(shape))
    scanner.begin()
    for _step in range(20 * ROUNDS):
        if scanner.offer.level is Level.REST:
            break
        scanner.step()
    assert scanner.offer.level is Level.REST


@given(SHAPES, st.lists(st.booleans(), max_size=60))
def test_no_order_of_presses_breaks_the_scan(shape, presses):
    layout = laid_out(shape)
    scanner = Scanner(layout)
    known = {i for group in layout for row in group for i in row}
    for is_choice in presses:
        if is_choice:
            chosen = scanner.choose()
            assert chosen is None or chosen in known
        else:
            scanner.step()
        assert set(scanner.offer.items) <= known


def test_the_way_out_leads_back_to_the_row_one_came_from():
    scanner = Scanner([[[1, 2], [3, 4]], [[5]]])
    scanner.begin()
    scanner.choose()
    scanner.step()
    scanner.choose()
    assert scanner.offer.items == (3,)
    scanner.step()
    scanner.step()
    assert scanner.offer.level is Level.OUT
    scanner.choose()
    assert scanner.offer.items == (3, 4)


def test_presses_soon_after_another_do_not_count():
    bounce = BounceFilter(300)
    assert [bounce.accepts(at) for at in (0.0, 0.1, 0.3, 0.61, 2.0)] == [
        True,
        False,
        False,
        True,
        True,
    ]


def test_without_a_pause_every_press_counts():
    bounce = BounceFilter(0)
    assert all(bounce.accepts(at) for at in (0.0, 0.0, 0.001))
