"""`demo`: a centre with invented people."""

from __future__ import annotations

from app.cli.call import Call
from app.domain.errors import BadInput, Finding
from app.messages import _


def run(call: Call) -> int:
    """Write the centre and its login file into a folder that is new or empty."""
    values, joins, out, progress = call.values, call.joins, call.out, call.progress
    folder = values.out.expanduser()
    if folder.is_file():
        found = (Finding("store.not_a_folder", str(folder)),)
        raise BadInput("store.not_a_folder", found)
    operator = joins.make_demo(folder, values.people, values.consultations, values.seed, progress)
    login = folder / "demo-login.txt"
    out.document(
        {
            "centre": str(folder), "login": str(login), "operator": operator,
            "people": values.people, "consultations": values.consultations, "seed": values.seed,
        }
    )  # fmt: skip
    out.say(
        _("A demo centre with {people} invented people is in {folder}.").format(
            people=values.people, folder=folder
        ),
        _("Who signs in, with which PIN: {file}").format(file=login),
    )
    return 0
