"""The screens of synchronisation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.domain.sync.records import Key
from app.domain.sync.standing import JournalRow, Standing
from app.messages import N_
from app.ui.registry import Action, Danger, Screen, registry
from app.ui.screen import ScreenContext
from app.ui.sync.conflict_view import ConflictView
from app.ui.sync.enrol_view import EnrolView
from app.ui.sync.locked_view import LockedView
from app.ui.sync.sync_view import Shown, SyncView

DESK = ("volunteer", "coordinator", "supporter", "administrator")
for _action in (
    Action("sync.now", N_("Exchange now"), N_("Sends what is unsent and fetches what is new."),
           "refresh-cw"),
    Action("sync.stop", N_("Stop"), N_("What was exchanged so far is kept."), "x"),
    Action("sync.decide", N_("Decide this field"), N_("Shows both values."), takes_subject=True),
    Action("sync.keep", N_("Keep what is shown"), N_("The other value is left."), "check",
           danger=Danger.CONFIRM),
    Action("sync.take", N_("Take the other value"), N_("The other value is shown from now on."),
           "undo-2", danger=Danger.CONFIRM),
    Action("sync.open_again", N_("Open for seven days"), N_("With the administrator's code."),
           "lock-open", danger=Danger.NEVER_BY_VOICE),
    Action("attendance.add", N_("One more came"), N_("Counts a visitor of today."), "plus",
           danger=Danger.UNDOABLE, undo="attendance.take"),
    Action("attendance.take", N_("One less"), N_("Takes a visitor of today back."), "minus",
           danger=Danger.UNDOABLE, undo="attendance.add"),
    Action("sync.enrol_page", N_("Enrol this device"), N_("Connects this device to a server."),
           "laptop"),
    Action("sync.enrol", N_("Enrol"), N_("Connects this device to the server."), "check",
           danger=Danger.NEVER_BY_VOICE),
):  # fmt: skip
    registry.add_action(_action)

_NOON = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)
_ROWS = (
    JournalRow(1, _NOON, Key("people", "p1"), "phone", "090-1234-5678", "0000000a",
               "080-8765-4321", "0000000b", is_choice=False, state="open"),
    JournalRow(2, _NOON, Key("people", "p1"), "name", "山口 恵子", "0000000a", "山本 恵子",
               "0000000b", is_choice=True, state="open"),
)  # fmt: skip


def _two_to_decide(_context: ScreenContext) -> dict[str, Any]:
    standing = Standing(is_enrolled=True, server="https://server.example", tenant="town",
                        centre="north", unsent=3, last_contact=_NOON, days_left=30,
                        open_conflicts=len(_ROWS))  # fmt: skip
    return {"shown": Shown(standing, _ROWS, len(_ROWS))}


def _locked(_context: ScreenContext) -> dict[str, Any]:
    standing = Standing(is_enrolled=True, server="https://server.example", tenant="town",
                        centre="north", unsent=3, last_contact=_NOON, is_warning=True,
                        is_locked=True, question="1-482913")  # fmt: skip
    return {"standing": standing, "visitors": 7}


for _screen in (
    Screen("sync", N_("Exchange with other computers"), "people", "refresh-cw",
           lambda c, a: SyncView(c, **a),
           ("sync.now", "sync.stop", "sync.decide", "sync.enrol_page"), DESK, order=88,
           sample=_two_to_decide),
    Screen("sync-conflict", N_("Two values for one field"), "people", "git-compare",
           lambda c, a: ConflictView(c, **a), ("sync.keep", "sync.take"), DESK, order=88,
           sample=lambda _context: {"row": _ROWS[1]}),
    Screen("sync-enrol", N_("Enrol this device"), "administration", "laptop",
           lambda c, a: EnrolView(c, **a), ("sync.enrol",), ("administrator",), order=93,
           open_when_locked=True),
    Screen("device-locked", N_("This device is locked"), "settings", "lock",
           lambda c, a: LockedView(c, **a),
           ("sync.now", "sync.open_again", "sync.enrol_page", "attendance.add",
            "attendance.take"),
           (*DESK, "officer"), order=89, sample=_locked, open_when_locked=True),
):  # fmt: skip
    registry.add_screen(_screen)
