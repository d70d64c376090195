"""What parts do when somebody presses, types, moves and waits."""

from __future__ import annotations

import gc
import sys

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.messages import N_
from app.ui.a11y.forms import CHECKED, Form
from app.ui.parts.button import Button
from app.ui.parts.dialog import AskDialog
from app.ui.parts.focus_ring import FocusRing
from app.ui.parts.long_text import LongText
from app.ui.parts.record_table import Column, Record, RecordTable
from app.ui.parts.row import Row
from app.ui.parts.row_list import RowList
from app.ui.parts.scroll_page import ScrollPage
from app.ui.parts.segmented import Segmented
from app.ui.parts.strip import MessageStrip
from app.ui.parts.text import Text
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import Modes, theme

Key = Qt.Key


@pytest.fixture
def window(look, qapp):
    """An active window that scrolls and has a ring."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    made.page = ScrollPage()
    made.strip = MessageStrip()
    column.addWidget(made.page, 1)
    column.addWidget(made.strip)
    made.ring = FocusRing(made)
    made.resize(800, 500)
    made.show()
    made.activateWindow()
    qapp.processEvents()
    yield made
    made.close()
    made.deleteLater()


def add(window: QWidget, part: QWidget) -> QWidget:
    window.page.column.addWidget(part)
    QApplication.processEvents()
    return part


def press(widget: QWidget, key: Qt.Key, *, held: bool = False) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", held)
        QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_a_button_is_pressed_by_enter_and_space_and_only_once_when_held(window, key):
    button = add(window, Button(label="呼ぶ"))
    presses = []
    button.clicked.connect(lambda *_: presses.append(1))
    press(button, key)
    press(button, key, held=True)
    assert len(presses) == 1


def test_rows_have_one_tab_stop_and_arrows_move(window):
    rows = add(window, RowList("予定"))
    rows.set_rows([Row(None, number, f"相談 {number}") for number in range(4)])
    stops = [row for row in rows.rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [rows.rows[0]]
    rows.rows[0].setFocus()
    press(rows.rows[0], Key.Key_Down)
    press(rows.rows[1], Key.Key_Down)
    assert rows.current_index == 2
    assert rows.rows[2].hasFocus()
    press(rows.rows[2], Key.Key_Home)
    assert rows.rows[0].hasFocus()
    press(rows.rows[0], Key.Key_End)
    assert rows.rows[3].hasFocus()


def test_the_focus_stays_on_the_list_when_its_row_is_taken_away(window):
    rows = add(window, RowList("予定"))
    rows.set_rows([Row(None, number, f"相談 {number}") for number in range(4)])
    rows.rows[3].setFocus()
    rows.set_rows([Row(None, number, f"相談 {number}") for number in range(3)])
    QApplication.processEvents()
    assert rows.rows[2].hasFocus()


def test_the_current_row_follows_its_subject_to_another_place(window):
    rows = add(window, RowList("予定"))
    rows.set_rows([Row(None, name, name) for name in "abc"])
    rows.rows[1].setFocus()
    rows.set_rows([Row(None, name, name) for name in "xyb"])
    assert rows.current_row.subject == "b"


def test_arrow_keys_move_a_segmented_choice_round_its_ends(window):
    choice = add(window, Segmented([("a", "本人"), ("b", "家族"), ("c", "そのほか")], "a"))
    heard = []
    choice.changed.connect(heard.append)
    choice.cells[0].setFocus()
    press(choice.cells[0], Key.Key_Left)
    assert choice.value() == "c"
    press(choice.cells[2], Key.Key_Right)
    assert choice.value() == "a"
    assert heard == ["c", "a"]


def test_nothing_is_chosen_beforehand_unless_asked(window):
    choice = Segmented([("a", "本人"), ("b", "家族")])
    assert choice.value() == ""
    assert choice.focus_cell() is choice.cells[0]


def test_a_segmented_choice_that_is_too_wide_becomes_a_stack(window):
    choice = add(window, Segmented([("a", "自分で 操作します"), ("b", "いっしょに 操作します")]))
    assert choice.cells[0].y() == choice.cells[1].y()
    theme().apply(Modes(text_percent=300))
    choice.resize(500, choice.heightForWidth(500))
    assert choice.cells[1].y() > choice.cells[0].y()


def test_a_form_gives_and_takes_its_values(window):
    form = add(window, Form(columns=2))
    form.text("kana", "よみ")
    form.long_text("story", "話")
    form.combo("device", "機種", [("", "えらぶ"), ("a", "Android")])
    form.segmented("who", "話す人", [("self", "本人"), ("family", "家族")])
    form.choices("how", "話し方", [("voice", "声"), ("paper", "手書き")], several=True)
    form.check("loud", "声で読む")
    assert form.values() == {
        "kana": "", "story": "", "device": "", "who": "", "how": "", "loud": "",
    }  # fmt: skip
    wanted = {
        "kana": "さとう", "story": "写真が\n送れない", "device": "a", "who": "family",
        "how": "voice,paper", "loud": CHECKED,
    }  # fmt: skip
    changes = []
    form.changed.connect(lambda: changes.append(1))
    form.set_values(wanted)
    assert form.values() == wanted
    assert changes == []
    QTest.keyClicks(form.widget("kana"), "a")
    form.widget("loud").click()
    assert len(changes) == 2


def test_all_errors_show_and_the_first_in_reading_order_has_the_focus(window):
    form = add(window, Form())
    for key in ("kana", "phone", "birth"):
        form.text(key, key)
    form.set_errors({"birth": "日を 見てください。", "phone": "けたを 見てください。"})
    QApplication.processEvents()
    assert form.widget("phone").hasFocus()
    assert form.field("birth").error_text == "日を 見てください。"


def test_two_columns_become_one_in_large_text(window):
    form = add(window, Form(columns=2))
    left, right = form.text("a", "左"), form.text("b", "右")
    QApplication.processEvents()
    assert left.y() == right.y()
    theme().apply(Modes(text_percent=200))
    QApplication.processEvents()
    assert right.y() > left.y()


def test_the_enter_that_confirms_kanji_is_not_the_forms_enter(window):
    form = add(window, Form())
    form.text("kana", "よみ")
    entered = []
    form.entered.connect(lambda: entered.append(1))
    line = form.widget("kana")
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("さとう", []))
    press(line, Key.Key_Return)
    confirmed = QInputMethodEvent()
    confirmed.setCommitString("佐藤")
    QApplication.sendEvent(line, confirmed)
    assert entered == []
    assert line.text() == "佐藤"
    press(line, Key.Key_Return)
    assert entered == [1]


def test_tab_leaves_a_long_text_and_enter_makes_a_line(window):
    form = add(window, Form())
    form.long_text("story", "話")
    form.text("next", "つぎ")
    QApplication.processEvents()
    story = form.widget("story")
    story.setFocus()
    QTest.keyClick(story, Key.Key_Return)
    assert story.toPlainText() == "\n"
    assert story.textCursor().blockFormat().lineHeight() == 160
    QTest.keyClick(story, Key.Key_Tab)
    assert form.widget("next").hasFocus()


def test_a_long_text_takes_plain_words_only_and_grows_to_ten_lines(window):
    story = add(window, LongText())
    paste = QMimeData()
    paste.setHtml("<b style='color:red'>太い</b>")
    paste.setText("太い")
    story.insertFromMimeData(paste)
    assert story.toPlainText() == "太い"
    assert story.textCursor().charFormat().fontWeight() != QFont.Weight.Bold
    four = story.height()
    story.set_plain("\n".join("行" for _ in range(8)))
    QApplication.processEvents()
    eight = story.height()
    story.set_plain("\n".join("行" for _ in range(40)))
    QApplication.processEvents()
    assert four < eight < story.height() < four * 3


def test_a_secret_can_be_pasted_and_shown_on_demand(window):
    form = add(window, Form())
    field = form.secret("pin", "暗証番号")
    line, button = form.widget("pin"), field.control.show_button
    QApplication.clipboard().setText("2468")
    line.paste()
    assert line.text() == "2468"
    assert line.displayText() != "2468"
    button.click()
    assert line.displayText() == "2468"
    button.click()
    assert line.displayText() != "2468"


def test_the_wheel_never_changes_a_combo(window):
    form = add(window, Form())
    form.combo("device", "機種", [("a", "Android"), ("b", "iPhone")])
    combo = form.widget("device")
    combo.setFocus()
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(combo.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turned)
    assert combo.value() == "a"


def test_a_table_opens_its_current_record_and_keeps_one_current(window):
    table = add(window, RecordTable([Column("a", "番号"), Column("b", "名前")], [], "人"))
    table.set_rows([Record(n, (str(n), f"人 {n}")) for n in range(5)])
    opened = []
    table.activated.connect(opened.append)
    table.focus_records()
    press(table.view, Key.Key_Down)
    press(table.view, Key.Key_Return)
    press(table.view, Key.Key_Return, held=True)
    assert opened == [1]
    table.set_rows([Record(n, (str(n), f"人 {n}")) for n in range(2, 5)])
    assert table.current_subject == 2
    assert table.view.currentIndex().isValid()


def test_a_table_keeps_its_record_and_focus_when_it_becomes_cards(window):
    table = add(window, RecordTable([Column("a", "番号")], [], "人"))
    table.set_rows([Record(n, (str(n),)) for n in range(5)])
    table.set_current(3)
    table.focus_records()
    theme().apply(Modes(text_percent=200))
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused.subject == 3
    press(focused, Key.Key_Down)
    assert table.current_subject == 4
    theme().apply(Modes())
    QApplication.processEvents()
    assert table.view.hasFocus()
    assert table.view.currentIndex().row() == 4


def test_a_message_takes_its_own_row_and_the_focus_stays_in_sight(window):
    for number in range(12):
        add(window, Button(label=f"ボタン {number}"))
    last = add(window, Button(label="さいご"))
    last.setFocus()
    QApplication.processEvents()
    before = window.page.height()
    window.strip.show_message("保存しました。")
    for _ in range(4):
        QApplication.processEvents()
    assert window.page.height() < before
    top = last.mapTo(window.page.viewport(), QPoint(0, 0)).y()
    assert top + last.height() + 8 <= window.page.viewport().height()


def test_the_ring_is_around_what_has_the_focus_and_follows_scrolling(window):
    buttons = [add(window, Button(label=f"ボタン {number}")) for number in range(14)]
    buttons[0].setFocus()
    QApplication.processEvents()
    ring = theme().ring()
    reach = ring.width + ring.gap
    around = buttons[0].rect().translated(buttons[0].mapTo(window, QPoint(0, 0)))
    assert window.ring.isVisible()
    assert window.ring.geometry() == around.adjusted(-reach, -reach, reach, reach)
    buttons[9].setFocus()
    QApplication.processEvents()
    at = window.ring.y()
    bar = window.page.verticalScrollBar()
    bar.setValue(bar.value() + 20)
    QApplication.processEvents()
    assert window.ring.y() == at - 20


def test_the_ring_is_painted_in_the_focus_colour_in_every_scheme(window):
    button = add(window, Button(label="呼ぶ"))
    button.setFocus()
    for scheme in ("light", "dark", "yellow", "white"):
        theme().apply(Modes(scheme=scheme))
        QApplication.processEvents()
        image = window.grab().toImage()
        box = window.ring.geometry()
        line = image.pixelColor(box.left() + 1, box.center().y())
        assert line.name() == theme().color("focus").name(), scheme


def test_the_ring_is_cut_by_the_viewport_and_lets_the_mouse_through(window):
    buttons = [add(window, Button(label=f"ボタン {number}")) for number in range(14)]
    buttons[5].setFocus()
    QApplication.processEvents()
    bar = window.page.verticalScrollBar()
    bar.setValue(bar.value() + 200)
    QApplication.processEvents()
    assert window.ring.geometry().top() >= 0
    buttons[6].setFocus()
    middle = buttons[6].mapTo(window, buttons[6].rect().center())
    assert window.childAt(middle) is buttons[6]


def test_the_ring_is_not_in_the_accessibility_tree(window):
    QAccessible.setActive(True)
    node = QAccessible.queryAccessibleInterface(window)
    children = [node.child(number).object() for number in range(node.childCount())]
    assert window.ring not in children


def test_a_dialog_with_escape_does_nothing(qapp):
    done = []
    dialog = AskDialog("消しますか", "戻せます。", "消します", "のこす", lambda: done.append(1))
    dialog.show()
    QTest.keyClick(dialog.keep_button, Key.Key_Escape)
    assert not dialog.isVisible()
    assert done == []
    again = AskDialog("消しますか", "戻せます。", "消します", "のこす", lambda: done.append(1))
    again.show()
    again.act_button.click()
    assert done == [1]


def test_words_follow_the_language_while_they_are_open(window):
    label = add(window, Text(N_("Required")))
    button = add(window, Button(label=N_("Close")))
    theme().apply(Modes(language="en"))
    assert label.text() == "Required"
    assert button.text() == "Close"
    assert button.accessibleName() == "Close"


def test_painting_gives_back_every_none_it_takes(window):
    parts = [
        add(window, Button(label="呼ぶ", icon="megaphone", key="F4")),
        add(window, Text("同意は いつでも 変えられます。")),
        add(window, Row(None, 1, "佐藤 ハナ さん", "2回目", "10:00", ("予約", "info"))),
    ]
    for part in parts:
        part.repaint()
    before = sys.getrefcount(None)
    for _ in range(350):
        for part in parts:
            part.repaint()
    assert abs(sys.getrefcount(None) - before) < 200


def test_the_screen_outlives_every_dialog(qapp):
    for _ in range(3):
        dialog = AskDialog("消しますか", "戻せます。", "消します", "のこす")
        dialog.show()
        dialog.reject()
        del dialog
        gc.collect()
    assert QGuiApplication.primaryScreen().logicalDotsPerInchY() > 0


def test_an_open_list_shows_every_choice_whole(window):
    form = add(window, Form())
    choices = [("a", "Android"), ("b", "ほかの 機種・わからない(店の 人に 聞いて みます)")]
    form.combo("device", "機種", choices)
    theme().apply(Modes(text_percent=200))
    QApplication.processEvents()
    combo = form.widget("device")
    combo.showPopup()
    QApplication.processEvents()
    view = combo.view()
    for row in range(2):
        place = view.visualRect(view.model().index(row, 0))
        assert place.height() >= 60
        assert view.viewport().rect().contains(place)
    combo.hidePopup()


def test_the_controls_of_one_row_stand_on_one_line(window):
    form = add(window, Form(columns=2))
    left = form.text("a", "よみ", "ひらがなで 書きます。", required=True)
    right = form.combo("b", "機種", [("a", "Android"), ("b", "iPhone")])
    for percent in (100, 125, 150):
        theme().apply(Modes(text_percent=percent))
        for _ in range(4):
            QApplication.processEvents()
        assert left.y() == right.y()
        assert left.control.y() == right.control.y(), percent


def test_a_choice_that_is_not_available_keeps_its_value_and_its_tab_stop(window):
    form = add(window, Form())
    form.segmented("who", "話す人", [("self", "本人"), ("family", "家族")], value="self")
    form.combo("device", "機種", [("a", "Android"), ("b", "iPhone")])
    form.choices("how", "話し方", [("voice", "声"), ("paper", "手書き")])
    before = form.values()
    for key in ("who", "device", "how"):
        form.field(key).set_available(False, "同期の あとに 使えます")
        assert form.widget(key).accessibleDescription() == "同期の あとに 使えます"
    form.widget("who").cells[1].click()
    press(form.widget("device"), Key.Key_Down)
    form.widget("how").cards[0].click()
    assert form.values() == before
    assert form.widget("device").isEnabled()
    form.field("who").set_available(True)
    form.widget("who").cells[1].click()
    assert form.values()["who"] == "family"


def test_an_error_is_seen_at_every_kind_of_field(window):
    form = add(window, Form())
    form.text("kana", "よみ")
    form.combo("device", "機種", [("a", "Android"), ("b", "iPhone")])
    form.segmented("who", "話す人", [("self", "本人"), ("family", "家族")])
    form.choices("how", "話し方", [("voice", "声"), ("paper", "手書き")])
    form.long_text("story", "話")
    danger = theme().color("danger").name()
    for key in ("kana", "device", "who", "how", "story"):
        form.set_error(key, "ここを 見てください。", focus=False)
        QApplication.processEvents()
        control = form.widget(key)
        image = control.grab().toImage()
        column = [image.pixelColor(1, y).name() for y in range(image.height())]
        assert danger in column, key


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_a_field_with_the_focus_shows_whole_with_its_label(window, percent):
    form = add(window, Form())
    for number in range(8):
        form.text(f"k{number}", f"欄 {number}", "ひらがなで 書きます。")
    window.resize(1024, 500)
    theme().apply(Modes(text_percent=percent))
    for key in ("k7", "k0", "k4"):
        form.focus_field(key)
        for _ in range(4):
            QApplication.processEvents()
        field, viewport = form.field(key), window.page.viewport()
        top = field.mapTo(viewport, QPoint(0, 0)).y()
        assert top >= 0
        assert top + field.height() <= viewport.height()


def test_a_column_is_never_narrower_than_its_longest_word(window):
    columns = [Column("key", "Key"), Column("does", "What it does", stretch=9)]
    rows = [Record(1, ("Shift+F12", "Lists what the program said, newest first."))]
    table = add(window, RecordTable(columns, rows, "Keys"))
    words = TextLayout("Shift+F12", 1e4, TextStyle("strong")).size().width()
    assert table.view.columnWidth(0) >= words
    assert sum(table.view.columnWidth(n) for n in range(2)) == table.view.viewport().width()


def test_a_row_in_a_narrow_panel_stands_below_each_other_and_cuts_nothing(window):
    row = Row(
        None, 1, "スマートフォンの 相談", "写真", "11/18", ("いっしょに なおしました", "success")
    )
    narrow, wide = row.heightForWidth(260), row.heightForWidth(700)
    assert narrow > wide
