"""The words that always work by voice, on every screen, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoreWord:
    """One meaning and how it is said; `action` is the registered action it starts, if any.

    `{number}` stands for any number on the screen.
    """

    intent: str
    japanese: tuple[str, ...]
    english: tuple[str, ...]
    action: str = ""


CORE_WORDS: tuple[CoreWord, ...] = (
    CoreWord("numbers.show", ("番号を表示",), ("show numbers",)),
    CoreWord("numbers.hide", ("番号を消して",), ("hide numbers",)),
    CoreWord("numbers.press", ("{number}番",), ("number {number}",)),
    CoreWord("go.back", ("戻る",), ("go back",), "shell.back"),
    CoreWord("go.next", ("次",), ("next",)),
    CoreWord("go.previous", ("前",), ("previous",)),
    CoreWord("scroll.up", ("上へ",), ("up",)),
    CoreWord("scroll.down", ("下へ",), ("down",)),
    CoreWord("read.aloud", ("読んで",), ("read",)),
    CoreWord("read.stop", ("止めて",), ("stop",)),
    CoreWord("read.again", ("もう一度",), ("again",), "shell.repeat"),
    CoreWord("help.phrases", ("何と言えばいい",), ("what can I say",)),
    CoreWord("undo", ("取り消し",), ("undo",), "shell.undo"),
    CoreWord("answer.yes", ("はい",), ("yes",)),
    CoreWord("answer.no", ("いいえ",), ("no",)),
    CoreWord("answer.confirm", ("はい、実行します",), ("yes, do it",)),
    CoreWord("rest", ("休んで",), ("rest",)),
    CoreWord("help", ("ヘルプ",), ("help",), "app.help"),
)
