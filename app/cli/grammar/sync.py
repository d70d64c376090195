"""Synchronisation: the devices' side, and the server of many centres."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from app.cli.grammar.kinds import Verbs, add_page, number, one_of, text
from app.domain.roles import Role
from app.domain.sync.simulate.names import MUTANT_NAMES
from app.messages import _

ROLES = tuple(role.value for role in Role if role is not Role.VISITOR)


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    sync = verbs.group("sync", _("bring several computers together"))
    _add_device(sync)
    _add_sync(sync)
    serve = verbs.add("serve", _("answer the consoles of many centres until stopped"))
    _add_database(serve)
    serve.add_argument("--host", metavar="ADDRESS", type=text, default="127.0.0.1")
    serve.add_argument("--port", metavar="N", type=number(0, 65535), default=8443)
    serve.add_argument("--calls", metavar="N", type=number(1, 10**6), default=50,
                       help=_("how many calls a device may make in a second"))  # fmt: skip
    for name, sentence in (
        ("--tls-cert", _("certificate in PEM; without it only this computer is answered")),
        ("--tls-key", _("private key of the certificate")),
        ("--ready-file", _("file that is written with the address once it answers")),
    ):
        serve.add_argument(name, metavar="FILE", type=Path, help=sentence)
    _add_server(verbs.group("server", _("look after the server: codes, devices, restored backups")))


def _add_sync(sync: Verbs) -> None:
    simulate = sync.add(
        "simulate", _("try the protocol on a bad network; anything lost ends with 4")
    )
    simulate.add_argument("--histories", metavar="N", type=number(1, 10**7), default=2000)
    simulate.add_argument("--seed", metavar="S", type=number(0, 2**31), default=1)
    simulate.add_argument(
        "--mutant", metavar="|".join(MUTANT_NAMES), type=one_of(MUTANT_NAMES),
        help=_("break one rule of the protocol, to see that it is noticed"),
    )  # fmt: skip


def _add_device(sync: Verbs) -> None:
    enrol = sync.add("enrol", _("enrol this device at a server with a one-time code"))
    enrol.add_argument("--server", metavar="URL", type=text, required=True)
    enrol.add_argument("--code", metavar="C", type=text, required=True,
                       help=_("the code the server's administrator made"))  # fmt: skip
    enrol.add_argument("--ca", metavar="FILE", type=Path,
                       help=_("certificate of the private authority to trust, in PEM"))  # fmt: skip
    sync.add("once", _("send what is unsent and fetch what is new"))
    sync.add("status", _("say what is unsent, when the server was reached, who changed what"))
    conflicts = sync.add("conflicts", _("list values that lost, or that wait for a choice"))
    add_page(conflicts)
    conflicts.add_argument("--all", action="store_true", help=_("also those decided already"))
    settle = sync.add("settle", _("decide one of them"))
    settle.add_argument("number", metavar="NUMBER", type=number(1, 10**9))
    settle.add_argument("decision", metavar="keep|take", type=one_of(("keep", "take")),
                        help=_("keep the value shown, or take the other one"))  # fmt: skip
    again = sync.add("open-again", _("open a locked device for seven days with an offline code"))
    again.add_argument("--code", metavar="C", type=text, required=True)
    withdraw = sync.add("withdraw", _("delete a record for ever, here and on every device"))
    withdraw.add_argument("kind", metavar="people|consultations",
                          type=one_of(("people", "consultations")))  # fmt: skip
    withdraw.add_argument("id", metavar="ID", type=text)
    bundle = sync.add("bundle", _("carry records on a stick where there is no network"))
    bundle.add_argument("direction", metavar="export|import", type=one_of(("export", "import")))
    bundle.add_argument("file", metavar="FILE", type=Path)


def _add_server(server: Verbs) -> None:
    code = server.add("enrol-code", _("make a one-time code that enrols one device"))
    code.add_argument("--role", metavar="|".join(ROLES), type=one_of(ROLES),
                      default=Role.COORDINATOR.value,
                      help=_("what the device may send and fetch"))  # fmt: skip
    devices = server.add("devices", _("list the devices of a municipality"))
    revoke = server.add("revoke", _("let a device no longer in"))
    lease = server.add("lease-code", _("make an offline code that opens a locked device again"))
    for verb in (revoke, lease):
        verb.add_argument("--device", metavar="ID", type=text, required=True)
    lease.add_argument("--asks", metavar="NUMBER", type=text, required=True,
                       help=_("the number the locked device shows"))  # fmt: skip
    epoch = server.add("new-epoch", _("after a backup was restored: let devices send again"))
    for verb in (code, devices, revoke, lease):
        verb.add_argument("--tenant", metavar="NAME", type=text, default="town",
                          help=_("the municipality, in small letters"))  # fmt: skip
    for verb in (code, devices, revoke, lease, epoch):
        _add_database(verb)


def _add_database(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--database", metavar="URL", type=text, default="",
        help=_("sqlite:///FILE or postgresql://USER@HOST/NAME; an encrypted file by default"),
    )  # fmt: skip
