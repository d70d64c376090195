"""Pictures beside a consultation, through the real window."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.bootstrap.centre import Centre
from app.domain.consultations import ConsultationFields
from app.domain.ids import ConsultationId
from app.ui.shell.window import MainWindow
from tests.helpers.windows import ENTER, TAB, focus_name, press, settle, walk_tab

WORDS = "赤い警告の画面。電話番号が大きく書いてある"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo as a telephone writes it: where, when, with what, and lying on its side."""
    exif = Image.Exif()
    exif[0x010F] = "KiraKiraPhone"
    exif[0x0112] = 6
    exif[0x9003] = "2026:11:24 09:45:00"
    exif.get_ifd(0x8825)[2] = (35.0, 51.0, 24.1)
    file = tmp_path / "警告.jpg"
    Image.new("RGB", (60, 40), "red").save(file, exif=exif, comment=b"KiraKiraComment")
    assert b"KiraKira" in file.read_bytes()
    return file


@pytest.fixture
def one(window: MainWindow, centre: Centre) -> ConsultationId:
    made = centre.consultations.begin(window.actor, None)[0]
    centre.consultations.save(window.actor, made, ConsultationFields(story="警告が出た"))
    window.go("consultation", consultation=made)
    settle(window)
    return made


def do(window: MainWindow, action: str, subject: object = None) -> None:
    window.bound(action).trigger(subject)
    settle(window)


def rows(window: MainWindow) -> list[QWidget]:
    return window.view._pictures._rows.rows


def pictures(window: MainWindow, centre: Centre, one: ConsultationId):
    return centre.attachments.of_consultation(window.actor, one)


def add(window: MainWindow, photo: Path, words: str) -> None:
    do(window, "pictures.new")
    assert focus_name() == "field_file"
    press(window, str(photo), TAB, words, ENTER)
    settle(window)


def test_a_picture_is_added_with_its_words_and_without_its_hidden_facts(
    window: MainWindow, centre: Centre, one: ConsultationId, photo: Path
):
    add(window, photo, WORDS)
    assert window.screen_id == "consultation"
    (made,) = pictures(window, centre, one)
    assert (made.alt, made.width, made.height) == (WORDS, 40, 60)
    assert WORDS in rows(window)[0].accessibleName()
    _found, data = centre.attachments.open_picture(window.actor, made.id)
    kept = Image.open(io.BytesIO(data))
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert b"KiraKira" not in data


def test_added_by_mistake_it_is_gone_with_one_key(
    window: MainWindow, centre: Centre, one: ConsultationId, photo: Path
):
    add(window, photo, WORDS)
    do(window, "shell.undo")
    assert pictures(window, centre, one) == ()


def test_without_words_it_waits_for_them_once_and_the_list_says_they_are_missing(
    window: MainWindow, centre: Centre, one: ConsultationId, photo: Path
):
    add(window, photo, "")
    assert window.screen_id == "picture-new"
    assert focus_name() == "field_alt"
    assert pictures(window, centre, one) == ()
    press(window, ENTER)
    settle(window)
    assert window.screen_id == "consultation"
    assert "言葉なし" in rows(window)[0].accessibleName()


def test_whoever_cannot_see_it_hears_its_words(
    window: MainWindow, centre: Centre, one: ConsultationId, photo: Path
):
    made, _changes = centre.attachments.attach(window.actor, one, photo, WORDS)
    do(window, "pictures.open", made.id)
    shown = window.view.findChild(QWidget, "pictures")
    assert shown.accessibleName() == WORDS
    node = QAccessible.queryAccessibleInterface(shown)
    assert node.role() is QAccessible.Role.Graphic


def test_its_words_are_mended_and_put_back(
    window: MainWindow, centre: Centre, one: ConsultationId, photo: Path
):
    made, _changes = centre.attachments.attach(window.actor, one, photo, "")
    do(window, "pictures.open", made.id)
    assert focus_name() == "field_alt"
    press(window, WORDS, ENTER)
    settle(window)
    assert pictures(window, centre, one)[0].alt == WORDS
    do(window, "shell.undo")
    assert pictures(window, centre, one)[0].alt == ""


def test_a_removed_picture_comes_back(
    window: MainWindow, centre: Centre, one: ConsultationId, photo: Path
):
    made, _changes = centre.attachments.attach(window.actor, one, photo, WORDS)
    do(window, "pictures.open", made.id)
    do(window, "pictures.remove")
    assert window.screen_id == "consultation"
    assert pictures(window, centre, one) == ()
    assert rows(window) == ()
    do(window, "shell.undo")
    assert pictures(window, centre, one) == (made,)
    assert len(rows(window)) == 1


@pytest.mark.parametrize("name", ["none.png", "text.png", ""])
def test_what_is_no_picture_is_said_at_its_field(
    window: MainWindow, centre: Centre, one: ConsultationId, tmp_path: Path, name: str
):
    (tmp_path / "text.png").write_text("hello", "utf-8")
    do(window, "pictures.new")
    window.view._form.set_values({"file": str(tmp_path / name) if name else "", "alt": WORDS})
    do(window, "pictures.save")
    assert window.screen_id == "picture-new"
    assert window.view._form.field("file").error_text
    assert pictures(window, centre, one) == ()


def test_a_my_number_in_the_words_is_refused_at_its_field(
    window: MainWindow, centre: Centre, one: ConsultationId, photo: Path
):
    do(window, "pictures.new")
    window.view._form.set_values({"file": str(photo), "alt": "番号は 1234 5678 9018"})
    do(window, "pictures.save")
    assert window.view._form.field("alt").error_text
    assert pictures(window, centre, one) == ()


@pytest.mark.parametrize("screen", ["picture", "picture-new"])
def test_tab_walks_every_stop_once_and_each_has_a_name(window: MainWindow, screen: str):
    window.go(screen, **window.registry.screen(screen).sample(window.context))
    settle(window)
    walk_tab(window)
