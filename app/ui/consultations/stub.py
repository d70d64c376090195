"""The one-key stub: the counter is busy, so the visit is noted now and written later."""

from __future__ import annotations

from app.domain.changes import Changes
from app.domain.ids import ConsultationId
from app.messages import _
from app.messages.times import time_of_day
from app.ui.screen import ScreenContext


def note_stub(context: ScreenContext) -> None:
    """Note that somebody was here, whatever page is open; it waits under Not finished."""
    service, who = context.services.consultations, context.actor

    def noted(answer: tuple[ConsultationId, Changes]) -> None:
        one, changes = answer
        found = service.open_consultation(who, one)
        context.publish(changes)
        words = _("{time} is noted. Write it later; it waits under Not finished.")
        context.say_with_undo(
            words.format(time=time_of_day(found.opened_at)),
            lambda: context.run("discard", lambda: service.discard(who, one), context.publish),
        )

    context.run("stub", lambda: service.begin(who, None, is_stub=True), noted)
