"""`telework export` and `import`: the centre's own workers, jobs and talks."""

from __future__ import annotations

from app.cli.call import Call
from app.cli.joins import SignedInCentre
from app.cli.options import UsageError
from app.messages import _, ngettext
from app.messages.telework_calendar import talk_days

FORMATS = {"workers": ("csv", "xlsx"), "jobs": ("csv", "xlsx"), "talks": ("ics",)}


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    if call.values.part == "export":
        _format(call)
    centre = call.joins.open_centre(call.shared)
    try:
        return _export(call, centre) if call.values.part == "export" else _import(call, centre)
    finally:
        centre.close()


def _format(call: Call) -> str:
    """Return what kind of file is asked for by its ending."""
    what: str = call.values.what
    kind = str(call.values.out.suffix).removeprefix(".").lower()
    if kind not in FORMATS[what]:
        endings = ", ".join(f".{one}" for one in FORMATS[what])
        raise UsageError(
            _("Give the file one of these endings: {endings}.").format(endings=endings)
        )
    return kind


def _export(call: Call, centre: SignedInCentre) -> int:
    values, kind = call.values, _format(call)
    file = values.out.expanduser()
    if values.what == "talks":
        lines = centre.proposals.open_ones(centre.who)
        days = talk_days([(one.proposal, one.name, one.talks) for one in lines], centre.name)
        call.joins.write_calendar(file, centre.name, days)
        count = len(days)
    else:
        tables = centre.telework_tables
        table = tables.workers(centre.who) if values.what == "workers" else tables.jobs(centre.who)
        call.joins.write_table(file, table, kind, values.encoding)
        count = len(table.rows)
    call.out.document({"file": str(file), "what": values.what, "format": kind, "rows": count})
    call.out.say(_("{count} rows are written: {file}").format(count=count, file=file))
    return 0


def _import(call: Call, centre: SignedInCentre) -> int:
    stored, withheld, _changes = centre.telework_tables.take_in_jobs(
        centre.who, call.values.file.expanduser()
    )
    call.out.document({"stored": stored, "withheld": withheld})
    call.out.say(
        ngettext("{count} job is stored.", "{count} jobs are stored.", stored).format(count=stored)
    )
    if withheld:
        call.out.note(
            ngettext(
                "{count} row was left out: its employer has not agreed.",
                "{count} rows were left out: their employers have not agreed.",
                withheld,
            ).format(count=withheld)
        )
    return 0
