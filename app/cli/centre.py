"""`centre`: create a centre, look at its folder, and care for its keys."""

from __future__ import annotations

from argparse import Namespace

from app.cli.call import Call
from app.cli.joins import Joins, SignedInCentre
from app.cli.options import Globals, UsageError
from app.cli.output import Output
from app.domain.progress import Progress
from app.messages import _


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    shared, values, joins, out, progress = (
        call.shared,
        call.values,
        call.joins,
        call.out,
        call.progress,
    )
    if values.part == "create":
        return _create(shared, values, joins, out)
    if values.part == "show":
        facts = joins.centre_facts(joins.folder(shared))
        out.document({"centre": facts})
        out.say(*[f"{key}: {value}" for key, value in facts.items()])
        return 0
    centre = joins.open_centre(shared)
    try:
        centre.who.require("administration")
        return _change(shared, values, centre, joins, out, progress)
    finally:
        centre.close()


def _create(shared: Globals, values: Namespace, joins: Joins, out: Output) -> int:
    if not shared.operator:
        raise UsageError(_("A new centre needs its first administrator: --operator NAME."))
    passphrase = joins.new_secret(shared.passphrase_file, _("Passphrase of the new centre"))
    pin = joins.new_secret(shared.pin_file, _("PIN of the administrator"))
    folder = joins.folder(shared)
    code = joins.create_centre(folder, values.name, passphrase, shared.operator, values.kana, pin)
    out.document({"centre": str(folder), "name": values.name, "recovery_code": code})
    out.say(_("The centre is ready in {folder}.").format(folder=folder), *_shown_once(code))
    return 0


def _change(
    shared: Globals,
    values: Namespace,
    centre: SignedInCentre,
    joins: Joins,
    out: Output,
    progress: Progress,
) -> int:
    match values.part:
        case "rotate-key":
            code = centre.rotate_key(joins.passphrase(shared), progress)
            out.document({"centre": str(centre.folder), "recovery_code": code})
            out.say(_("Everything is encrypted with a new key."), *_shown_once(code))
        case "recovery-code":
            code = centre.new_recovery_code()
            out.document({"centre": str(centre.folder), "recovery_code": code})
            out.say(*_shown_once(code))
        case _:
            new = joins.new_secret(values.new_passphrase_file, _("New passphrase"))
            centre.change_passphrase(joins.passphrase(shared), new)
            out.document({"centre": str(centre.folder), "changed": True})
            out.say(_("The passphrase is changed. The one before opens nothing any more."))
    return 0


def _shown_once(code: str) -> list[str]:
    return [
        _("Recovery code. Write it on paper now; it is shown only once:"),
        code,
    ]
