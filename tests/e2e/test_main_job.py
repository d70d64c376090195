"""The main job through the real window: names, roles, states, focus order and announcements."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desktop import Desktop, Hands, make_demo_centre, needs_desktop, open_centre
from tools.walk.job import Login, main_job, sign_in, write_town_file

pytestmark = needs_desktop


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo_centre(tmp_path_factory.mktemp("job") / "centre")


@pytest.fixture(scope="module")
def hands(centre: Path) -> Iterator[Hands]:
    with Desktop() as desktop:
        yield open_centre(desktop, centre)


def test_the_application_is_called_madoguchi_in_every_language(hands: Hands) -> None:
    assert hands.application.name == "Madoguchi"


def test_the_sign_in_page_begins_at_a_name_and_labels_its_pin(hands: Hands, centre: Path) -> None:
    hands.wait_for("row_0")
    assert hands.focus().role == "list item"
    pin = hands.page().one(id="field_secret")
    # Qt names the role "text" and keeps the password role for its number, which readers ask for.
    assert pin.role in ("password text", "text")
    assert "暗証番号" in pin.name
    assert "必須" in pin.name or "labelled-by" in pin.relations
    sign_in(hands, Login.of(centre))
    assert hands.title() == "きょう"


def test_tab_walks_today_in_reading_order_and_closes_the_circle(hands: Hands) -> None:
    hands.go_to("nav_home")
    passed = []
    for _ in range(40):
        here = hands.focus()
        if passed and here.key == passed[0][1]:
            break
        passed.append((here.short_id, here.key))
        hands._press_and_settle("Tab", here)
    names = [short_id for short_id, _key in passed]
    wanted = ["nav_home", "nav_consultations", "nav_people", "nav_settings"]
    assert [one for one in names if one in wanted] == wanted
    assert names.index("action_consultations_begin") < names.index("row_0")
    assert names[-1] != names[0]


def test_the_whole_job_is_done_with_keys_alone(hands: Hands, centre: Path, tmp_path: Path) -> None:
    steps = list(main_job(Login.of(centre), write_town_file(tmp_path)))
    for step in steps[1:6]:
        step.do(hands)
    said = hands.page().one(id="message_strip")
    assert said.role == "notification"
    assert "相談を終えました" in said.name
    assert hands.page().all(id="action_shell_undo")
    for step in steps[6:]:
        step.do(hands)
    assert "書いた" in hands.page().words()


def test_whoever_is_named_with_a_pin_file_begins_at_today_in_the_language_asked_for(
    tmp_path: Path,
) -> None:
    centre = make_demo_centre(tmp_path / "centre")
    login = Login.of(centre)
    pin = tmp_path / "pin"
    pin.write_text(login.pin, encoding="utf-8")
    words = ["open", "--centre", str(centre), "--operator", login.operator]
    words += ["--pin-file", str(pin), "--language", "en"]
    with Desktop() as desktop:
        desktop.start_program([sys.executable, "-m", "app", *words], name="program")
        second = Hands.on(desktop)
        second.wait_for("action_consultations_begin", 20)
        assert second.title() == "Today"
