"""From a code and its data to a sentence and a remedy, the same on screen, voice and command line.

Each area keeps its own table; a test reads the source and fails for a code without a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import BadInput, Finding, MadoguchiError
from app.messages import N_, Lazy, _
from app.messages.access import ACCESS
from app.messages.clubs import CLUBS
from app.messages.clubs_timetable import CLUBS_TIMETABLE
from app.messages.command_line import COMMAND_LINE
from app.messages.consent import CONSENT
from app.messages.consent_takeout import TAKEOUT
from app.messages.consultations import CONSULTATIONS
from app.messages.files import FILES
from app.messages.follow_ups import FOLLOW_UPS
from app.messages.nursery import NURSERY
from app.messages.people import PEOPLE
from app.messages.printing import PRINTING
from app.messages.store import STORE
from app.messages.sync import SYNC
from app.messages.telework import TELEWORK
from app.messages.voice import VOICE

Said = tuple[Lazy, Lazy | None]

SENTENCES: dict[str, Said] = {
    **STORE, **ACCESS, **PEOPLE, **CONSULTATIONS, **FILES, **PRINTING, **COMMAND_LINE,
    **TELEWORK, **CLUBS, **CLUBS_TIMETABLE,
    **CONSENT, **TAKEOUT, **NURSERY, **FOLLOW_UPS, **SYNC, **VOICE,
}  # fmt: skip

# Values that are codes of ours and are said in words.
WORDS: dict[str, dict[str, Lazy]] = {
    "role": {
        "visitor": N_("visitor"),
        "volunteer": N_("volunteer"),
        "coordinator": N_("coordinator"),
        "supporter": N_("supporter"),
        "officer": N_("officer"),
        "administrator": N_("administrator"),
    },
    "area": {
        "people": N_("people"),
        "consultations": N_("consultations"),
        "telework": N_("telework"),
        "settings": N_("settings"),
        "administration": N_("administration"),
    },
    "field": {
        "name": N_("name"),
        "kana": N_("kana"),
        "birth_date": N_("date of birth"),
        "phone": N_("phone"),
        "phone_other": N_("other phone"),
        "email": N_("e-mail"),
        "address": N_("address"),
        "town_number": N_("town number"),
        "note": N_("note"),
        "topic": N_("topic"),
        "story": N_("story"),
        "steps": N_("steps"),
        "outcome": N_("outcome"),
        "minutes": N_("minutes"),
        "next_date": N_("next date"),
        "speaker": N_("who speaks"),
        "asked_elsewhere": N_("asked elsewhere"),
        "device": N_("device"),
        "title": N_("title"),
        "speaker_name": N_("name of who speaks"),
        "system": N_("system"),
        "teach_back": N_("teach-back"),
        "due_on": N_("due day"),
        "about": N_("about"),
        "every_days": N_("days between"),
        "later_on": N_("other day"),
        "relation": N_("relation"),
        "scopes": N_("what she may do"),
        "basis": N_("basis"),
        "starts_on": N_("first day"),
        "ends_on": N_("last day"),
        "kind": N_("kind"),
        "secret": N_("PIN"),
        "passphrase": N_("passphrase"),
        "centre": N_("centre"),
        "visitors": N_("visitors counted"),
        "topics": N_("topics asked about"),
        "lead": N_("who leads the day"),
        "status": N_("state"),
        "removed_at": N_("removed"),
        "value": N_("setting"),
        "text": N_("text"),
    },
}
LISTS_OF = {"fields": "field", "agrees": "field", "roles": "role"}


def sentence_for(error: MadoguchiError | Finding) -> str:
    """Return what happened, as one or two sentences in the current language."""
    said = SENTENCES.get(error.code)
    if said is None:
        return _("This cannot be done now ({code}).").format(code=error.code)
    return _fill(said[0], error)


def what_to_do(error: MadoguchiError | Finding) -> str:
    """Return what the person can do; empty where the sentence says it already."""
    said = SENTENCES.get(error.code)
    if said is None:
        return _("Tell the administrator this word: {code}").format(code=error.code)
    return _fill(said[1], error) if said[1] is not None else ""


def word_for(kind: str, code: str) -> str:
    """Return the word for a code of ours, for example of kind `role` or `field`."""
    found = WORDS.get(kind, {}).get(code)
    return str(found) if found is not None else code


def _fill(sentence: Lazy, error: MadoguchiError | Finding) -> str:
    """Put the data into the sentence; a missing value is a bug, but no reason to say nothing."""
    values = {key: _shown(key, value) for key, value in error.data.items()}
    place: MadoguchiError | Finding = error
    if isinstance(error, BadInput) and error.findings:
        place = error.findings[0]
    if isinstance(place, Finding):
        values = {"file": place.file, "row": place.row, "value": place.value,
                  "column": word_for("field", place.column), **values}  # fmt: skip
    return str(sentence).format_map(_Blanks(values))


def _shown(key: str, value: object) -> object:
    if key in WORDS and isinstance(value, str):
        return word_for(key, value)
    if key in LISTS_OF and isinstance(value, (tuple, list, set, frozenset)):
        return ", ".join(word_for(LISTS_OF[key], str(one)) for one in sorted(value, key=str))
    if isinstance(value, (tuple, list)):
        return ", ".join(str(one) for one in value)
    return value


class _Blanks(dict[str, object]):
    """Values for a sentence; what is missing shows as …"""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__(values)

    def __missing__(self, key: str) -> str:
        return "…"
