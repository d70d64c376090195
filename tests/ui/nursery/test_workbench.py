"""An officer's round in the window: the door, files, calculation, reasons, release by another, letters."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap.centre import Centre
from app.domain.errors import Refused
from app.domain.roles import Actor, Role
from app.ui.parts.record_table import RecordTable
from app.ui.parts.text import Text
from app.ui.shell.window import MainWindow
from tests.helpers.command_line import madoguchi
from tests.helpers.windows import end, field, settle, window_over

PASSPHRASE = "六つの椅子と 青い帽子"


def officer(centre: Centre, name: str) -> Actor:
    one = centre.operators.named(name)
    return Actor(one.id, one.name, Role.OFFICER)


@pytest.fixture
def desk(qapp: QApplication, centre: Centre) -> Iterator[MainWindow]:
    window = window_over(centre, officer(centre, "西村 直子"))
    yield window
    end(window)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nursery")
    made = madoguchi(
        "nursery", "generate", "--children", "40", "--facilities", "8", "--seed", "2",
        "--out", folder,
    )  # fmt: skip
    assert made.code == 0, made.err
    return folder


def wait_until(window: MainWindow, holds: Callable[[], bool]) -> None:
    end_at = time.monotonic() + 40
    while not holds():
        assert time.monotonic() < end_at
        settle(window)
        time.sleep(0.02)


def do(window: MainWindow, action: str, subject: object | None = None) -> None:
    window.bound(action).trigger(subject)
    settle(window)


def words(window: MainWindow) -> str:
    assert window.view is not None
    return "\n".join(one.text() for one in window.view.findChildren(Text) if one.isVisible())


def begin(window: MainWindow) -> None:
    window.go("nursery")
    settle(window)
    field(window, "passphrase").setText(PASSPHRASE)
    field(window, "again").setText(PASSPHRASE)
    do(window, "nursery.create")
    wait_until(window, lambda: field(window, "name").isVisible())
    field(window, "name").setText("令和9年4月 一次")
    do(window, "nursery.begin")
    wait_until(window, lambda: window.screen_id == "nursery-round")


def take(window: MainWindow, files: Path) -> None:
    for word, name in (("children", "children.csv"), ("facilities", "facilities.csv"),
                       ("rules", "rules.toml")):  # fmt: skip
        view: Any = window.view
        view._form.set_values({"word": word, "file": str(files / name)})
        do(window, "nursery.take_file")
        wait_until(window, lambda name=name: name in words(window))


def test_a_round_from_the_door_to_the_letters(
    desk: MainWindow, centre: Centre, files: Path, tmp_path: Path
):
    begin(desk)
    take(desk, files)
    wait_until(desk, lambda: desk.bound("nursery.run").is_available)
    do(desk, "nursery.run")
    wait_until(desk, lambda: desk.bound("nursery.result").is_available)
    do(desk, "nursery.result")
    wait_until(desk, lambda: desk.screen_id == "nursery-result")
    assert desk.view is not None
    (table,) = desk.view.findChildren(RecordTable)
    wait_until(desk, lambda: len(table.records) == 12)
    spoken = str(table.records[0].spoken)
    assert table.records[0].subject in spoken
    assert "検算" in words(desk)
    do(desk, "nursery.after")
    assert table.records[0].subject not in spoken
    do(desk, "nursery.why", table.records[0].subject)
    wait_until(desk, lambda: f"受付番号 {table.records[0].subject}" in words(desk))
    desk.go("nursery-round", number=1)
    wait_until(desk, lambda: desk.bound("nursery.submit").is_available)
    field(desk, "reason").setText("会議で確認した")
    do(desk, "nursery.submit")
    wait_until(desk, lambda: desk.bound("nursery.approve").is_available)
    # Whoever asked is not the second pair of eyes.
    do(desk, "nursery.approve")
    first = officer(centre, "西村 直子")
    door = centre.nursery
    assert door.services(first).rounds.look(first, 1).release.approved_by is None
    with pytest.raises(Refused):
        door.services(officer(centre, "管理 はるか"))
    second = centre.operators.named("佐々木 健")
    two = Actor(second.id, second.name, Role.OFFICER)
    door.open(two, PASSPHRASE)
    release = door.services(two).rounds.look(two, 1).release
    door.services(two).release.approve(two, 1, release.input_sha256)
    door.open(first, PASSPHRASE)
    desk.go("nursery")
    desk.go("nursery-round", number=1)
    wait_until(desk, lambda: desk.bound("nursery.letters").is_available)
    view: Any = desk.view
    view.write_letters(tmp_path / "letters")
    wait_until(desk, lambda: bool(list((tmp_path / "letters").glob("*.pdf"))))


def test_a_file_with_faults_is_refused_at_its_field_with_all_of_them(
    desk: MainWindow, files: Path, tmp_path: Path
):
    begin(desk)
    bad = tmp_path / "children.csv"
    bad.write_text("申請者番号,年齢\n1,9\n", encoding="utf-8")
    view: Any = desk.view
    view._form.set_values({"word": "children", "file": str(tmp_path / "none.csv")})
    do(desk, "nursery.take_file")
    wait_until(desk, lambda: bool(field(desk, "file").property("error_text")))


def test_a_wrong_passphrase_is_said_at_its_field(desk: MainWindow, centre: Centre):
    begin(desk)
    centre.nursery.close()
    desk.go("nursery")
    settle(desk)
    field(desk, "passphrase").setText("a passphrase of somebody else")
    do(desk, "nursery.open")
    wait_until(desk, lambda: bool(field(desk, "passphrase").property("error_text")))
    assert not centre.nursery.is_open(officer(centre, "西村 直子"))


def test_nobody_but_an_officer_sees_the_selection(window: MainWindow):
    assert "nursery" not in [one.id for one in window.navigation_screens()]


def test_signing_out_closes_the_data_set(desk: MainWindow, centre: Centre):
    begin(desk)
    first = officer(centre, "西村 直子")
    assert centre.nursery.is_open(first)
    desk.lock()
    wait_until(desk, lambda: not centre.nursery.is_open(first))
