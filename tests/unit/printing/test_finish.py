"""What a finished PDF says of itself and of its letters."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.messages import use_language
from app.printing.blocks import Paragraph
from app.printing.document import Document, pdf_of
from app.printing.style import Style
from app.printing.words import Words
from tests.helpers.paper import facts, fonts_of, squeezed, text_of

DAY = date(2026, 11, 24)


def paper(text, title="題"):
    return pdf_of(Document(title, DAY, Style(22.0), [Paragraph(Words(text))]))


def test_letters_beyond_the_basic_plane_are_read_out():
    assert squeezed(text_of(paper("𠮷野家 𩸽 00𠮷 a𠮷b𠮷"))) == "𠮷野家𩸽00𠮷a𠮷b𠮷"


def test_letters_of_both_typefaces_are_embedded_and_known():
    lines = fonts_of(paper("髙﨑𠮷㊟"))
    assert len(lines) == 2
    for line in lines:
        embedded, _subset, known = line.split()[-5:-2]
        assert (embedded, known) == ("yes", "yes")


_SEEN = st.characters(
    codec="cp932",
    exclude_categories=("Cc", "Cs", "Co", "Zs", "Zl", "Zp"),
    exclude_characters="\xad¢£¬‖−〜",
)


@settings(max_examples=25, deadline=None)
@given(st.text(_SEEN, min_size=1, max_size=80))
def test_every_letter_a_town_can_write_comes_back_as_it_was(text):
    read = squeezed(text_of(paper("あ" + text)))
    # Poppler writes some signs in their plain form, as a search would.
    assert sorted(read) == sorted("あ" + text) or len(read) >= len(text)
    for letter in text:
        if "一" <= letter <= "鿿" or "ぁ" <= letter <= "ヶ":
            assert letter in read


def test_the_title_may_hold_any_sign():
    with use_language("ja"):
        title = "<同意> & (1) \\ 𠮷"
        assert facts(paper("あ", title))["Title"] == title
