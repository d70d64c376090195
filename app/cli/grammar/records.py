"""People and consultations."""

from __future__ import annotations

from pathlib import Path

from app.cli.grammar.kinds import Verbs, add_page, one_of, text
from app.domain.topics import ALL_TOPICS
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
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
    consultations = verbs.group("consultations", _("search consultations and find similar ones"))
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
