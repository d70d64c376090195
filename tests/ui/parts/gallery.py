"""A window with every part in every state, to look at beside the design pictures.

    python -m tests.ui.parts.gallery FOLDER

writes one picture per scheme and text size.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.a11y.forms import Form
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.choice_group import ChoiceGroup
from app.ui.parts.dialog import AskDialog
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.focus_ring import FocusRing
from app.ui.parts.painting import follow_theme
from app.ui.parts.progress_card import ProgressCard
from app.ui.parts.record_table import CellBadge, Column, Record, RecordTable
from app.ui.parts.row import Row, RowBadge
from app.ui.parts.row_list import RowList
from app.ui.parts.scroll_page import ScrollPage
from app.ui.parts.section import Section
from app.ui.parts.step_card import StepCard
from app.ui.parts.stepper import Stepper
from app.ui.parts.strip import MessageStrip
from app.ui.parts.text import Text
from app.ui.theme import Modes, RubySpan, theme
from app.ui.theme.fonts import load_fonts

SCHEMES = ("light", "dark", "yellow", "white")
PERCENTS = (100, 200, 300)
CONSENT = "同意は いつでも 変えられます。病気の 名前は 書きません。"
CONSENT_READINGS = (
    RubySpan(0, 2, "どうい"),
    RubySpan(9, 10, "か"),
    RubySpan(16, 18, "びょうき"),
    RubySpan(20, 22, "なまえ"),
    RubySpan(24, 25, "か"),
)


def in_state(button: Button, state: str) -> Button:
    """Put a button into a state that otherwise needs a hand: over, down, off."""
    if state == "over":
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    elif state == "down":
        button.setDown(True)
    elif state == "off":
        button.set_available(False, "同期の あとに 使えます")
    return button


class Captioned(QWidget):
    """A part under a small word."""

    def __init__(self, caption: str, part: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(caption, "small", "muted", line_em=1.35))
        column.addWidget(part)


class Gallery(QWidget):
    """Three columns like the design picture; one column when large."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gallery")
        self.focused = Button(kind="primary", label="相談をはじめる", icon="plus")
        self.page = ScrollPage()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page)
        self._across = QHBoxLayout()
        self.page.column.addLayout(self._across)
        columns = (self._left(), self._middle(), self._right())
        for part, share in zip(columns, (540, 486, 228), strict=True):
            self._across.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
        self.ring = FocusRing(self)
        self._renew()
        follow_theme(self._renew)

    def _renew(self) -> None:
        direction = QHBoxLayout.Direction
        stacked = theme().is_stacked()
        self._across.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._across.setSpacing(32)

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        return holder, column

    def _left(self) -> QWidget:
        holder, column = self._column()
        column.addWidget(Section("ボタン"))
        looks = (
            ("primary", "はじめる", "plus"),
            ("secondary", "さがす", "search"),
            ("danger", "消す", "trash-2"),
        )
        for kind, label, icon in looks:
            states = (("ふつう", ""), ("さわる", "over"), ("押す", "down"), ("使えない", "off"))
            parts = [
                Captioned(word, in_state(Button(kind=kind, label=label, icon=icon), state))
                for word, state in states
            ]
            column.addWidget(FlowRow(*parts))
        column.addWidget(
            FlowRow(
                Captioned("フォーカス", self.focused),
                Captioned("静かな", Button(kind="quiet", label="くわしく")),
                Captioned(
                    "実行する危険", Button(kind="danger_filled", label="消します", icon="trash-2")
                ),
            )
        )
        column.addWidget(Section("入力"))
        column.addWidget(self._form())
        column.addWidget(Section("えらぶ"))
        cards = ChoiceGroup(
            [
                ("self", "本人が 決めた", "代わりの人は いません"),
                ("family", "家族が 代わりに", "きろくが 要ります"),
            ]
        )
        cards.set_value("self")
        column.addWidget(cards)
        checks = ChoiceGroup([("voice", "声で読む"), ("big", "文字を 大きく")], several=True)
        checks.set_value("voice")
        column.addWidget(checks)
        return holder

    def _form(self) -> Form:
        form = Form(columns=2)
        self.form = form
        form.text("kana", "よみ", "ひらがなで")
        form.text("received", "もらった 記録", "同期の あとに 使えます")
        form.date("birth", "生年月日", required=True, wide=True)
        form.combo("device", "機種", [("android", "Android"), ("easy", "らくらくスマートフォン")])
        form.segmented("who", "話す人", [("self", "本人"), ("family", "家族")], wide=False)
        form.set_values(
            {"kana": "さとう はな", "received": "前の記録から", "birth": "S15.13.1", "who": "self"}
        )
        form.field("received").set_available(False, "同期の あとに 使えます")
        form.set_error("birth", "月は 1から 12です。いま 13です。", focus=False)
        return form

    def _middle(self) -> QWidget:
        holder, column = self._column()
        column.addWidget(Section("ようす の しるし"))
        column.addWidget(
            FlowRow(
                Badge("なおった", "success"),
                Badge("期限 きょう", "warning"),
                Badge("とまった", "danger"),
                Badge("予約", "info", "calendar"),
                Badge("まだ", "muted"),
                gap=8,
            )
        )
        booked = RowBadge("予約", "info", "calendar")
        rows = [
            Row(None, 1, "佐藤 ハナ さん 相談", "2回目", "10:00", booked),
            Row(None, 2, "電話する人 4人", "えらんだ 行", "13:00", ("きょう", "warning")),
        ]
        rows[1].set_selected(True)
        self.rows = RowList("予定")
        self.rows.set_rows(rows)
        column.addWidget(self.rows)
        column.addWidget(Section("知らせ"))
        for text, kind in (
            ("保存しました。", "success"),
            ("つながりません。書いたものは ここに あります。", "warning"),
            ("送れませんでした。あと 2回 ためします。", "danger"),
        ):
            strip = MessageStrip()
            strip.setObjectName(f"strip_{kind}")
            column.addWidget(strip)
            strip.show_message(text, kind)
        column.addWidget(Section("確かめる・待つ・何もない"))
        self.dialog = AskDialog(
            "この予約を 消しますか",
            "佐藤 ハナ さん、12月8日(火)午前10時。消しても 30日は もどせます。",
            "消します",
            "のこす",
            icon="trash-2",
            parent=holder,
        )
        self.dialog.setWindowFlags(Qt.WindowType.Widget)
        column.addWidget(self.dialog)
        progress = ProgressCard(
            keeps="やめても、ここまでの 案は のこせます。", cancel_label="やめる"
        )
        progress.set_progress("計算しています。3つの うち 2つめ", 62, 100, "のこり 20秒ほど")
        column.addWidget(progress)
        self.empty = EmptyState(
            "お待ちの方は いません", "受付の画面で 番号を 出すと、ここに 出ます。"
        )
        column.addWidget(self.empty)
        return holder

    def _right(self) -> QWidget:
        holder, column = self._column()
        column.addWidget(Section("ふりがな"))
        column.addWidget(Text(CONSENT, "h2", readings=CONSENT_READINGS, bold=False))
        column.addWidget(Section("手順"))
        column.addWidget(Stepper(["きく", "ためす"], 1))
        column.addWidget(StepCard(1, "写真を ひらく", "アルバムの 絵を おします。", "now"))
        column.addWidget(StepCard(2, "えらぶ", "", "next"))
        marked = Text("写真が LINE で 送れない", "strong")
        marked.set_marks([(0, 2), (4, 8), (11, 15)])
        column.addWidget(marked)
        card = Card("accent")
        card.column.addWidget(Text("か-12", "display", tabular=True, max_em=0))
        card.column.addWidget(Text("スマートフォンの 相談", "strong"))
        column.addWidget(card)
        return holder


class TableGallery(QWidget):
    """A table, or its cards."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("table_gallery")
        self.table = RecordTable(
            [
                Column("no", "番号", stretch=2),
                Column("points", "点数", True),
                Column("sibling", "きょうだい", stretch=2),
                Column("wish", "希望", stretch=2),
                Column("state", "結果", stretch=2),
            ],
            [
                Record(
                    1,
                    ("10483(0歳)", "36", "兄 10484", "", CellBadge("保留", "warning", "hourglass")),
                ),
                Record(
                    2,
                    (
                        "10484(3歳)",
                        "36",
                        "妹 10483",
                        "どちらも いっしょ",
                        CellBadge("内定", "success"),
                    ),
                ),
                Record(3, ("10485(1歳)", "104", "", "", CellBadge("内定", "success"))),
            ],
            "一次の 結果",
        )
        self.page = ScrollPage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.page.column.addWidget(Section("一次の 結果"))
        self.page.column.addWidget(self.table)
        self.ring = FocusRing(self)


def settle(application: QApplication) -> None:
    """Let layouts come to rest."""
    for _ in range(4):
        application.processEvents()


def main(folder: Path) -> None:
    """Write the pictures."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    load_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    theme().apply(Modes())
    for window in (Gallery(), TableGallery()):
        window.show()
        for percent in PERCENTS:
            for scheme in SCHEMES:
                theme().apply(Modes(text_percent=percent, scheme=scheme, furigana=percent == 200))
                width = 1024 if percent == 300 else 1366
                window.resize(width, 964)
                settle(application)
                inner = window.page.widget()
                height = inner.height() if isinstance(window, Gallery) else 700
                window.resize(width, max(768, min(height, 5000)))
                if isinstance(window, Gallery):
                    window.focused.setFocus()
                else:
                    window.table.focus_records()
                settle(application)
                name = f"{window.objectName()}-{scheme}-{percent}.png"
                window.grab().save(str(folder / name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
