"""People and consultations."""

from __future__ import annotations

from pathlib import Path

from app.cli.grammar.kinds import Verbs, add_page, one_of, text
from app.domain.sheets import SHEET_SIZES_PT
from app.domain.topics import ALL_TOPICS
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    _add_people(verbs)
    _add_consultations(verbs)


def _add_people(verbs: Verbs) -> None:
    people = verbs.group("people", _("import, find and show people"))
    one = people.add("import", _("add people from a CSV or XLSX file, all or none"))
    one.add_argument("file", metavar="FILE", type=Path)
    one.add_argument(
        "--mapping", metavar="FILE", type=Path,
        help=_("JSON file: column heading to name, kana, birth_date, phone …"),
    )  # fmt: skip
    one.add_argument(
        "--twelve-digits", metavar="keep|drop", type=one_of(("keep", "drop")),
        help=_("town numbers that look like My Number: keep or drop them"),
    )  # fmt: skip
    one.add_argument("--sheet", metavar="NAME", help=_("sheet of an XLSX file; else the first"))
    find = people.add("find", _("find people by name, kana, phone or town number"))
    find.add_argument("text", metavar="TEXT", nargs="+", type=text)
    add_page(find)
    show = people.add("show", _("show one person's record; the look is logged"))
    show.add_argument("id", metavar="ID", type=text)
    merge = people.add("merge", _("make one record of two; the second one goes"))
    merge.add_argument("keep", metavar="ID", type=text)
    merge.add_argument("other", metavar="ID", type=text)
    people.add("unmerge", _("make two records again")).add_argument(
        "merge", metavar="ID", type=text
    )


def _add_consultations(verbs: Verbs) -> None:
    consultations = verbs.group(
        "consultations", _("search, export and print consultations, find similar ones")
    )
    search = consultations.add("search", _("find consultations by any words in them"))
    search.add_argument("text", metavar="TEXT", nargs="+", type=text)
    add_page(search)
    similar = consultations.add(
        "similar", _("find consultations that sound like this, without any names")
    )
    similar.add_argument("text", metavar="TEXT", nargs="+", type=text)
    similar.add_argument(
        "--topic", metavar="CODE", type=one_of(ALL_TOPICS), help=_("topic, if known")
    )
    similar.add_argument("--device", metavar="NAME", type=text, default="", help=_("device"))
    export = consultations.add(
        "export", _("write all consultations, or the days to come, to a file")
    )
    export.add_argument(
        "--format",
        metavar="csv|xlsx|ics",
        type=one_of(("csv", "xlsx", "ics")),
        help=_("what to write; else by the file's ending"),
    )
    export.add_argument("--out", metavar="FILE", type=Path, required=True)
    export.add_argument(
        "--encoding", metavar="utf-8|cp932", type=one_of(("utf-8", "cp932")), default="utf-8",
        help=_("encoding of a CSV"),
    )  # fmt: skip
    attach = consultations.add("attach", _("add a picture, without its place and time"))
    attach.add_argument("id", metavar="ID", type=text)
    attach.add_argument("file", metavar="FILE", type=Path)
    attach.add_argument(
        "--words", metavar="TEXT", type=text, default="", help=_("what is to be seen on it")
    )
    sheet = consultations.add("sheet", _("write the sheet a visitor takes home, as PDF"))
    sheet.add_argument("id", metavar="ID", type=text)
    sheet.add_argument(
        "--size",
        metavar="22|28|36",
        type=_sheet_size,
        default=28,
        help=_("size of the letters in pt"),
    )
    sheet.add_argument("--out", metavar="PDF", type=Path, required=True)


def _sheet_size(word: str) -> int:
    return int(one_of(tuple(map(str, SHEET_SIZES_PT)))(word))
