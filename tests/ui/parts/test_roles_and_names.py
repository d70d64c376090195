"""What a screen reader is told about every part."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.a11y.forms import Form
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.choice_card import ChoiceCard
from app.ui.parts.dialog import AskDialog
from app.ui.parts.progress_card import ProgressCard
from app.ui.parts.record_table import CellBadge, Column, Record, RecordTable
from app.ui.parts.row import Row
from app.ui.parts.segmented import Segmented
from app.ui.parts.stepper import Stepper
from app.ui.parts.strip import MessageStrip
from app.ui.parts.text import Text
from app.ui.theme import Modes, RubySpan, theme

Role = QAccessible.Role


@pytest.fixture(autouse=True)
def tree(look):
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def role_of(widget: QWidget) -> Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def words_about(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


@pytest.mark.parametrize(
    ("make", "role", "name"),
    [
        (lambda: Text("保存しました。"), Role.StaticText, "保存しました。"),
        (lambda: Badge("期限 きょう", "warning"), Role.StaticText, "期限 きょう"),
        (lambda: Button(label="呼ぶ", icon="megaphone", key="F4"), Role.Button, "呼ぶ"),
        (
            lambda: Row(None, 1, "電話する人 4人", "期限", "13:00", ("きょう", "warning")),
            Role.ListItem,
            "13:00, 電話する人 4人, 期限, きょう",
        ),
        (
            lambda: Row(None, 1, "佐藤 ハナ さん", spoken="佐藤さん、10時"),
            Role.ListItem,
            "佐藤さん、10時",
        ),
        (lambda: ChoiceCard("a", "声で読む"), Role.CheckBox, "声で読む"),
        (lambda: ChoiceCard("a", "本人", radio=True), Role.RadioButton, "本人"),
        (lambda: Segmented([("a", "本人"), ("b", "家族")], name="話す人"), Role.Grouping, "話す人"),
        (lambda: Stepper(["きく", "ためす"], 1), Role.StaticText, "Step 2 of 2: ためす"),
    ],
)
def test_a_part_has_its_role_and_its_plain_name(make, role, name):
    theme().apply(Modes(language="en"))
    part = make()
    assert role_of(part) == role
    assert name_of(part) == name


def test_readings_never_reach_the_name():
    theme().apply(Modes(furigana=True))
    text = Text("同意は いつでも 変えられます。", readings=(RubySpan(0, 2, "どうい"),))
    text.resize(300, 100)
    assert any(run.ruby for line in text.layout_for(300).lines for run in line.runs)
    assert name_of(text) == "同意は いつでも 変えられます。"


def test_a_cell_of_a_segmented_choice_is_a_radio_button_that_knows_its_state():
    choice = Segmented([("a", "本人"), ("b", "家族")], "b", "話す人")
    first, second = choice.cells
    assert role_of(first) == Role.RadioButton
    assert name_of(second) == "家族"
    assert QAccessible.queryAccessibleInterface(second).state().checked
    assert not QAccessible.queryAccessibleInterface(first).state().checked


def test_a_message_is_a_notification_named_by_its_sentence():
    strip = MessageStrip()
    strip.show_message("保存しました。")
    assert role_of(strip) == Role.Notification
    assert name_of(strip) == "保存しました。"
    strip.clear()


def test_something_not_available_keeps_its_tab_stop_and_says_why():
    button = Button(label="送る")
    button.set_available(False, "同期の あとに 使えます")
    assert button.isEnabled()
    assert words_about(button) == "同期の あとに 使えます"
    button.set_available(True)
    assert words_about(button) == ""


def test_a_dialog_is_named_by_its_question_and_begins_on_the_button_that_keeps(qapp):
    dialog = AskDialog("この予約を 消しますか", "30日は もどせます。", "消します", "のこす")
    dialog.show()
    qapp.processEvents()
    assert name_of(dialog) == "この予約を 消しますか"
    assert words_about(dialog) == "30日は もどせます。"
    assert dialog.focusWidget() is dialog.keep_button
    assert dialog.act_button.text() == "消します"
    dialog.reject()


def test_progress_is_named_by_its_step():
    card = ProgressCard()
    card.set_progress("3つの うち 2つめ", 2, 3)
    assert role_of(card.bar) == Role.ProgressBar
    assert name_of(card.bar) == "3つの うち 2つめ"


def test_the_first_cell_of_a_record_speaks_for_the_whole_record():
    columns = [Column("no", "番号"), Column("state", "結果")]
    rows = [Record(1, ("10483", CellBadge("保留", "warning")), "10483番は 保留です")]
    table = RecordTable(columns, rows, "結果の 表")
    assert name_of(table.view) == "結果の 表"
    model = table.view.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "10483番は 保留です"
    assert model.index(0, 1).data(role) == "結果 保留"
    theme().apply(Modes(text_percent=200))
    assert name_of(table.cards.cards[0]) == "10483番は 保留です"


def form_of_all_fields() -> Form:
    form = Form()
    form.text("kana", "よみ", "ひらがなで")
    form.phone("phone", "電話番号")
    form.date("birth", "生年月日", required=True)
    form.secret("pin", "暗証番号")
    form.long_text("story", "話の中身")
    form.combo("device", "機種", [("a", "Android"), ("b", "iPhone")])
    form.segmented("who", "話す人", [("a", "本人"), ("b", "家族")])
    form.choices("mode", "話し方", [("a", "声"), ("b", "手で書く")])
    form.check("voice", "声で読む")
    return form


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("kana", Role.EditableText),
        ("phone", Role.EditableText),
        ("birth", Role.EditableText),
        ("pin", Role.EditableText),
        ("story", Role.EditableText),
        ("device", Role.ComboBox),
        ("who", Role.Grouping),
        ("mode", Role.Grouping),
        ("voice", Role.CheckBox),
    ],
)
def test_a_field_has_the_role_of_its_control_and_a_stable_id(key, role):
    form = form_of_all_fields()
    control = form.widget(key)
    assert role_of(control) == role
    assert control.objectName() == f"field_{key}"
    assert control.property("field_key") == key


def test_a_field_is_named_by_its_label_and_a_combo_by_its_buddy():
    theme().apply(Modes(language="en"))
    form = form_of_all_fields()
    assert name_of(form.widget("kana")) == "よみ"
    assert words_about(form.widget("kana")) == "ひらがなで"
    assert name_of(form.widget("birth")) == "生年月日 Required"
    buddies = {label.buddy() for label in form.findChildren(QLabel)}
    for key in ("kana", "birth", "pin", "story", "device"):
        assert form.widget(key) in buddies


def test_an_error_replaces_the_help_in_the_description_and_takes_the_focus(qapp):
    form = form_of_all_fields()
    form.show()
    form.set_error("kana", "ひらがなで 書いてください。")
    qapp.processEvents()
    assert words_about(form.widget("kana")) == "ひらがなで 書いてください。"
    assert form.focusWidget() is form.widget("kana")
    assert form.field("kana").error.isVisible()
    form.clear_errors()
    assert words_about(form.widget("kana")) == "ひらがなで"
    assert not form.field("kana").error.isVisible()
    form.close()
