"""What the grammar of the command line is made of: verbs, groups of verbs, kinds of values."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from app.messages import _


class UsageError(Exception):
    """The words typed make no command; the message is a sentence for people (exit 2)."""


class _PlainHelp(argparse.HelpFormatter):
    """Shows help sentences as they are: a % in a translation stands for itself."""

    def _get_help_string(self, action: argparse.Action) -> str:
        return (action.help or "").replace("%", "%%")

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with our word for usage."""
        words = _("How to write it: ") if prefix is None else prefix
        super().add_usage(usage, actions, groups, words)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises our sentence instead of printing its own and leaving."""

    def __init__(self, **settings: Any) -> None:
        has_help = settings.pop("add_help", True)
        super().__init__(formatter_class=_PlainHelp, add_help=False, **settings)
        self._positionals.title = _("what it needs")
        self._optionals.title = _("what may be added")
        if has_help:
            self.add_argument("-h", "--help", action="help", help=_("say this and stop"))

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` with a sentence instead of printing one and leaving."""
        raise UsageError(self._sentence(message))

    def _sentence(self, message: str) -> str:
        hint = _("Type `{command} --help` to see what it takes.").format(command=self.prog)
        if found := re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message):
            known = re.findall(r"[\w-]+", found[2])
            near = get_close_matches(found[1], known, 1)
            said = _("There is no `{word}` here.").format(word=found[1])
            if near:
                said += " " + _("Did you mean `{word}`?").format(word=near[0])
            return f"{said} {hint}"
        if found := re.search(r"unrecognized arguments: (.*)", message):
            words = found[1]
            return _("`{words}` is not part of this command.").format(words=words) + " " + hint
        if found := re.search(r"arguments are required: (.*)", message):
            return _("This command also needs {words}.").format(words=found[1]) + " " + hint
        if found := re.search(r"argument ([^:]*): expected", message):
            return _("{word} needs a value after it.").format(word=found[1]) + " " + hint
        if found := re.search(r"argument ([^:]*): (.*)", message):
            return f"{found[1]}: {found[2]} {hint}"
        return f"{message}. {hint}"


class Verbs:
    """Where an area adds its verbs; every one of them takes the shared options too."""

    def __init__(self, parser: Parser, shared: Parser, name: str = "verb", word: str = "VERB"):
        self._shared = shared
        self._name = name
        self._verbs = parser.add_subparsers(
            dest=name, metavar=word, required=name != "verb", parser_class=Parser
        )

    def add(self, name: str, sentence: str) -> Parser:
        """Add a verb and return its parser."""
        return self._verbs.add_parser(
            name, parents=[self._shared], help=sentence, description=sentence, allow_abbrev=False
        )

    def group(self, name: str, sentence: str) -> Verbs:
        """Add a verb that has verbs of its own; `values.part` names the one chosen.

        In a group inside a group it is `values.deed`.
        """
        inner = "part" if self._name == "verb" else "deed"
        return Verbs(self.add(name, sentence), self._shared, inner, "WHAT")


def add_page(parser: Parser) -> None:
    """Let a listing be read in pages."""
    parser.add_argument("--limit", metavar="N", type=number(1, 1000), default=20)
    parser.add_argument("--offset", metavar="N", type=number(0, 10**9), default=0)


def one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    """Return a kind of value that is one of a few words."""

    def check(text: str) -> str:
        if text not in allowed:
            raise argparse.ArgumentTypeError(
                _("`{text}` is none of {allowed}.").format(text=text, allowed=", ".join(allowed))
            )
        return text

    return check


def number(least: int, most: int) -> Callable[[str], int]:
    """Return a kind of value that is a whole number of a range."""

    def check(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,10}", text, re.ASCII) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(
                _("`{text}` is not a whole number from {least} to {most}.").format(
                    text=text, least=least, most=most
                )
            )
        return int(text)

    return check


def size(text: str) -> tuple[int, int]:
    """Read a size such as 1366x768."""
    found = re.fullmatch(r"(\d{3,4})[x×](\d{3,4})", text, re.ASCII)
    if not found:
        raise argparse.ArgumentTypeError(
            _("`{text}` is not a size such as 1366x768.").format(text=text)
        )
    return int(found[1]), int(found[2])


def text(word: str) -> str:
    """Replace what is no text at all (bytes that no encoding reads) by the sign for it."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def not_empty(text: str) -> str:
    """Read a name that holds something."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("The folder's name is empty."))
    return text
