"""`screens`, `shot` and `audit`: the screens without a person in front of them."""

from __future__ import annotations

from argparse import Namespace

from app.cli.call import Call
from app.cli.joins import Joins
from app.cli.options import Globals
from app.cli.output import Output
from app.domain.errors import Refused
from app.domain.progress import Progress
from app.messages import _, ngettext

ANSWER_IS_NO = Refused.exit_code
MOST_SHOWN = 40


def run(call: Call) -> int:
    """Run the verb."""
    shared, values, joins, out, progress = (
        call.shared,
        call.values,
        call.joins,
        call.out,
        call.progress,
    )
    if values.verb == "screens":
        return _screens(joins, out)
    if values.verb == "shot":
        files = joins.take_pictures(shared, values, progress)
        out.document({"pictures": [str(one) for one in files]})
        out.say(*[str(one) for one in files])
        return 0
    return (
        _self_test(joins, out) if values.self_test else _audit(shared, values, joins, out, progress)
    )


def _screens(joins: Joins, out: Output) -> int:
    found = joins.screens()
    out.document({"screens": found})
    out.table(
        [_("Screen"), _("Title"), _("Who"), _("Key")],
        [[str(one[key]) for key in ("id", "title", "role", "shortcut")] for one in found],
    )
    return 0


def _audit(
    shared: Globals, values: Namespace, joins: Joins, out: Output, progress: Progress
) -> int:
    report = joins.audit(shared, values, progress)
    out.document(report)
    count = len(report["findings"])
    for one in report["findings"][:MOST_SHOWN]:
        out.say(
            "{screen} · {scheme} · {language} · {text} % · {control}: {rule} ({value}, {limit})".format(
                **one
            )
        )
    out.say(
        ngettext(
            "{cells} looks, {count} finding.", "{cells} looks, {count} findings.", count
        ).format(cells=report["cells"], count=count)
    )
    return ANSWER_IS_NO if count else 0


def _self_test(joins: Joins, out: Output) -> int:
    report = joins.audit_self_test()
    out.document(report)
    out.say(
        _("{found} of {planted} planted faults were found.").format(
            found=report["found"], planted=report["planted"]
        )
    )
    for name in report["missed"]:
        out.say(_("Missed: {name}").format(name=name))
    for rule in report["false_alarms"]:
        out.say(_("False alarm on a sound window: {rule}").format(rule=rule))
    return ANSWER_IS_NO if report["missed"] or report["false_alarms"] else 0
