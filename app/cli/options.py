"""The words of the command line: which verbs there are and what each may be given."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from app.domain.modes import LANGUAGES, SCHEMES
from app.domain.telework.results import METHODS
from app.domain.topics import ALL_TOPICS
from app.messages import _

PROGRAM = "madoguchi"
TAKES_VALUE = (
    "--centre", "--passphrase-file", "--operator", "--pin-file", "--language", "--ready-file",
)  # fmt: skip


class UsageError(Exception):
    """The words typed make no command; the message is a sentence for people (exit 2)."""


@dataclass(frozen=True, slots=True)
class Globals:
    """What every verb may be given. `centre` None means the platform's data folder."""

    centre: Path | None
    passphrase_file: str | None
    operator: str | None
    pin_file: str | None
    json: bool
    language: str | None


class _PlainHelp(argparse.HelpFormatter):
    """Shows help sentences as they are: a % in a translation stands for itself."""

    def _get_help_string(self, action: argparse.Action) -> str:
        return (action.help or "").replace("%", "%%")


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises our sentence instead of printing its own and leaving."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_PlainHelp, **settings)

    def error(self, message: str) -> NoReturn:
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
    parser = _Parser(
        prog=PROGRAM, parents=[shared], allow_abbrev=False,
        description=_("The console of the volunteer who helps people with ICT."),
    )  # fmt: skip
    parser.add_argument("--version", action="store_true", help=_("say the version and stop"))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)
    add = _adder(verbs, shared)
    _add_window_verbs(add)
    _add_record_verbs(add, shared)
    _add_telework_verbs(add, shared)
    _add_consent_verbs(add, shared)
    _add_care_verbs(add, shared)
    return parser


def _adder(verbs: argparse._SubParsersAction[_Parser], shared: _Parser) -> _Add:
    def add(name: str, sentence: str) -> argparse.ArgumentParser:
        return verbs.add_parser(
            name, parents=[shared], help=sentence, description=sentence, allow_abbrev=False
        )

    return add


_Add = Callable[[str, str], argparse.ArgumentParser]


def _shared_options() -> _Parser:
    """Options that may stand before or after the verb; absent ones leave no trace to overwrite."""
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = shared.add_argument_group(_("for every verb"))
    group.add_argument(
        "--centre", metavar="DIR", type=_not_empty, help=_("folder of the centre's records")
    )
    group.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=_("file with the passphrase; - reads it from input"),
    )
    group.add_argument("--operator", metavar="NAME", type=_text, help=_("who does this"))
    group.add_argument(
        "--pin-file", metavar="FILE", help=_("file with her PIN; - reads it from input")
    )
    group.add_argument(
        "--json", action="store_true", help=_("answer with one JSON document, progress on stderr")
    )
    group.add_argument(
        "--language",
        metavar="|".join(LANGUAGES),
        type=_one_of(LANGUAGES),
        help=_("language of the answer"),
    )
    return shared


def _add_window_verbs(add: _Add) -> None:
    window = add("open", _("open the window (also without a verb)"))
    window.add_argument("--demo", action="store_true", help=_("with invented people to try it out"))
    window.add_argument("--ready-file", metavar="FILE", type=Path, help=argparse.SUPPRESS)
    add("screens", _("list the screens and what can be done on each"))
    shot = add("shot", _("save the picture of a screen as PNG"))
    which = shot.add_mutually_exclusive_group(required=True)
    which.add_argument("--screen", metavar="ID", help=_("the screen; `screens` lists them"))
    which.add_argument("--all", action="store_true", help=_("every screen; --out names a folder"))
    shot.add_argument(
        "--scheme", metavar="|".join(SCHEMES), type=_one_of(SCHEMES), default="light",
        help=_("colours"),
    )  # fmt: skip
    shot.add_argument(
        "--text",
        metavar="100..300",
        type=_number(100, 300),
        default=100,
        help=_("text size in percent"),
    )
    shot.add_argument(
        "--size", metavar="WxH", type=_size, default=None, help=_("window size in px")
    )
    shot.add_argument("--out", metavar="PNG", type=Path, required=True, help=_("where to write"))
    audit = add("audit", _("look at every screen in every mode for what shuts people out"))
    audit.add_argument(
        "--sample", metavar="N", type=_number(1, 10**6), help=_("only so many looks")
    )
    audit.add_argument(
        "--seed", metavar="S", type=_number(0, 2**31), default=1, help=_("which looks")
    )
    audit.add_argument(
        "--self-test", action="store_true", help=_("look at windows with planted faults instead")
    )


def _add_record_verbs(add: _Add, shared: _Parser) -> None:
    people = _verbs_of(add("people", _("import, find and show people")))
    one = _adder(people, shared)("import", _("add people from a CSV or XLSX file, all or none"))
    one.add_argument("file", metavar="FILE", type=Path)
    one.add_argument(
        "--mapping", metavar="FILE", type=Path,
        help=_("JSON file: column heading to name, kana, birth_date, phone …"),
    )  # fmt: skip
    one.add_argument(
        "--twelve-digits", metavar="keep|drop", type=_one_of(("keep", "drop")),
        help=_("town numbers that look like My Number: keep or drop them"),
    )  # fmt: skip
    one.add_argument("--sheet", metavar="NAME", help=_("sheet of an XLSX file; else the first"))
    find = _adder(people, shared)("find", _("find people by name, kana, phone or town number"))
    find.add_argument("text", metavar="TEXT", nargs="+", type=_text)
    _add_page(find)
    show = _adder(people, shared)("show", _("show one person's record; the look is logged"))
    show.add_argument("id", metavar="ID", type=_text)
    consultations = _verbs_of(add("consultations", _("search consultations and find similar ones")))
    search = _adder(consultations, shared)("search", _("find consultations by any words in them"))
    search.add_argument("text", metavar="TEXT", nargs="+", type=_text)
    _add_page(search)
    similar = _adder(consultations, shared)(
        "similar", _("find consultations that sound like this, without any names")
    )
    similar.add_argument("text", metavar="TEXT", nargs="+", type=_text)
    similar.add_argument(
        "--topic", metavar="CODE", type=_one_of(ALL_TOPICS), help=_("topic, if known")
    )
    similar.add_argument("--device", metavar="NAME", type=_text, default="", help=_("device"))


def _add_telework_verbs(add: _Add, shared: _Parser) -> None:
    verbs = _verbs_of(add("telework", _("match workers and jobs from tables, and explain it")))
    make = _adder(verbs, shared)
    generate = make("generate", _("write invented workers, jobs and coaches"))
    generate.add_argument("--workers", metavar="N", type=_number(0, 100_000), default=200)
    generate.add_argument("--jobs", metavar="N", type=_number(0, 100_000), default=80)
    generate.add_argument("--seed", metavar="S", type=_number(0, 2**31), default=1)
    generate.add_argument("--out", metavar="DIR", type=Path, required=True)
    match = make("match", _("propose placements: most, best fit, or stable"))
    check = make("check", _("check a matching against every rule; the answer no ends with 4"))
    explain = make("explain", _("say why somebody fits a job, or what would have to change"))
    for verb in (match, check, explain):
        verb.add_argument("--workers", metavar="FILE", type=Path, required=True)
        verb.add_argument("--jobs", metavar="FILE", type=Path, required=True)
        verb.add_argument(
            "--skills", metavar="FILE", type=Path,
            help=_("further skills, such as ESCO or O*NET as CSV"),
        )  # fmt: skip
    for verb in (match, check):
        verb.add_argument(
            "--coaches", metavar="FILE", type=Path, help=_("job coaches and how many they take")
        )
    match.add_argument(
        "--method", metavar="|".join(METHODS), type=_one_of(METHODS), required=True,
        help=_("most placements, best overall fit, or stable"),
    )  # fmt: skip
    match.add_argument(
        "--seed", metavar="S", type=_number(0, 2**31), default=1, help=_("for the lot among equals")
    )
    match.add_argument(
        "--encoding", metavar="utf-8|cp932", type=_one_of(("utf-8", "cp932")), default="utf-8",
        help=_("encoding of a CSV"),
    )  # fmt: skip
    match.add_argument(
        "--out", metavar="FILE", type=Path, required=True,
        help=_("where to write; report.json is put beside it"),
    )  # fmt: skip
    check.add_argument("--matching", metavar="FILE", type=Path, required=True)
    check.add_argument(
        "--stable", action="store_true", help=_("also say no to a pair that blocks the matching")
    )
    explain.add_argument("--worker", metavar="ID", type=_text, required=True)
    explain.add_argument("--job", metavar="ID", type=_text, required=True)


def _add_consent_verbs(add: _Add, shared: _Parser) -> None:
    consent = _verbs_of(add("consent", _("what people agreed to, and proofs of it")))
    for name, sentence in (
        ("canonical", _("write a JSON file in its one canonical form (RFC 8785)")),
        ("merkle", _("check a proof of a log: inclusion or consistency (RFC 9162)")),
    ):
        _adder(consent, shared)(name, sentence).add_argument("file", metavar="FILE", type=Path)


def _add_care_verbs(add: _Add, shared: _Parser) -> None:
    demo = add("demo", _("make a centre with invented people"))
    demo.add_argument("--people", metavar="N", type=_number(0, 100_000), default=40)
    demo.add_argument("--consultations", metavar="N", type=_number(0, 200_000), default=60)
    demo.add_argument("--seed", metavar="S", type=_number(0, 2**31), default=1)
    demo.add_argument("--out", metavar="DIR", type=Path, required=True)
    add("doctor", _("check what this computer has and lacks"))
    backup = _verbs_of(add("backup", _("create, verify and restore backups")))
    for name, sentence in (
        ("create", _("write an encrypted backup into a new file")),
        ("verify", _("check that a backup can be read to its end")),
        ("restore", _("make a centre from a backup, in the empty folder --centre names")),
    ):
        _adder(backup, shared)(name, sentence).add_argument("file", metavar="FILE", type=Path)
    centre = _verbs_of(add("centre", _("create a centre and care for its keys")))
    create = _adder(centre, shared)("create", _("create an empty, encrypted centre"))
    create.add_argument(
        "--name", required=True, metavar="NAME", type=_text, help=_("name of the centre")
    )
    create.add_argument("--kana", default="", type=_text, help=_("kana of the first administrator"))
    _adder(centre, shared)("show", _("say what the folder holds; no key needed"))
    _adder(centre, shared)("rotate-key", _("encrypt the centre with a new key"))
    change = _adder(centre, shared)("passphrase", _("change the passphrase"))
    change.add_argument("--new-passphrase-file", metavar="FILE", help=_("file with the new one"))
    _adder(centre, shared)("recovery-code", _("make a new recovery code and show it once"))
    log = _verbs_of(add("log", _("who looked at what")))
    export = _adder(log, shared)("export", _("write the audit log into a CSV file"))
    export.add_argument("file", metavar="FILE", type=Path)
    _adder(log, shared)("verify", _("check that nobody changed the audit log"))


def _verbs_of(parser: argparse.ArgumentParser) -> argparse._SubParsersAction[_Parser]:
    return parser.add_subparsers(dest="part", metavar="WHAT", required=True, parser_class=_Parser)


def _add_page(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", metavar="N", type=_number(1, 1000), default=20)
    parser.add_argument("--offset", metavar="N", type=_number(0, 10**9), default=0)


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


def _one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in allowed:
            raise argparse.ArgumentTypeError(
                _("`{text}` is none of {allowed}.").format(text=text, allowed=", ".join(allowed))
            )
        return text

    return check


def _number(least: int, most: int) -> Callable[[str], int]:
    def check(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,10}", text, re.ASCII) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(
                _("`{text}` is not a whole number from {least} to {most}.").format(
                    text=text, least=least, most=most
                )
            )
        return int(text)

    return check


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,4})[x×](\d{3,4})", text, re.ASCII)
    if not found:
        raise argparse.ArgumentTypeError(
            _("`{text}` is not a size such as 1366x768.").format(text=text)
        )
    return int(found[1]), int(found[2])


def _text(word: str) -> str:
    """Replace what is no text at all (bytes that no encoding reads) by the sign for it."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _not_empty(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError(_("The folder's name is empty."))
    return text
