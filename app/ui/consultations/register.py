"""The screens and actions of consultations."""

from __future__ import annotations

from typing import Any

from app.messages import N_, NP_
from app.ui.consultations.consultation_view import ConsultationView
from app.ui.consultations.list_view import ConsultationsView
from app.ui.consultations.picture_views import PictureNewView, PictureView
from app.ui.consultations.sheet_view import SheetView
from app.ui.consultations.step_card_view import StepCardView
from app.ui.consultations.stub import note_stub
from app.ui.people.list_presenter import NEW
from app.ui.registry import Action, Danger, Screen, registry
from app.ui.screen import ScreenContext

DESK = ("volunteer", "coordinator", "administrator")

for _action in (
    Action("consultations.begin", N_("Begin a consultation"),
           N_("Opens a new consultation. The person can be chosen then or later."), "plus", "F2",
           danger=Danger.UNDOABLE, undo="consultations.discard",
           opens=("people", {"for_consultation": NEW})),
    Action("consultations.open", N_("Open this consultation"), N_("Shows what was written."),
           "file-text", takes_subject=True),
    Action("consultations.go_on", N_("Next"),
           N_("Goes to the next part; at the end it closes the consultation."), "arrow-right", "F8",
           danger=Danger.UNDOABLE, undo="consultations.reopen"),
    Action("consultations.close", N_("Finish"), N_("Closes the consultation."), "check",
           danger=Danger.UNDOABLE, undo="consultations.reopen"),
    Action("consultations.reopen", N_("Open it again"), N_("Opens a closed consultation again."),
           "rotate-ccw", danger=Danger.UNDOABLE, undo="consultations.close"),
    Action("consultations.later", N_("Go on later"), N_("Leaves it open; every word is kept."),
           "save"),
    Action("consultations.stub", N_("Write it later"),
           N_("Notes with one key that somebody was here. The story can be written later."),
           "notebook-pen", "F5", danger=Danger.UNDOABLE, undo="shell.undo", anywhere=note_stub),
    Action("consultations.sheet", N_("Sheet to take home"),
           N_("Shows the sheet as it is printed, in three sizes."), "printer"),
    Action("sheet.print", NP_("paper", "Print"), N_("Prints the sheet."), "printer"),
    Action("sheet.save", N_("Save as PDF"), N_("Writes the sheet into a file."), "file-down"),
    Action("pictures.open", N_("Open this picture"), N_("Shows the picture and its words."),
           "image", takes_subject=True),
    Action("pictures.new", N_("Add a picture"), N_("Takes a photo in, without its hidden facts."),
           "camera"),
    Action("pictures.choose", N_("Choose a file"), N_("Opens the list of your files."), "upload"),
    Action("pictures.save", NP_("picture", "Save"), N_("Keeps the picture, encrypted."), "save",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("pictures.describe", NP_("picture", "Save"), N_("Keeps what is to be seen."), "save",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("pictures.remove", N_("Remove this picture"), N_("Hides the picture."), "trash-2",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("consultations.discard", N_("Throw away"), N_("Hides this consultation."), "trash-2",
           danger=Danger.CONFIRM, undo="shell.undo"),
    Action("consultations.nameless", N_("Without a name"),
           N_("Begins a consultation with somebody who gives no name."), "user-x"),
    Action("consultations.choose_person", N_("Another person"),
           N_("Chooses whose consultation this is."), "user"),
    Action("consultations.search", N_("Find a consultation"),
           N_("Finds words in what was written."), "search", "Ctrl+F",
           opens=("consultations", {})),
    Action("consultations.what_was_done", N_("What was done then"),
           N_("Shows the steps of a similar consultation, without any name."), "list-checks",
           takes_subject=True),
    Action("consultations.steps", N_("Open the steps"),
           N_("Opens the step card that fits the story."), "list-checks", "F7"),
    Action("steps.done", N_("Done, next step"), N_("Ticks this step and shows the next one."),
           "check"),
    Action("steps.again", N_("From the first step"), N_("Begins the card again."), "rotate-ccw"),
    Action("steps.write", N_("Write the steps down"),
           N_("Adds the steps of this card to what you tried."), "pencil",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("consultations.more", N_("Show more"), N_("Shows the next ones of the list."),
           "chevron-down"),
):  # fmt: skip
    registry.add_action(_action)


def _an_open_one(context: ScreenContext) -> dict[str, Any]:
    page = context.services.consultations.unfinished(context.actor, limit=1)
    page = page if page.rows else context.services.consultations.recent(context.actor, limit=1)
    return {"consultation": page.rows[0].id} if page.rows else {}


def _a_closed_one(context: ScreenContext) -> dict[str, Any]:
    page = context.services.consultations.closed(context.actor, limit=1)
    return {"consultation": page.rows[0].id} if page.rows else {}


registry.add_screen(
    Screen("consultations", N_("Consultations"), "consultations", "messages-square",
           lambda c, a: ConsultationsView(c, **a),
           ("consultations.search", "consultations.begin", "consultations.open",
            "consultations.more"),
           DESK, "Ctrl+F", in_navigation=True, order=30)
)  # fmt: skip
registry.add_screen(
    Screen("consultation", N_("Consultation"), "consultations", "file-text",
           lambda c, a: ConsultationView(c, **a),
           ("consultations.go_on", "consultations.close", "consultations.reopen",
            "consultations.later", "consultations.discard", "consultations.choose_person",
            "consultations.what_was_done", "consultations.steps", "consultations.sheet",
            "consultations.stub", "follow_ups.open", "follow_ups.new", "pictures.open",
            "pictures.new"),
           DESK, "F2", order=31, sample=_an_open_one)
)  # fmt: skip
registry.add_screen(
    Screen("step-card", N_("Step card"), "consultations", "list-checks",
           lambda c, a: StepCardView(c, **a),
           ("steps.done", "steps.again", "steps.write"),
           DESK, "F7", order=32, sample=lambda _c: {"card": "line-photo-permission"})
)  # fmt: skip
registry.add_screen(
    Screen("sheet", N_("Sheet to take home"), "consultations", "printer",
           lambda c, a: SheetView(c, **a), ("sheet.print", "sheet.save"),
           DESK, order=33, sample=_a_closed_one)
)  # fmt: skip


def _a_picture(context: ScreenContext) -> dict[str, Any]:
    """Return the first picture among the newest consultations."""
    for row in context.services.consultations.recent(context.actor, limit=40).rows:
        found = context.services.attachments.of_consultation(context.actor, row.id)
        if found:
            return {"consultation": row.id, "picture": found[0].id}
    return {"consultation": "", "picture": ""}


registry.add_screen(
    Screen("picture-new", N_("Add a picture"), "consultations", "camera",
           lambda c, a: PictureNewView(c, **a), ("pictures.choose", "pictures.save"),
           DESK, order=33, sample=_a_closed_one)
)  # fmt: skip
registry.add_screen(
    Screen("picture", N_("Picture"), "consultations", "image",
           lambda c, a: PictureView(c, **a), ("pictures.describe", "pictures.remove"),
           DESK, order=34, sample=_a_picture)
)  # fmt: skip
