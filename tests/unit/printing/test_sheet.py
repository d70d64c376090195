"""The take-home sheet: read back by poppler, looked at as a picture."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import BadInput, Unavailable
from app.domain.sheets import SHEET_SIZES_PT, Sheet
from app.messages import use_language
from app.printing.sheet import sheet_pdf, write_sheet
from tests.helpers.locked import ROOT
from tests.helpers.paper import facts, fonts_of, pages_of_picture, squeezed, text_of, words_of

SHORT = Sheet(
    day=date(2026, 11, 24), name="佐藤 ハナ", kana="さとう はな",
    steps=("LINEを開く", "孫の名前を押す", "下の「写真のしるし」を押す", "写真を選んで「送信」を押す"),
    centre="光が原市 ふれあいセンター", if_not="「許可」を押す", next_day=date(2026, 12, 8),
    next_time=time(10), phone="049-555-0123", qr_text="tel:0495550123", qr_label="電話をかける",
)  # fmt: skip
LONG = dataclasses.replace(
    SHORT, name="髙﨑 𠮷之助", kana="たかさき きちのすけ",
    title="志を同じくする人とビデオ通話で話し、終わったあとで写真を送る",
    steps=(
        *SHORT.steps,
        "アプリの一覧から「設定」を選び、いちばん下まで画面を動かして「アカウント」を押す",
        "https://www.example.or.jp/very/long/address/without/any/break/at/all.html を開く",
        "12人で使うときは1日3回まで、10分ずつにする", "葛󠄀飾の𠮷田さんと辻󠄀さんに送る",
    ),
    next_time=time(12, 30), next_place="市役所2階の相談窓口",
    centre="光が原市立中央公民館 デジタル活用支援ふれあいセンター",
)  # fmt: skip
SHEETS = {"short": SHORT, "long": LONG}
MARGIN_PT = 42.5


def sized(sheet, size):
    return dataclasses.replace(sheet, size_pt=size)


@pytest.mark.parametrize("size", SHEET_SIZES_PT)
@pytest.mark.parametrize("language", ["ja", "ja_easy", "en"])
@pytest.mark.parametrize("which", SHEETS)
def test_everything_on_the_sheet_is_read_out_in_order(which, language, size):
    sheet = SHEETS[which]
    with use_language(language):
        text = squeezed(text_of(sheet_pdf(sized(sheet, size)), "-raw"))
    place = 0
    said = [sheet.name, sheet.title, *sheet.steps, sheet.if_not, sheet.phone, sheet.centre]
    for words in map(squeezed, said):
        assert words in text[place:], (words, text)
        place = text.index(words, place) + len(words)


@pytest.mark.parametrize("size", SHEET_SIZES_PT)
def test_what_a_reader_sees_is_read_out_line_by_line(size):
    with use_language("ja"):
        text = text_of(sheet_pdf(sized(SHORT, size)))
    for line in (
        "きょうやったこと", "令和8年11月24日 佐藤 ハナ さん", "1 LINEを開く", "2 孫の名前を押す",
        "3 下の「写真のしるし」を押す", "4 写真を選んで「送信」を押す",
        "つぎは 12月8日(火)", "午前10時 ここで", "049-555-0123",
    ):  # fmt: skip
        assert line in text.splitlines()


def test_kana_over_kanji_are_seen_but_not_read_out():
    with use_language("ja"):
        with_kana = sheet_pdf(SHORT)
        without = sheet_pdf(dataclasses.replace(SHORT, furigana=False))
    assert "さとう" not in squeezed(text_of(with_kana))
    assert squeezed(text_of(with_kana, "-raw")) == squeezed(text_of(without, "-raw"))
    black = [
        sum(p.histogram()[:128])
        for p in (pages_of_picture(with_kana, 72)[0], pages_of_picture(without, 72)[0])
    ]
    assert black[0] > black[1]


@pytest.mark.parametrize("size", SHEET_SIZES_PT)
@pytest.mark.parametrize("which", SHEETS)
def test_nothing_is_printed_outside_the_margins(which, size):
    with use_language("ja"):
        pages = pages_of_picture(sheet_pdf(sized(SHEETS[which], size)), 72)
    for page in pages:
        ink = page.point(lambda grey: 255 if grey < 128 else 0).getbbox()
        assert ink is not None
        left, top, right, bottom = ink
        assert left >= MARGIN_PT - 2
        assert top >= MARGIN_PT - 2
        assert right <= page.width - MARGIN_PT + 2
        assert bottom <= page.height - MARGIN_PT + 4


@pytest.mark.parametrize("size", [22, 28])
def test_four_steps_with_date_telephone_and_code_fit_on_one_side(size):
    with use_language("ja"):
        assert facts(sheet_pdf(sized(SHORT, size)))["Pages"] == "1"


_TEXTS = st.text(
    st.sampled_from(
        "写真送信画面設定電話番号押開選見志承あいうえおかきくけこアプリ「」、。abcXYZ0123 髙﨑𠮷ー"
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=st.lists(_TEXTS, min_size=1, max_size=8),
    size=st.sampled_from(SHEET_SIZES_PT),
    title=_TEXTS,
)
def test_no_words_lie_over_others_or_leave_the_page(steps, size, title):
    sheet = dataclasses.replace(SHORT, steps=tuple(steps), title=title, size_pt=size)
    pdf = sheet_pdf(sheet)
    text = squeezed(text_of(pdf, "-raw"))
    foot = squeezed(f"きょうやったこと 令和8年11月24日 {sheet.name}")
    bare = text.replace(foot, "\n")
    for step in steps:
        for piece in squeezed(step):
            assert piece in bare
    words = words_of(pdf)
    for word in words:
        assert word.left >= MARGIN_PT - 1
        assert word.right <= 595.3 - MARGIN_PT + 1
        assert word.bottom <= 841.9 - MARGIN_PT + 6
    for one in words:
        for two in words:
            if one is two or one.page != two.page:
                continue
            across = min(one.right, two.right) - max(one.left, two.left)
            # Letters stand 0.24 em inside the height poppler counts for a line.
            down = min(one.bottom, two.bottom) - max(one.top, two.top)
            assert across < 1.5 or down < 0.35 * min(one.bottom - one.top, two.bottom - two.top)


def test_a_sheet_says_its_title_language_and_day():
    with use_language("ja"):
        pdf = sheet_pdf(SHORT)
    assert facts(pdf)["Title"] == "きょうやったこと 令和8年11月24日"
    assert facts(pdf)["CreationDate"].startswith("Mon Nov 23 15:00:00 2026")
    assert b"/Lang " in pdf
    with use_language("en"):
        assert "What we did today" in facts(sheet_pdf(SHORT))["Title"]


def test_typefaces_travel_with_the_file_and_know_their_letters():
    for line in fonts_of(sheet_pdf(LONG)):
        assert line.split()[-5:-2] == ["yes", *line.split()[-4:-2]]
        assert line.split()[-3] == "yes"


def test_the_same_sheet_gives_the_same_bytes_also_in_a_process_without_a_display(tmp_path):
    file = tmp_path / "sheet.pdf"
    program = (
        "import sys\n"
        "from tests.unit.printing.test_sheet import LONG\n"
        "from app.printing.sheet import write_sheet\n"
        "write_sheet(sys.argv[1], LONG)\n"
    )
    plain = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    subprocess.run(
        [sys.executable, "-c", program, str(file)], cwd=ROOT, env=plain, check=True, timeout=120
    )
    assert file.read_bytes() == sheet_pdf(LONG) == sheet_pdf(LONG)


def test_sheets_may_be_made_in_the_background_side_by_side():
    expected = {which: sheet_pdf(sheet) for which, sheet in SHEETS.items()}
    with ThreadPoolExecutor(3) as threads:
        made = [(w, threads.submit(sheet_pdf, s)) for _ in range(4) for w, s in SHEETS.items()]
        assert all(future.result(60) == expected[which] for which, future in made)


def test_a_sheet_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    target = tmp_path / "taken"
    target.mkdir()
    with pytest.raises(Unavailable) as told:
        write_sheet(target, SHORT)
    assert told.value.code == "files.cannot_write"
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]


def test_a_code_that_no_telephone_could_read_is_refused():
    with pytest.raises(BadInput) as told:
        sheet_pdf(dataclasses.replace(SHORT, qr_text="あ" * 2000))
    assert told.value.findings[0].code == "printing.qr_too_long"


def test_only_the_three_sizes_are_printed():
    with pytest.raises(ValueError):
        sheet_pdf(sized(SHORT, 12))


def test_a_sheet_with_the_day_only_is_printed_too():
    pdf = sheet_pdf(Sheet(date(2026, 11, 24), "", "", (), ""))
    assert "11" in text_of(pdf)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(b"old")
    write_sheet(file, SHORT)
    assert file.read_bytes().startswith(b"%PDF")
    assert len(list(tmp_path.iterdir())) == 1
