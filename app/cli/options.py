"""The words of the command line: which verbs there are and what each may be given."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli.grammar import add_every_verb
from app.cli.grammar.kinds import Parser, UsageError, Verbs, not_empty, one_of, text
from app.domain.modes import LANGUAGES
from app.messages import _

__all__ = ["Globals", "UsageError", "build_parser", "language_in", "parse", "wants_json"]

PROGRAM = "madoguchi"
TAKES_VALUE = (
    "--centre", "--passphrase-file", "--operator", "--pin-file", "--language", "--ready-file",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Globals:
    """What every verb may be given. `centre` None means the platform's data folder."""

    centre: Path | None
    passphrase_file: str | None
    operator: str | None
    pin_file: str | None
    json: bool
    language: str | None


def language_in(argv: Sequence[str]) -> str | None:
    """Return the language asked for, before anything else is read, so that all sentences follow."""
    for place, word in enumerate(argv):
        if word.startswith("--language="):
            return _known_language(word.partition("=")[2])
        if word == "--language" and place + 1 < len(argv):
            return _known_language(argv[place + 1])
    return None


def wants_json(argv: Sequence[str]) -> bool:
    """Tell whether one JSON document was asked for, even when the rest cannot be read."""
    return "--json" in argv


def parse(argv: Sequence[str]) -> tuple[Globals, argparse.Namespace]:
    """Read the words; `verb` of the namespace names what to do.

    Raises:
        UsageError: they make no command.
    """
    words = list(argv)
    if not _has_verb(words):
        words.insert(0, "open")
    found = build_parser().parse_args(words)
    centre = getattr(found, "centre", None)
    shared = Globals(
        centre=Path(centre).expanduser() if centre else None,
        passphrase_file=getattr(found, "passphrase_file", None),
        operator=getattr(found, "operator", None),
        pin_file=getattr(found, "pin_file", None),
        json=getattr(found, "json", False),
        language=getattr(found, "language", None),
    )
    if shared.pin_file and not shared.operator:
        raise UsageError(_("--pin-file needs --operator NAME beside it."))
    return shared, found


def build_parser() -> argparse.ArgumentParser:
    """Make the parser in the current language."""
    shared = _shared_options()
    parser = Parser(
        prog=PROGRAM, parents=[shared], allow_abbrev=False,
        description=_("The console of the volunteer who helps people with ICT."),
    )  # fmt: skip
    parser.add_argument("--version", action="store_true", help=_("say the version and stop"))
    add_every_verb(Verbs(parser, shared))
    return parser


def _shared_options() -> Parser:
    """Options that may stand before or after the verb; absent ones leave no trace to overwrite."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = shared.add_argument_group(_("for every verb"))
    group.add_argument(
        "--centre", metavar="DIR", type=not_empty, help=_("folder of the centre's records")
    )
    group.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=_("file with the passphrase; - reads it from input"),
    )
    group.add_argument("--operator", metavar="NAME", type=text, help=_("who does this"))
    group.add_argument(
        "--pin-file", metavar="FILE", help=_("file with her PIN; - reads it from input")
    )
    group.add_argument(
        "--json", action="store_true", help=_("answer with one JSON document, progress on stderr")
    )
    group.add_argument(
        "--language",
        metavar="|".join(LANGUAGES),
        type=one_of(LANGUAGES),
        help=_("language of the answer"),
    )
    return shared


def _has_verb(words: Sequence[str]) -> bool:
    """Tell whether a verb, or a question about the program, is among the words."""
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in TAKES_VALUE:
            skip = True
        elif word in ("-h", "--help", "--version") or not word.startswith("-"):
            return True
    return False


def _known_language(code: str) -> str | None:
    return code if code in LANGUAGES else None
