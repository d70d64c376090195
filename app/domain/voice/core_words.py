"""The words that always work by voice, on every screen, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoreWord:
    """One meaning and how it is said.

    `action` is the registered action it starts, or what the voice mode itself does; an answer has
    none, because without a question it starts nothing. `{number}` stands for any number on the
    screen.
    """

    intent: str
    japanese: tuple[str, ...]
    english: tuple[str, ...]
    action: str = ""


CORE_WORDS: tuple[CoreWord, ...] = (
    CoreWord("numbers.show", ("番号を表示",), ("show numbers",), "numbers.show"),
    CoreWord("numbers.hide", ("番号を消して",), ("hide numbers",), "numbers.hide"),
    CoreWord("numbers.press", ("{number}番",), ("number {number}",), "numbers.press"),
    CoreWord("go.back", ("戻る",), ("go back",), "shell.back"),
    CoreWord("go.next", ("次",), ("next",), "go.next"),
    CoreWord("go.previous", ("前",), ("previous",), "go.previous"),
    CoreWord("scroll.up", ("上へ",), ("up",), "scroll.up"),
    CoreWord("scroll.down", ("下へ",), ("down",), "scroll.down"),
    CoreWord("read.aloud", ("読んで",), ("read",), "read.aloud"),
    CoreWord("read.stop", ("止めて",), ("stop",), "read.stop"),
    CoreWord("read.again", ("もう一度",), ("again",), "shell.repeat"),
    CoreWord("help.phrases", ("何と言えばいい",), ("what can I say",), "help.phrases"),
    CoreWord("undo", ("取り消し",), ("undo",), "shell.undo"),
    CoreWord("answer.yes", ("はい",), ("yes",)),
    CoreWord("answer.no", ("いいえ",), ("no",)),
    CoreWord("answer.confirm", ("はい、実行します",), ("yes, do it",)),
    CoreWord("rest", ("休んで",), ("rest",), "rest"),
    CoreWord("help", ("ヘルプ",), ("help",), "app.help"),
)
