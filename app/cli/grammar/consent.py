"""Consent: what people chose, the log that keeps it, and plain files that prove something."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.grammar.kinds import Parser, Verbs, number, one_of, text
from app.domain.consent.events import Condition
from app.domain.consent.proxies import DECIDERS
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    consent = verbs.group("consent", _("what people agreed to, and proofs of it"))
    for name, sentence in (
        ("canonical", _("write a JSON file in its one canonical form (RFC 8785)")),
        ("merkle", _("check a proof of a log: inclusion or consistency (RFC 9162)")),
    ):
        consent.add(name, sentence).add_argument("file", metavar="FILE", type=Path)
    for name, sentence in (
        ("give", _("write down that a person agrees")),
        ("refuse", _("write down that a person says no")),
        ("withdraw", _("stop what a person agreed to")),
        ("freeze", _("let nothing of a person out any more")),
    ):
        _add_choice(consent.add(name, sentence), needs_purpose=name != "freeze")
    cosign = consent.add("cosign", _("write the second signature to a yes that waits for it"))
    cosign.add_argument("--event", metavar="EVENT_ID", type=text, required=True)
    _add_proxy(cosign, DECIDERS)
    decide = consent.add("decide", _("ask whether a recipient may have data of a person"))
    decide.add_argument("--request", metavar="FILE", type=Path, required=True)
    see = consent.add("who-can-see", _("show who may see what of a person now"))
    see.add_argument("--person", metavar="ID", type=text, required=True)
    _add_records(consent)
    _add_log(consent)
    out = consent.add("export", _("make a person's take-out: signed, with proofs"))
    out.add_argument("--person", metavar="ID", type=text, required=True)
    out.add_argument("--out", metavar="FILE.zip", type=Path, required=True)
    back = consent.add("import", _("read a take-out into this ledger, after checking all of it"))
    back.add_argument("file", metavar="FILE.zip", type=Path)


def _add_records(consent: Verbs) -> None:
    for name, sentence in (
        ("disclosures", _("show what of a person went to others, and on what ground")),
        ("tellings", _("show who has to know what a person stopped")),
        ("benefits", _("show what was promised for data, and what came")),
    ):
        shown = consent.add(name, sentence)
        shown.add_argument("--person", metavar="ID", type=text, required=True)
    received = consent.add("received", _("write down what came back for data"))
    received.add_argument("--event", metavar="EVENT_ID", type=text, required=True)
    received.add_argument("--what", metavar="TEXT", type=text, required=True, help=_("what came"))
    received.add_argument(
        "--yen", metavar="YEN", type=number(0, 10**9), default=0, help=_("how much money came")
    )
    purge = consent.add("purge", _("erase for ever what rests on nothing any more"))
    purge.add_argument("--person", metavar="ID", type=text, required=True)
    purge.add_argument(
        "--leaving", dest="is_leaving", action="store_true",
        help=_("the person leaves the centre: erase everything that no law keeps"),
    )  # fmt: skip
    told = consent.add("told", _("write down that a recipient was told of a stop"))
    told.add_argument("--event", metavar="EVENT_ID", type=text, required=True)
    told.add_argument("--recipient", metavar="R", type=text, required=True)
    told.add_argument("--way", metavar="TEXT", type=text, default="", help=_("how it was told"))
    told.add_argument(
        "--confirmed", dest="is_confirmed", action="store_true",
        help=_("it has confirmed the stop"),
    )  # fmt: skip


def _add_choice(choice: Parser, *, needs_purpose: bool) -> None:
    choice.add_argument("--person", metavar="ID", type=text, required=True)
    choice.add_argument(
        "--purpose", metavar="P", type=text, required=needs_purpose, default="",
        help=_("what for"),
    )  # fmt: skip
    choice.add_argument(
        "--categories", metavar="A,B", type=_list, default=(), help=_("which data; all without it")
    )
    choice.add_argument(
        "--recipient", metavar="R", type=text, default="",
        help=_("who gets them: an id, or class: and the name of a class"),
    )  # fmt: skip
    choice.add_argument(
        "--until", metavar="DATE", type=text, default="", help=_("the last day it holds")
    )
    choice.add_argument("--notice", metavar="ID", type=text, default="", help=_("the notice shown"))
    choice.add_argument(
        "--if", dest="conditions", metavar="NAME=VALUE", type=_condition, action="append",
        default=[], help=_("only if this attribute of the request is so; may be given again"),
    )  # fmt: skip
    choice.add_argument(
        "--path", metavar="screen|paper|phone|qr", type=one_of(("screen", "paper", "phone", "qr")),
        default="screen", help=_("how the person said so"),
    )  # fmt: skip
    _add_proxy(choice, ("person", *DECIDERS))
    choice.add_argument(
        "--present", metavar="ROLE:NAME", type=text, action="append", default=[],
        help=_("who wrote, read, interpreted or stood by; may be given again"),
    )  # fmt: skip


def _add_proxy(choice: Parser, roles: tuple[str, ...]) -> None:
    choice.add_argument(
        "--by", metavar="|".join(roles), type=one_of(roles), default=roles[0],
        help=_("who decides"),
    )  # fmt: skip
    choice.add_argument(
        "--by-name",
        metavar="NAME",
        type=text,
        default="",
        help=_("the name of who decides for her"),
    )
    choice.add_argument(
        "--evidence", metavar="TEXT", type=text, default="", help=_("the paper that was seen")
    )
    choice.add_argument(
        "--powers", metavar="A,B", type=_list, default=(), help=_("purposes the right reaches")
    )
    choice.add_argument(
        "--by-until", metavar="DATE", type=text, default="", help=_("the last day of the right")
    )
    choice.add_argument(
        "--wish", metavar="TEXT", type=text, default="", help=_("what the person herself wishes")
    )


def _add_log(consent: Verbs) -> None:
    log = consent.group("log", _("the log of the ledger: its head, a check, proofs"))
    head = log.add("head", _("show the signed heads"))
    head.add_argument("--log", metavar="ID", type=text)
    verify = log.add("verify", _("read everything again and name what was changed"))
    verify.add_argument(
        "--new", dest="only_new", action="store_true",
        help=_("read only what came since everything was last found in order"),
    )  # fmt: skip
    gap = log.add("accept-gap", _("sign that entries of a log are lost"))
    gap.add_argument("--log", metavar="ID", type=text, required=True)
    gap.add_argument(
        "--size", metavar="SIZE", type=number(1, 10**10 - 1), required=True,
        help=_("how many entries others knew, as `log verify` says"),
    )  # fmt: skip
    gap.add_argument("--reason", metavar="TEXT", type=text, required=True, help=_("what happened"))
    prove = log.add("prove", _("prove that an event is in its log"))
    prove.add_argument("--event", metavar="EVENT_ID", type=text, required=True)
    consistency = log.add("consistency", _("prove that a log only grew"))
    consistency.add_argument("--log", metavar="ID", type=text, required=True)
    consistency.add_argument(
        "--from", dest="size", metavar="SIZE", type=number(0, 10**10 - 1), required=True
    )


def _list(words: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text(words).split(",") if one.strip())


def _condition(words: str) -> tuple[str, Condition]:
    """Return a name and what it has to be; several values apart by a bar: any of them will do."""
    name, equals, value = text(words).partition("=")
    if not equals or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(
            _("`{text}` is not a name, an equals sign and a value.").format(text=words)
        )
    values = tuple(_value(one.strip()) for one in value.split("|"))
    return name.strip(), values if len(values) > 1 else values[0]


def _value(word: str) -> str | int | bool:
    if word in ("true", "false"):
        return word == "true"
    digits = word.removeprefix("-")
    return int(word) if digits.isascii() and digits.isdigit() else word
