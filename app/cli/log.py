"""`log export` and `log verify`: who looked at whom, and whether the log is as it was written."""

from __future__ import annotations

from app.cli.call import Call
from app.domain.errors import BadInput, Finding, Refused
from app.messages import _


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    shared, values, joins, out = call.shared, call.values, call.joins, call.out
    if values.part == "export" and values.file.expanduser().is_file():
        found = (Finding("file.taken", str(values.file)),)
        raise BadInput("file.taken", found)
    centre = joins.open_centre(shared)
    try:
        if values.part == "export":
            file = values.file.expanduser()
            count = centre.audit.export(centre.who, str(file))
            out.document({"file": str(file), "rows": count})
            out.say(_("The audit log is written: {file}").format(file=file))
            return 0
        broken = centre.audit.verify(centre.who)
    finally:
        centre.close()
    if broken is not None:
        raise Refused("audit.changed", number=broken)
    out.document({"is_whole": True})
    out.say(_("The audit log is whole: no row was changed or taken out."))
    return 0
