"""Rows of the journal in words; no Qt."""

from __future__ import annotations

from app.domain.sync.standing import JournalRow
from app.messages import _, ngettext
from app.messages.errors import SENTENCES, word_for
from app.messages.times import moment_words
from app.ui.row_state import RowState, short

LONGEST = 40
REFUSED = "refused"


def row_state(row: JournalRow) -> RowState:
    """Return a row of the list: which field, and the two values."""
    if row.state == REFUSED:
        return RowState(str(row.number), _("Not taken by the server"), why_refused(row))
    values = _("Now: {kept} — other: {lost}").format(
        kept=short(value_words(row.kept), LONGEST), lost=short(value_words(row.lost), LONGEST)
    )
    return RowState(str(row.number), word_for("field", row.field), values)


def why_refused(row: JournalRow) -> str:
    """Return why the server did not take a record."""
    known = SENTENCES.get(str(row.lost))
    return str(known[0]) if known else _("This device may not send it.")


def value_words(value: object) -> str:
    """Return a value as people read it."""
    if isinstance(value, list):
        return _(", ").join(str(one) for one in value)
    return _("(nothing)") if value in (None, "") else str(value)


def when_words(row: JournalRow) -> str:
    """Return when it was noticed."""
    return _("Noticed: {when}").format(when=moment_words(row.at))


def decision_count(count: int) -> str:
    """Return the heading of the list."""
    words = ngettext("{count} field to decide", "{count} fields to decide", count)
    return words.format(count=count)
