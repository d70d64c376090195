"""Words of consultations: topics, outcomes, and how a row of a list reads."""

from __future__ import annotations

from datetime import datetime

from app.domain.consultations import ConsultationRow, Status
from app.messages.catalogue import N_, NP_, Lazy, _
from app.messages.people_words import display_name
from app.messages.times import day_words, local, time_of_day

BRANCHES: dict[str, Lazy] = {
    "basics": N_("Using the device"),
    "camera": N_("Camera and photos"),
    "internet": N_("Internet, mail, maps"),
    "line": N_("LINE"),
    "apps": N_("Apps"),
    "government": N_("Government services"),
    "scams": N_("Scams"),
    "computer": N_("Computer"),
    "other": N_("Something else"),
}
TOPICS: dict[str, Lazy] = {
    "basics.power": N_("Power and charging"),
    "basics.call": N_("Making calls"),
    "basics.text_size": N_("Text size and sound"),
    "basics.passwords": N_("Passwords"),
    "basics.settings": N_("Settings"),
    "basics.new_device": N_("A new phone, moving what is in the old one"),
    "camera.camera": N_("Taking photos"),
    "camera.photos": N_("Keeping and finding photos"),
    "internet.internet": N_("Internet"),
    "internet.wifi": N_("Wi-Fi"),
    "internet.data_use": N_("Mobile data and charges"),
    "internet.map": N_("Maps"),
    "internet.mail": N_("Mail"),
    "internet.video": N_("Watching videos"),
    "internet.video_call": N_("Video calls"),
    "line.line_start": N_("Starting LINE"),
    "line.line_message": N_("Messages and calls in LINE"),
    "line.line_photo": N_("Photos in LINE"),
    "apps.app_install": N_("Installing an app"),
    "apps.app_payment": N_("Paying with the phone"),
    "apps.app_shopping": N_("Shopping online"),
    "apps.app_travel": N_("Trains, buses, taxis"),
    "government.my_number_card": N_("My Number card"),
    "government.mynaportal": N_("Mynaportal"),
    "government.health_insurance": N_("Health insurance card"),
    "government.e_tax": N_("e-Tax"),
    "government.online_medical": N_("Seeing a doctor online"),
    "government.benefits": N_("Benefits and points"),
    "government.disaster": N_("Disaster information"),
    "scams.scam_call": N_("A suspicious call"),
    "scams.scam_mail": N_("A suspicious mail or message"),
    "scams.scam_screen": N_("A warning that fills the screen"),
    "scams.scam_shopping": N_("A shop that does not deliver"),
    "scams.account_taken": N_("An account used by somebody else"),
    "computer.computer": N_("Using a computer"),
    "computer.printing": N_("Printing"),
    "other.other": N_("Something else"),
}
OUTCOMES: dict[str, Lazy] = {
    "advice": N_("Advice given"),
    "hands_on": N_("Done together"),
    "information": N_("Information given"),
    "referral": N_("Referred"),
    "placement_request": N_("Asked to arrange"),
    "continues": N_("Goes on"),
    "declined": N_("Declined"),
}
SPEAKERS: dict[str, Lazy] = {
    "self": NP_("who speaks", "The person"),
    "family": NP_("who speaks", "Family"),
    "care_manager": NP_("who speaks", "Care manager"),
    "other": NP_("who speaks", "Somebody else"),
}
ASKED: dict[str, Lazy] = {
    "first": NP_("asked before", "First time"),
    "family": NP_("asked before", "Asked family"),
    "shop": NP_("asked before", "Asked a shop"),
    "other": NP_("asked before", "Asked elsewhere"),
}
SYSTEMS: dict[str, Lazy] = {
    "android": N_("Android"),
    "ios": N_("iPhone or iPad"),
    "feature_phone": N_("A phone without apps"),
    "windows": N_("Windows"),
    "macos": N_("Mac"),
    "chromeos": N_("Chromebook"),
    "other": NP_("system", "Something else"),
}
TEACH_BACK: dict[str, Lazy] = {
    "alone": NP_("teach-back", "Did it alone"),
    "with_help": NP_("teach-back", "Did it with help"),
    "not_yet": NP_("teach-back", "Not yet"),
    "left_out": NP_("teach-back", "Was not tried"),
}
_OUTCOME_LOOK = {
    "advice": ("success", "circle-check"),
    "hands_on": ("success", "circle-check"),
    "information": ("success", "circle-check"),
    "referral": ("info", "send"),
    "placement_request": ("info", "send"),
    "continues": ("warning", "clock"),
    "declined": ("muted", "circle-dashed"),
}


def topic_words(code: str) -> str:
    """Return LINE › 写真を送る for a topic's code; an unknown code is shown as it is."""
    if code not in TOPICS:
        return code
    branch, leaf = BRANCHES[code.split(".")[0]], TOPICS[code]
    return str(leaf) if str(branch) == str(leaf) else f"{branch} › {leaf}"


def leaf_words(code: str) -> str:
    """Return the topic alone (写真を送る), as a visitor would say it; empty while none is chosen."""
    return str(TOPICS.get(code, code))


def topic_choices() -> list[tuple[str, str | Lazy]]:
    """Return (code, words) of every topic in the tree's order."""
    return [(code, TopicWords(code)) for code in TOPICS]


class TopicWords(Lazy):
    """A topic with its branch, looked up when it is shown."""

    def __init__(self, code: str) -> None:
        super().__init__(code)

    def __str__(self) -> str:
        return topic_words(self.text)


def row_title(row: ConsultationRow, *, with_name: bool = True) -> str:
    """Return the first line of a consultation in a list."""
    topic = topic_words(row.topic) if row.topic else _("Topic not chosen yet")
    if not with_name:
        return topic
    name = row.person_name or row.person_kana
    who = display_name(row.person_name, row.person_kana) if name else _("No name given")
    return f"{who} · {topic}"


def row_second(row: ConsultationRow) -> str:
    """Return the second line: the piece of the story."""
    if row.is_stub and not row.excerpt:
        return _("To be written later")
    return row.excerpt.replace("\n", " ") if row.excerpt else _("Nothing written yet")


def row_lead(row: ConsultationRow, now: datetime | None = None) -> str:
    """Return when it was: the time today, the day and month before."""
    here = local(row.opened_at)
    today = local(now or datetime.now().astimezone()).date()
    if here.date() == today:
        return f"{here.hour}:{here.minute:02d}"
    return f"{here.month}/{here.day}"


def outcome_badge(outcome: str) -> tuple[str, str, str]:
    """Return (word, kind, icon) of how a closed one ended; an unfinished one says so."""
    if not outcome:
        return _("Not finished"), "warning", "clock"
    kind, icon = _OUTCOME_LOOK.get(outcome, ("muted", "circle-dashed"))
    return str(OUTCOMES[outcome]) if outcome in OUTCOMES else _("Closed"), kind, icon


def row_badge(row: ConsultationRow) -> tuple[str, str, str]:
    """Return (word, kind, icon) of how it stands."""
    return outcome_badge("" if row.status is Status.OPEN else row.outcome or "closed")


def opened_words(opened_at: datetime) -> str:
    """Return the day and time a consultation began."""
    here = local(opened_at)
    return f"{day_words(here.date())} {time_of_day(opened_at)}"
