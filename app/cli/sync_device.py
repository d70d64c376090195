"""The verbs of `sync` that need this device's records."""

from __future__ import annotations

from datetime import datetime

from app.cli.call import Call
from app.cli.joins import SignedInCentre
from app.domain.sync.records import Key
from app.domain.sync.standing import JournalRow, Standing
from app.messages import _, ngettext
from app.messages.errors import word_for
from app.messages.sync import standing_lines


def run_device_verb(call: Call, centre: SignedInCentre) -> None:
    """Run the verb named by `values.part`."""
    values = call.values
    match values.part:
        case "enrol":
            _enrol(call, centre)
        case "once":
            _once(call, centre)
        case "status":
            _status(call, centre)
        case "conflicts":
            _conflicts(call, centre)
        case "settle":
            _settle(call, centre)
        case "open-again":
            centre.sync.open_again(values.code)
            call.out.document(_standing_json(centre.sync.standing()))
            call.out.say(_("The device is open for seven days. Connect it to the network by then."))
        case "withdraw":
            centre.who.require(values.kind)
            centre.sync.withdraw([Key(values.kind, values.id)])
            call.out.document({"withdrawn": [values.kind, values.id]})
            call.out.say(_("It is deleted here, and everywhere with the next exchange."))
        case _:
            _bundle(call, centre)


def _enrol(call: Call, centre: SignedInCentre) -> None:
    values = call.values
    ca_file = str(values.ca.expanduser().absolute()) if values.ca else ""
    made = centre.sync.enrol(centre.who, values.server, values.code, ca_file)
    call.out.document(
        {"server": made.server, "tenant": made.tenant, "centre": made.centre, "role": made.role,
         "device": made.device, "lease_days": made.lease_days}
    )  # fmt: skip
    call.out.say(
        _("This device belongs to {centre} now.").format(centre=made.centre),
        _("Exchange records with: madoguchi sync once"),
    )


def _once(call: Call, centre: SignedInCentre) -> None:
    done = centre.sync.exchange(call.progress)
    call.out.document(
        {"sent": done.sent, "fetched": done.fetched, "withdrawn": done.withdrawn,
         "is_clock_corrected": done.is_clock_corrected, "offset_seconds": done.offset_seconds}
    )  # fmt: skip
    if done.is_clock_corrected:
        call.out.say(
            _("This computer's clock differs from the server's by {seconds} seconds. Edits were "
              "dated by the server's clock.").format(seconds=round(abs(done.offset_seconds)))
        )  # fmt: skip
    call.out.say(_("{sent} sent, {fetched} fetched.").format(sent=done.sent, fetched=done.fetched))


def _status(call: Call, centre: SignedInCentre) -> None:
    standing = centre.sync.standing()
    call.out.document(_standing_json(standing))
    call.out.say(*standing_lines(standing))


def _conflicts(call: Call, centre: SignedInCentre) -> None:
    values = call.values
    rows, total = centre.sync.conflicts(values.limit, values.offset, only_open=not values.all)
    call.out.document({"total": total, "conflicts": [_row_json(row) for row in rows]})
    if not rows:
        call.out.say(_("Nothing waits for a decision."))
        return
    call.out.table(
        [_("Number"), _("Field"), _("Shown"), _("The other value"), _("ID")],
        [
            [str(row.number), word_for("field", row.field), _shown(row.kept), _shown(row.lost),
             row.key.id]
            for row in rows
        ],
    )  # fmt: skip
    call.out.say(
        _("Decide with: madoguchi sync settle NUMBER keep, or madoguchi sync settle NUMBER take")
    )


def _settle(call: Call, centre: SignedInCentre) -> None:
    take = call.values.decision == "take"
    row = centre.sync.settle(centre.who, call.values.number, take_lost=take)
    call.out.document({**_row_json(row), "state": "undone" if take else "kept"})
    call.out.say(
        _("{field} is now: {value}").format(
            field=word_for("field", row.field), value=_shown(row.lost if take else row.kept)
        )
    )


def _bundle(call: Call, centre: SignedInCentre) -> None:
    file, is_export = call.values.file.expanduser(), call.values.direction == "export"
    made = centre.bundles.export(file) if is_export else centre.bundles.take_in(file)
    call.out.document({"file": str(file), "records": made.records, "withdrawn": made.withdrawn})
    if is_export:
        said = ngettext("{count} record is in the file.", "{count} records are in the file.",
                        made.records)  # fmt: skip
    else:
        said = ngettext("{count} record was taken in.", "{count} records were taken in.",
                        made.records)  # fmt: skip
    call.out.say(said.format(count=made.records))


def _standing_json(standing: Standing) -> dict[str, object]:
    return {
        "is_enrolled": standing.is_enrolled, "server": standing.server,
        "tenant": standing.tenant, "centre": standing.centre, "role": standing.role,
        "device": standing.device, "unsent": standing.unsent,
        "oldest_unsent": _moment(standing.oldest_unsent),
        "last_contact": _moment(standing.last_contact), "days_left": standing.days_left,
        "is_warning": standing.is_warning, "is_locked": standing.is_locked,
        "is_revoked": standing.is_revoked, "question": standing.question,
        "clock_offset_seconds": standing.clock_offset_seconds,
        "open_conflicts": standing.open_conflicts, "waiting": standing.waiting,
    }  # fmt: skip


def _row_json(row: JournalRow) -> dict[str, object]:
    return {
        "number": row.number, "at": _moment(row.at), "kind": row.key.kind, "id": row.key.id,
        "field": row.field, "kept": row.kept, "kept_device": row.kept_device, "lost": row.lost,
        "lost_device": row.lost_device, "is_choice": row.is_choice, "state": row.state,
    }  # fmt: skip


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
