"""Forms and letters at 18 pt: boxes, tables, fields and codes over several pages."""

from __future__ import annotations

from datetime import date

import pytest
import segno

from app.messages import use_language
from app.printing.blocks import Box, Field, Heading, Paragraph, Title
from app.printing.codes import Beside, Code
from app.printing.document import Document, pdf_of
from app.printing.forms import Choice, Choices, Table
from app.printing.qr import qr_rows
from app.printing.style import Style
from app.printing.words import Words, free_words, our_words
from tests.helpers.paper import facts, pages_of_picture, squeezed, text_of

DAY = date(2026, 11, 24)
FORM = Style(18.0)


def paper(*blocks, **more):
    with use_language("ja"):
        return pdf_of(Document("同意書", DAY, FORM, blocks, **more))


def test_a_table_shows_its_headings_on_every_page():
    rows = [[Words(f"{n}番"), Words("みどり保育所"), Words(str(n * 7))] for n in range(1, 60)]
    head = [our_words("番号"), our_words("名前"), our_words("人数")]
    pdf = paper(Table(head, rows, [1, 3, 1], frozenset({2})))
    pages = text_of(pdf, "-raw").split("\f")[:-1]
    assert len(pages) > 2
    for page in pages:
        assert squeezed(page).startswith("番号名前人数")
    whole = squeezed(text_of(pdf, "-raw"))
    for n in range(1, 60):
        assert f"{n}番みどり保育所{n * 7}" in whole


def test_a_heading_stands_on_the_page_of_its_text():
    for lines in range(20, 32):
        filler = [Paragraph(Words("あ")) for _ in range(lines)]
        pages = text_of(
            paper(*filler, Heading(Words("つぎの話")), Paragraph(Words("本文です")))
        ).split("\f")
        with_heading = next(page for page in pages if "つぎの話" in page)
        assert "本文です" in with_heading


def test_a_box_longer_than_a_page_goes_on_over_it():
    text = "長い文を入れて、箱がページを越えても切れないことを確かめます。" * 60
    pdf = paper(Box([Paragraph(Words(text))]))
    assert int(facts(pdf)["Pages"]) > 1
    read = squeezed("".join(text_of(pdf, "-raw")))
    for page in range(1, 9):
        read = read.replace(f"{page}/{facts(pdf)['Pages']}", "")
    assert read == text


def test_ticks_and_free_boxes_differ_on_paper():
    def ink(ticked):
        choices = Choices([Choice(our_words("はい"), ticked), Choice(our_words("いいえ"))])
        return sum(pages_of_picture(paper(choices), 72)[0].histogram()[:128])

    assert ink(True) > ink(False)


def test_a_field_without_value_leaves_a_line_to_write_on():
    free = paper(Title(Words("名前を書く")), Field(our_words("名前")))
    filled = paper(Title(Words("名前を書く")), Field(our_words("名前"), Words("佐藤 ハナ")))
    assert "佐藤 ハナ" in text_of(filled)
    assert "佐藤" not in text_of(free)


@pytest.mark.parametrize("text", ["tel:0495550123", "https://example.or.jp/" + "a" * 120, "窓口"])
def test_a_code_on_paper_is_the_code_a_camera_reads(text):
    dpi = 300
    page = pages_of_picture(paper(Code(text, Words(""))), dpi)[0]
    left, top, right, bottom = page.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    rows = qr_rows(text)
    assert (right - left) / dpi * 25.4 >= 39.9
    assert abs((right - left) - (bottom - top)) <= 2
    module = (right - left) / len(rows)
    seen = tuple(
        tuple(page.getpixel((int(left + (x + 0.5) * module), int(top + (y + 0.5) * module))) < 128
              for x in range(len(rows)))
        for y in range(len(rows))
    )  # fmt: skip
    assert seen == rows
    expected = segno.make(text, micro=False, error="h", boost_error=False)
    assert not expected.is_micro
    assert expected.error == "H"
    assert len(expected.matrix) == len(rows)


def test_a_code_stands_under_the_text_when_the_paper_is_too_narrow_for_both():
    wide = Code("https://example.or.jp/" + "a" * 300, Words("読む"), wide_mm=120)
    pdf = paper(Beside([Paragraph(free_words("困ったら、この紙を見せてください"))], wide))
    assert squeezed(text_of(pdf)) == "困ったら、この紙を見せてください読む"


def test_only_paper_of_several_pages_is_numbered():
    one = paper(Paragraph(Words("短い")), foot="同意書")
    many = paper(*[Paragraph(Words("あ")) for _ in range(60)], foot="同意書")
    assert "1/" not in text_of(one)
    count = facts(many)["Pages"]
    assert f"同意書\n\n{count}/{count}" in text_of(many)
