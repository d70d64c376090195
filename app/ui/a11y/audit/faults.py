"""Windows with one planted fault each; an audit that misses one of them cannot be trusted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

Fault = Callable[[], QWidget]


def sound_window(*more: QWidget) -> QWidget:
    """Return a small window without any fault, and whatever is added to it."""
    window = QWidget()
    window.setObjectName("planted")
    window.setWindowTitle("窓口")
    window.resize(640, 480)
    font = window.font()
    font.setPointSizeF(12)
    window.setFont(font)
    layout = QVBoxLayout(window)
    layout.addWidget(button("はじめる"))
    for widget in more:
        layout.addWidget(widget)
    return window


def button(text: str, name: str = "") -> QPushButton:
    """Return a button that breaks no rule."""
    made = QPushButton(text)
    made.setObjectName(name or f"button{abs(hash(text)) % 10**6}")
    made.setProperty("action_id", "planted.press")
    made.setMinimumSize(64, 64)
    made.setStyleSheet(
        "QPushButton{background:#ffffff;color:#000000;border:2px solid #000000;margin:6px;}"
        "QPushButton:focus{border:8px solid #a00000;}"
    )
    return made


def field(label: str) -> tuple[QWidget, QLineEdit]:
    """Return a labelled field that breaks no rule, in its box."""
    box = QWidget()
    layout = QFormLayout(box)
    edit = QLineEdit()
    edit.setObjectName("field_planted")
    edit.setProperty("field_key", "planted")
    edit.setMinimumHeight(64)
    edit.setStyleSheet(
        "QLineEdit{background:#ffffff;color:#000000;border:2px solid #000000;}"
        "QLineEdit:focus{border:8px solid #a00000;}"
    )
    words = QLabel(label)
    words.setBuddy(edit)
    edit.setAccessibleName(label)
    layout.addRow(words, edit)
    return box, edit


def _unnamed() -> QWidget:
    made = button("x")
    made.setText("")
    return sound_window(made)


def _roleless() -> QWidget:
    made = QWidget()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName("部屋")
    made.setMinimumSize(64, 64)
    return sound_window(made)


def _combo(items: tuple[str, ...] = ("はい", "いいえ")) -> QComboBox:
    made = QComboBox()
    made.setObjectName("field_combo")
    made.addItems(items)
    made.setProperty("field_key", "combo")
    made.setMinimumHeight(64)
    made.setStyleSheet("QComboBox:focus{border:8px solid #a00000;}")
    return made


def _combo_with_one_choice() -> QWidget:
    box = QWidget()
    layout = QFormLayout(box)
    combo, words = _combo(("はい",)), QLabel("返事")
    words.setBuddy(combo)
    layout.addRow(words, combo)
    return sound_window(box)


def _placeholder() -> QWidget:
    box, edit = field("氏名")
    edit.setPlaceholderText("ここに書きます")
    return sound_window(box)


def _mnemonic() -> QWidget:
    return sound_window(button("保存(S)"))


def _symbol() -> QWidget:
    return sound_window(button("→"))


def _codeish() -> QWidget:
    return sound_window(button("save_button"))


def _wrong_language() -> QWidget:
    return sound_window(button("Save"))


def _duplicate() -> QWidget:
    return sound_window(button("保存", "one"), button("保存", "two"))


def _pinned() -> QWidget:
    made = QLabel("3件")
    made.setAccessibleName("0件")
    return sound_window(made)


def _untitled() -> QWidget:
    window = sound_window()
    window.setWindowTitle("")
    return window


def _no_action() -> QWidget:
    made = button("保存")
    made.setProperty("action_id", None)
    return sound_window(made)


def _off_without_reason() -> QWidget:
    made = button("保存")
    made.setEnabled(False)
    return sound_window(made)


def _two_primaries() -> QWidget:
    one, two = button("保存"), button("送る")
    one.setProperty("kind", "primary")
    two.setProperty("kind", "primary")
    return sound_window(one, two)


def _silent_error() -> QWidget:
    box, edit = field("電話番号")
    edit.setProperty("error_text", "数字が1つ足りません。")
    return sound_window(box)


def _small_target() -> QWidget:
    made = button("保存")
    made.setMinimumSize(0, 0)
    made.setFixedSize(80, 30)
    return sound_window(made)


def _clipped() -> QWidget:
    made = QLabel("とても長い言葉がここに書いてあって入りきりません")
    made.setFixedWidth(60)
    return sound_window(made)


def _clipped_height() -> QWidget:
    made = QLabel("とても長い言葉がここに書いてあって入りきりません")
    made.setWordWrap(True)
    made.setFixedSize(90, 20)
    return sound_window(made)


def _small_text() -> QWidget:
    made = QLabel("小さな字")
    font = made.font()
    font.setPointSizeF(8)
    made.setFont(font)
    return sound_window(made)


def _sideways() -> QWidget:
    inner, area = QLabel("広い"), QScrollArea()
    inner.setMinimumSize(2000, 80)
    area.setWidget(inner)
    return sound_window(area)


def _outside() -> QWidget:
    window = sound_window()
    made = button("保存")
    made.setParent(window)
    made.move(620, 200)
    made.show()
    return window


def _overlap() -> QWidget:
    window = sound_window()
    for number, text in enumerate(("保存", "消す")):
        made = button(text)
        made.setParent(window)
        made.setGeometry(100 + 30 * number, 300, 120, 70)
        made.show()
    return window


def _too_big() -> QWidget:
    window = sound_window()
    window.setMinimumSize(1400, 500)
    return window


def _pale() -> QWidget:
    made = QLabel("うすい字で書いてあります")
    colours = made.palette()
    colours.setColor(QPalette.ColorRole.WindowText, QColor("#9a9a9a"))
    made.setPalette(colours)
    return sound_window(made)


def _tab_trap() -> QWidget:
    made = QTextEdit()
    made.setProperty("field_key", "story")
    made.setAccessibleName("話の中身")
    made.setTabChangesFocus(False)
    return sound_window(made)


def _table(headers: list[str]) -> QTableView:
    model = QStandardItemModel(1, len(headers))
    for column, word in enumerate(headers):
        model.setHorizontalHeaderItem(column, QStandardItem(word))
        model.setItem(0, column, QStandardItem("値"))
    table = QTableView()
    model.setParent(table)
    table.setModel(model)
    table.setAccessibleName("表")
    table.setProperty("field_key", "table")
    return table


def _table_trap() -> QWidget:
    table = _table(["名前", "電話"])
    table.setTabKeyNavigation(True)
    table.setCurrentIndex(table.model().index(0, 0))
    return sound_window(table)


def _table_without_heading() -> QWidget:
    table = _table(["名前", " "])
    table.setTabKeyNavigation(False)
    table.setCurrentIndex(table.model().index(0, 0))
    return sound_window(table)


def _no_current_row() -> QWidget:
    table = _table(["名前", "電話"])
    table.setTabKeyNavigation(False)
    return sound_window(table)


def _unreachable() -> QWidget:
    made = button("保存")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return sound_window(made)


def _wrong_order() -> QWidget:
    one, two = button("上"), button("下")
    window = sound_window(one, two)
    QWidget.setTabOrder(two, one)
    return window


def _faint_focus() -> QWidget:
    made = button("保存")
    made.setStyleSheet(made.styleSheet().split("QPushButton:focus")[0])
    return sound_window(made)


def _no_first_focus() -> QWidget:
    window = QWidget()
    window.setWindowTitle("窓口")
    QHBoxLayout(window).addWidget(QLabel("何もありません"))
    return window


def _colour_alone() -> QWidget:
    made = QWidget()
    made.setProperty("is_badge", True)
    made.setMinimumSize(20, 20)
    return sound_window(made)


FAULTS: dict[str, tuple[str, Fault]] = {
    "a button without a name": ("unnamed-control", _unnamed),
    "a focusable box without a role": ("no-role", _roleless),
    "a combo without a label": ("combo-unlabelled", lambda: sound_window(_combo())),
    "a combo with one choice": ("empty-combo", _combo_with_one_choice),
    "a placeholder": ("placeholder", _placeholder),
    "a mnemonic in a name": ("mnemonic-in-name", _mnemonic),
    "a name of signs only": ("symbol-only-name", _symbol),
    "a name from the source code": ("codeish-name", _codeish),
    "an English name in Japanese": ("wrong-language", _wrong_language),
    "two buttons of one name": ("duplicate-name", _duplicate),
    "a label with a stale name": ("pinned-label-name", _pinned),
    "a window without a title": ("window-untitled", _untitled),
    "a button that is no action": ("not-an-action", _no_action),
    "a button off without reason": ("off-without-reason", _off_without_reason),
    "two filled buttons": ("two-primaries", _two_primaries),
    "an error nobody hears": ("silent-error", _silent_error),
    "a small target": ("small-target", _small_target),
    "words cut at the side": ("clipped-text", _clipped),
    "words cut below": ("clipped-text", _clipped_height),
    "letters too small": ("small-text", _small_text),
    "sideways scrolling": ("sideways-scroll", _sideways),
    "a control outside the window": ("outside-window", _outside),
    "targets on one another": ("overlapping-targets", _overlap),
    "a window too big": ("window-too-big", _too_big),
    "pale words": ("low-contrast", _pale),
    "an editor that keeps Tab": ("tab-trap", _tab_trap),
    "a table that keeps Tab": ("tab-trap", _table_trap),
    "a table without a heading": ("empty-header", _table_without_heading),
    "a table without a current row": ("no-current-row", _no_current_row),
    "a button out of reach": ("tab-unreachable", _unreachable),
    "an order against reading": ("tab-order", _wrong_order),
    "a focus that cannot be seen": ("focus-faint", _faint_focus),
    "a page without focus": ("no-first-focus", _no_first_focus),
    "a sign without a word": ("colour-alone", _colour_alone),
}
