"""The volunteer's main job, step by step, with keys alone.

Nothing here calls into the program: keys go in, and the accessibility tree is read as a screen
reader reads it. The same steps serve the walk of `./run` and the end-to-end test.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.desktop.hands import Hands
from tools.desktop.waiting import wait_until

NEWCOMER_KANA = "せんざき みつ"
NEWCOMER_NAME = "仙﨑 みつ"
STORY = "孫の写真が LINE で送れない。写真を選ぶと、許可の画面が出て止まる。"
SEARCHED = "許可"
TOWN_ROWS = (
    ("宛名番号", "氏名", "フリガナ", "生年月日", "電話番号"),
    ("00120451", "髙梨 ふみ", "タカナシ フミ", "S15.4.1", "090-0000-4512"),
    ("00120452", "濵田 正吉", "ハマダ ショウキチ", "昭和12年8月20日", "0480-00-4513"),
    ("00120453", "戸塚 いと", "トツカ イト", "1938-01-05", "090-0000-4514"),
)


@dataclass(frozen=True, slots=True)
class Login:
    """Who signs in, as `demo-login.txt` says."""

    operator: str
    pin: str

    @classmethod
    def of(cls, centre: Path) -> Login:
        """Read the login of a demo centre."""
        lines = (centre / "demo-login.txt").read_text("utf-8").splitlines()
        pairs = dict(line.split("=", 1) for line in lines if "=" in line)
        return cls(pairs["operator"], pairs["pin"])


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a volunteer does: its name for pictures, a sentence, and how."""

    slug: str
    sentence: str
    do: Callable[[Hands], None]


def write_town_file(folder: Path) -> Path:
    """Write the list of people as a town hands it out: CSV in CP932 with CRLF."""
    file = folder / "town.csv"
    with file.open("w", encoding="cp932", newline="") as out:
        csv.writer(out, lineterminator="\r\n").writerows(TOWN_ROWS)
    return file


def main_job(login: Login, town_file: Path) -> Iterator[Step]:
    """Yield the steps in order."""
    yield Step("sign-in", "Signs in with name and PIN", lambda h: sign_in(h, login))
    yield Step("import", "Imports the town's people (CP932)", lambda h: import_people(h, town_file))
    yield Step("find", "Finds a person by kana", find_by_kana)
    yield Step("begin", "Begins a consultation with somebody new (F2)", begin_with_newcomer)
    yield Step("write", "Writes the story; it is saved as it is typed", write_story)
    yield Step("close", "Chooses topic and outcome and finishes (F8)", close)
    yield Step("search", "Finds the consultation again by a word", search_story)
    yield Step("large", "Makes the text 200 %", lambda h: choose_look(h, "choice_200"))
    yield Step("dark", "Chooses the dark colours", lambda h: choose_look(h, "choice_dark"))
    yield Step("easy", "Chooses easy Japanese", lambda h: choose_look(h, "choice_ja_easy"))
    yield Step("lock", "Locks the screen; nothing is lost", lock)


def sign_in(hands: Hands, login: Login) -> None:
    """Choose the operator's row and type her PIN."""
    hands.wait_for("row_0")
    hands.go_to(fits=lambda node: login.operator in node.name, key="Down", at_most=12)
    hands.press("Return")
    hands.wait_focus("field_secret")
    hands.write(login.pin)
    hands.press("Return")
    hands.wait_for("action_consultations_begin", 20)


def import_people(hands: Hands, file: Path) -> None:
    """Read the file, check its rows, and write them after the question."""
    hands.press("F3")
    hands.wait_focus("field_search")
    hands.activate("action_people_import")
    hands.wait_focus("field_file")
    hands.write(str(file))
    hands.press("Return")
    hands.wait_for("action_import_check")
    hands.activate("action_import_check")
    hands.wait_for("action_import_write")
    hands.activate("action_import_write")
    hands.wait_for("dialog_keep")
    hands.go_to("dialog_act")
    hands.press("space")
    hands.wait_focus("field_search", 20)


def find_by_kana(hands: Hands) -> None:
    """Type part of the kana of an imported person; Enter opens the only hit."""
    hands.press("F3")
    hands.wait_focus("field_search")
    hands.press("ctrl+a")
    hands.write("たかなし")
    hands.press("Return")
    wait_until("the page of 髙梨 ふみ", lambda: "髙梨 ふみ" in hands.title(), 10)


def begin_with_newcomer(hands: Hands) -> None:
    """F2, kana, Enter for a new record, name, save; the story waits."""
    go_to_page(hands, "home")
    hands.wait_for("action_consultations_begin")
    hands.press("F2")
    hands.wait_focus("field_search")
    hands.write(NEWCOMER_KANA)
    hands.press("Return")
    hands.wait_focus("field_name")
    hands.write(NEWCOMER_NAME)
    hands.press("ctrl+s")
    hands.wait_focus("field_story")


def write_story(hands: Hands) -> None:
    """Write the story and wait until the page says it is saved."""
    hands.go_to("field_story")
    hands.write(STORY)
    wait_until(
        "the story in the field", lambda: STORY in hands.desktop.tree.read_text(hands.focus()), 5
    )


def close(hands: Hands) -> None:
    """Choose what it was about and how it ended by the first choice, then F8."""
    hands.go_to("field_topic")
    hands.press("Down")
    hands.go_to("field_outcome")
    hands.press("Down")
    hands.press("F8")
    hands.wait_for("action_consultations_begin", 15)


def search_story(hands: Hands) -> None:
    """Look for a word of the story among all consultations."""
    go_to_page(hands, "consultations")
    hands.wait_focus("field_search")
    hands.write(SEARCHED)
    hands.press("Return")
    wait_until("the consultation found", lambda: hands.sees("せんざき みつ"), 10)


def choose_look(hands: Hands, choice: str) -> None:
    """Choose one of the settings; it takes hold at once."""
    if not hands.page().all(id=choice):
        go_to_page(hands, "settings")
        hands.wait_for(choice)
    group = {"choice_200": "choice_100", "choice_dark": "choice_light"}.get(choice, "choice_ja")
    hands.go_to(group)
    hands.go_to(choice, key="Right", at_most=12)
    wait_until(f"{choice} chosen", lambda: "checked" in hands.page().one(id=choice).states, 5)


def lock(hands: Hands) -> None:
    """Lock; the sign-in page comes up."""
    hands.press("ctrl+l")
    hands.wait_for("field_secret")


def go_to_page(hands: Hands, screen: str) -> None:
    """Open a page from the side navigation, or from the menu in large text."""
    if hands.page().all(id=f"nav_{screen}"):
        hands.activate(f"nav_{screen}")
        return
    hands.press("F10")
    titles = {"home": "きょう", "consultations": "相談", "settings": "設定"}
    hands.go_to(fits=lambda node: node.name.startswith(titles[screen]), key="Down", at_most=20)
    hands.press("Return")
