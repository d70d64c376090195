"""`server …`: codes, devices and restored backups, for those who look after the server."""

from __future__ import annotations

from datetime import UTC, datetime

from app.cli.call import Call
from app.cli.grammar.kinds import UsageError
from app.cli.joins import ServerDesk
from app.messages import _
from app.messages.errors import word_for


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    if call.values.part == "enrol-code" and call.shared.centre is None:
        raise UsageError(_("This command also needs {words}.").format(words="--centre"))
    desk = call.joins.server_desk(call.shared, call.values.database)
    try:
        match call.values.part:
            case "enrol-code":
                _enrol_code(call, desk)
            case "devices":
                _devices(call, desk)
            case "revoke":
                desk.revoke(call.values.tenant, call.values.device)
                call.out.document({"revoked": call.values.device})
                call.out.say(_("The device is let in no more. It locks itself at its next call."))
            case "lease-code":
                values = call.values
                code = desk.lease_code(values.tenant, values.device, values.asks)
                call.out.document({"code": code})
                call.out.say(_("Tell them this code: {code}").format(code=code))
            case _:
                desk.new_epoch()
                call.out.document({"epoch": "new"})
                call.out.say(_("Every device now sends its newest edits again and fetches anew."))
    finally:
        desk.close()
    return 0


def _enrol_code(call: Call, desk: ServerDesk) -> None:
    values = call.values
    # Here --centre names the centre at the server, not a folder of this computer.
    centre = str(call.shared.centre)
    code = desk.enrol_code(values.tenant, centre, values.role)
    call.out.document({"code": code, "centre": centre, "tenant": values.tenant,
                       "role": values.role, "minutes": 15})  # fmt: skip
    call.out.say(
        _("The code, for one device and 15 minutes: {code}").format(code=code),
        _("On the device: madoguchi sync enrol --server ADDRESS --code {code}").format(code=code),
    )


def _devices(call: Call, desk: ServerDesk) -> None:
    found = desk.devices(call.values.tenant)
    call.out.document({"devices": found})
    call.out.table(
        [_("Device"), _("Centre"), _("Role"), _("Last contact"), _("Let in")],
        [
            [str(one["device"]), str(one["centre"]), word_for("role", str(one["role"])),
             _day(one["last_contact"]), _("no") if one["revoked_at"] else _("yes")]
            for one in found
        ],
    )  # fmt: skip


def _day(milliseconds: object) -> str:
    return datetime.fromtimestamp(int(str(milliseconds)) / 1000, UTC).strftime("%Y-%m-%d %H:%M")
