"""Care of a centre: demo, doctor, backups, keys, log."""

from __future__ import annotations

from pathlib import Path

from app.cli.grammar.kinds import Verbs, number, text
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    demo = verbs.add("demo", _("make a centre with invented people"))
    demo.add_argument("--people", metavar="N", type=number(0, 100_000), default=40)
    demo.add_argument("--consultations", metavar="N", type=number(0, 200_000), default=60)
    demo.add_argument("--seed", metavar="S", type=number(0, 2**31), default=1)
    demo.add_argument("--out", metavar="DIR", type=Path, required=True)
    verbs.add("doctor", _("check what this computer has and lacks"))
    backup = verbs.group("backup", _("create, verify and restore backups"))
    for name, sentence in (
        ("create", _("write an encrypted backup into a new file")),
        ("verify", _("check that a backup can be read to its end")),
        ("restore", _("make a centre from a backup, in the empty folder --centre names")),
    ):
        backup.add(name, sentence).add_argument("file", metavar="FILE", type=Path)
    centre = verbs.group("centre", _("create a centre and care for its keys"))
    create = centre.add("create", _("create an empty, encrypted centre"))
    create.add_argument(
        "--name", required=True, metavar="NAME", type=text, help=_("name of the centre")
    )
    create.add_argument("--kana", default="", type=text, help=_("kana of the first administrator"))
    centre.add("show", _("say what the folder holds; no key needed"))
    centre.add("rotate-key", _("encrypt the centre with a new key"))
    change = centre.add("passphrase", _("change the passphrase"))
    change.add_argument("--new-passphrase-file", metavar="FILE", help=_("file with the new one"))
    centre.add("recovery-code", _("make a new recovery code and show it once"))
    log = verbs.group("log", _("who looked at what"))
    export = log.add("export", _("write the audit log into a CSV file"))
    export.add_argument("file", metavar="FILE", type=Path)
    log.add("verify", _("check that nobody changed the audit log"))
