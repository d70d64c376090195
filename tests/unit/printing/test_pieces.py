"""Pages: nothing is lost, nothing stands below the end, what belongs together stays together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.printing.pieces import Piece, pages_of, together

HEIGHT = 100.0


def nothing(_canvas, _x, _y):
    pass


_PIECES = st.lists(
    st.builds(
        Piece, st.floats(1, 100), st.just(nothing), st.floats(0, 30), st.booleans()
    ),
    max_size=40,
)  # fmt: skip


@given(_PIECES)
def test_every_piece_is_placed_once_in_order_and_inside_the_page(pieces):
    pages = pages_of(pieces, HEIGHT)
    assert [placed.piece for page in pages for placed in page] == pieces
    for page in pages:
        end = 0.0
        for placed in page:
            assert placed.top >= end - 1e-9
            end = placed.top + placed.piece.height
        assert end <= HEIGHT + 1e-9


def test_a_heading_is_not_left_alone_at_the_end_of_a_page():
    heading = Piece(10, nothing, with_next=True)
    text = Piece(30, nothing)
    pages = pages_of([Piece(65, nothing), heading, text], HEIGHT)
    assert [[placed.piece for placed in page] for page in pages] == [
        [Piece(65, nothing)],
        [heading, text],
    ]


def test_what_is_longer_than_a_page_is_parted_after_all():
    long = together([Piece(40, nothing) for _ in range(4)])
    assert [len(page) for page in pages_of(long, HEIGHT)] == [2, 2]


def test_free_space_falls_away_at_the_top_of_a_page():
    pages = pages_of([Piece(90, nothing), Piece(20, nothing, before=15)], HEIGHT)
    assert pages[1][0].top == 0.0


def test_a_head_comes_again_on_every_page():
    head = Piece(10, nothing)
    rows = [Piece(30, nothing, head=head) for _ in range(5)]
    pages = pages_of([head, *rows], HEIGHT)
    assert [page[0].piece for page in pages] == [head, head]
    assert sum(len(page) for page in pages) == 7
