"""`doctor`: what this computer has and lacks, each lack with how to get it.

Only what the program cannot work without makes the answer no (exit 4); a missing microphone or
printer is told and the rest goes on.
"""

from __future__ import annotations

from app.cli import doctor_devices, doctor_system
from app.cli.call import Call
from app.cli.doctor_check import Check
from app.cli.joins import Joins
from app.cli.options import Globals
from app.domain.errors import Refused
from app.messages import _


def checks(shared: Globals, joins: Joins) -> list[Check]:
    """Look at everything and return what was found, the needed things first."""
    return [
        doctor_system.python(),
        doctor_system.qt(),
        doctor_system.qt_libraries(),
        doctor_system.japanese_font(),
        doctor_system.display(),
        doctor_system.accessibility_bus(),
        doctor_system.disk(joins.folder(shared)),
        doctor_system.clock(),
        doctor_system.keyring(joins.keyring_name()),
        doctor_devices.sound_card(),
        doctor_devices.microphone(),
        doctor_devices.speech_dispatcher(),
        doctor_devices.voice(),
        doctor_devices.printer(),
    ]


def run(call: Call) -> int:
    """Say what was found."""
    shared, joins, out = call.shared, call.joins, call.out
    found = checks(shared, joins)
    is_fit = all(one.ok for one in found if one.is_needed)
    out.document({"ok": is_fit, "checks": [one.as_json() for one in found]})
    for one in found:
        mark = _("there") if one.ok else _("missing")
        out.say(f"[{mark}] {one.name}: {one.message}")
        if one.what_to_do:
            out.say(f"    → {one.what_to_do}")
    return 0 if is_fit else Refused.exit_code
