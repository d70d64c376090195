"""Sentences about synchronisation: the device's side and the server's answers."""

from __future__ import annotations

from app.domain.sync.standing import Standing
from app.messages import N_, Lazy, _, ngettext
from app.messages.times import moment_words

SYNC: dict[str, tuple[Lazy, Lazy | None]] = {
    "sync.not_enrolled": (
        N_("This device belongs to no server yet."),
        N_(
            "Ask the administrator for a code, then: `madoguchi sync enrol --server ADDRESS --code CODE`."
        ),
    ),
    "sync.no_code": (
        N_("This is not a code of a server."),
        N_("Type it as the administrator gave it, for example town/3-ABCD-EFGH-JKMNP."),
    ),
    "sync.no_address": (
        N_("No server has an address such as `{server}`."),
        N_("Type it with https:// in front."),
    ),
    "sync.needs_tls": (
        N_("Records travel to another computer encrypted only: {server}"),
        N_("Use an address that begins with https://."),
    ),
    "sync.unreachable": (
        N_("The server cannot be reached. Nothing is lost: edits wait here."),
        N_("Connect to the network. The exchange is tried again by itself."),
    ),
    "sync.certificate": (
        N_("The server's certificate is not one this device trusts. Nothing was sent."),
        N_("Tell the administrator. A private authority's certificate is named with --ca FILE."),
    ),
    "sync.no_ca_file": (
        N_("The file with the authority's certificate cannot be read."),
        N_("Put it back where it was, or enrol again with --ca FILE."),
    ),
    "sync.no_answer": (
        N_("Something at this address answers, but it is not our server ({status})."),
        N_("Compare the address with the administrator's."),
    ),
    "sync.is_revoked": (
        N_("The administrator closed this device. Its records are still here, locked."),
        N_("Attendance stays open. With a new code of the administrator it is enrolled again."),
    ),
    "sync.lease_over": (
        N_("This device had no contact for too long and is locked. Nothing was deleted."),
        N_("Connect it, or tell the administrator this number: {number}. Attendance stays open."),
    ),
    "attendance.too_many": (
        N_("At most {most} visitors are counted at once."),
        N_("Look at the number again."),
    ),
    "attendance.below_none": (
        N_("Only {visitors} came today; no more can be taken back."),
        N_("Look at the number again."),
    ),
    "sync.wrong_lease_code": (
        N_("This code does not open the device."),
        N_("Tell the administrator this number and type the answer: {number}"),
    ),
    "sync.no_such_conflict": (
        N_("Number {number} is decided already, or there is none."),
        N_("See the list with `madoguchi sync conflicts`."),
    ),
    "sync.changed_since": (
        N_("The field was changed again since then."),
        N_("Look at the record and write what holds."),
    ),
    "sync.clock_restless": (
        N_("This computer's clock jumps about. Nothing was lost."),
        N_("Set the clock, then exchange again."),
    ),
    "sync.nothing_unsent": (
        N_("There is nothing unsent to carry."),
        None,
    ),
    "sync.file_exists": (
        N_("There is a file of this name already."),
        N_("Choose another name."),
    ),
    "sync.not_our_bundle": (
        N_("The file is no bundle of this centre, or it was changed on the way."),
        N_("Write it again on the other device."),
    ),
    "server.code_no_good": (
        N_("The code does not hold: it is used, older than 15 minutes, or mistyped."),
        N_("Ask the administrator for a new one."),
    ),
    "server.device_taken": (
        N_("The server knows another device under this one's name."),
        N_("Tell the administrator. This device's records stay as they are."),
    ),
    "server.revoked": (
        N_("The administrator closed this device. Its records are still here, locked."),
        N_("Attendance stays open. With a new code of the administrator it is enrolled again."),
    ),
    "server.not_signed_in": (
        N_("The server does not know this device."),
        N_("Enrol it again with a new code."),
    ),
    "server.other_tenant": (
        N_("This device belongs to another municipality."),
        None,
    ),
    "server.not_your_role": (
        N_("This device may not do that."),
        N_("An administrator's device can."),
    ),
    "server.no_such_device": (
        N_("There is no device {device}."),
        N_("See the list with `madoguchi server devices`."),
    ),
    "server.no_such_place": (
        N_("The server has nothing at this address."),
        None,
    ),
    "server.bad_request": (
        N_("The server did not understand what was sent ({place}). It waits here."),
        N_("Bring the program up to date. If it stays, tell the administrator this word."),
    ),
    "server.ledger_unreadable": (
        N_("A consent entry of this person cannot be read here, so nothing is permitted."),
        N_("Tell the administrator: `madoguchi consent log verify` names the entry."),
    ),
    "server.body_too_large": (
        N_("What was sent is too large for the server. It waits here."),
        N_("A single text is too long: shorten it."),
    ),
    "server.clock_ahead": (
        N_("This computer's clock is ahead of the server's."),
        N_("Set the clock. Edits are dated anew and nothing is lost."),
    ),
    "server.cursor_too_old": (
        N_("This device was away for very long and fetches everything anew."),
        None,
    ),
    "server.program_too_old": (
        N_("This program is too old for the server. Everything unsent was sent."),
        N_("Bring the program up to date."),
    ),
    "server.too_often": (
        N_("The server asks to wait {seconds} seconds."),
        N_("The exchange is tried again by itself."),
    ),
    "server.quota": (
        N_("The municipality's space on the server is full. Edits wait here."),
        N_("Tell the server's administrator."),
    ),
    "server.disk_full": (
        N_("The server's disk is full. What you wrote waits here and nothing is lost."),
        N_("Tell the administrator. It is sent as soon as there is room."),
    ),
    "server.database_away": (
        N_("The server's database is away for the moment. Edits wait here."),
        N_("The exchange is tried again by itself."),
    ),
    "server.database_unknown": (
        N_("The server cannot use a database of the kind `{scheme}`."),
        N_("Write sqlite:///FILE or postgresql://USER@HOST/NAME."),
    ),
    "server.role_too_strong": (
        N_("The database role may pass by row security."),
        N_("Use a role with NOSUPERUSER and NOBYPASSRLS."),
    ),
    "server.needs_tls": (
        N_("Without a certificate the server answers only this computer, not {host}."),
        N_("Give --tls-cert and --tls-key, or --host 127.0.0.1 behind a proxy."),
    ),
    "server.bad_name": (
        N_("No municipality or centre can be called `{name}`."),
        N_("Use small letters, digits, - and _."),
    ),
}


def standing_lines(standing: Standing) -> list[str]:
    """Return how a device stands, the most important thing first."""
    unsent = ngettext("{count} record is unsent.", "{count} records are unsent.", standing.unsent)
    lines = [unsent.format(count=standing.unsent)]
    if not standing.is_enrolled:
        return [_("This device belongs to no server yet."), *lines]
    if standing.is_revoked:
        lines.insert(0, _("The administrator closed this device."))
    elif standing.is_locked:
        lines.insert(0, _("Locked: no contact for too long. Number for the administrator: {number}")
                     .format(number=standing.question))  # fmt: skip
    elif standing.is_warning:
        lines.insert(0, ngettext("Connect within {count} day, or the device locks.",
                                 "Connect within {count} days, or the device locks.",
                                 standing.days_left).format(count=standing.days_left))  # fmt: skip
    if standing.last_contact is not None:
        at = moment_words(standing.last_contact)
        lines.append(_("Last contact with {server}: {at}").format(server=standing.server, at=at))
    if standing.open_conflicts:
        waiting = ngettext("{count} field waits for a decision.",
                           "{count} fields wait for a decision.", standing.open_conflicts)  # fmt: skip
        lines.append(waiting.format(count=standing.open_conflicts))
    if abs(standing.clock_offset_seconds) >= 60:
        lines.append(_("This computer's clock differs from the server's by {seconds} seconds.")
                     .format(seconds=round(abs(standing.clock_offset_seconds))))  # fmt: skip
    return lines


def short_standing(standing: Standing) -> tuple[Lazy, str, str]:
    """Return the words of the status line, its icon and its colour."""
    if standing.is_revoked or standing.is_locked:
        return N_("Device locked"), "lock", "danger"
    if standing.is_warning:
        return N_("Connect this device"), "triangle-alert", "warning"
    if standing.open_conflicts:
        return N_("Something to decide"), "git-compare", "warning"
    if standing.unsent:
        return N_("Unsent: {count}").format(count=standing.unsent), "cloud-off", "text"
    return N_("All sent"), "circle-check", "success"
