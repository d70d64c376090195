"""Words of the telework vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

from app.messages import NP_, Lazy

SKILL_WORDS: dict[str, Lazy] = {
    "data_entry": NP_("skill", "data entry"),
    "documents": NP_("skill", "making documents"),
    "spreadsheets": NP_("skill", "spreadsheets"),
    "proofreading": NP_("skill", "proofreading"),
    "transcription": NP_("skill", "transcription"),
    "captions_work": NP_("skill", "making captions"),
    "image_editing": NP_("skill", "editing pictures"),
    "illustration": NP_("skill", "illustration"),
    "video_editing": NP_("skill", "editing videos"),
    "audio_editing": NP_("skill", "editing sound"),
    "web_updates": NP_("skill", "updating websites"),
    "programming": NP_("skill", "programming"),
    "software_tests": NP_("skill", "testing software"),
    "databases": NP_("skill", "databases"),
    "data_analysis": NP_("skill", "data analysis"),
    "annotation": NP_("skill", "marking pictures"),
    "map_data": NP_("skill", "map data"),
    "cad": NP_("skill", "CAD drawing"),
    "bookkeeping": NP_("skill", "bookkeeping"),
    "payroll": NP_("skill", "payroll"),
    "invoices": NP_("skill", "invoices"),
    "mail_replies": NP_("skill", "answering mail"),
    "chat_replies": NP_("skill", "answering chats"),
    "phone": NP_("skill", "answering the telephone"),
    "scheduling": NP_("skill", "scheduling"),
    "slides": NP_("skill", "making slides"),
    "surveys": NP_("skill", "counting surveys"),
    "research": NP_("skill", "looking things up"),
    "writing": NP_("skill", "writing"),
    "social_media": NP_("skill", "social media"),
    "online_shop": NP_("skill", "online shops"),
    "stock_lists": NP_("skill", "stock lists"),
    "personnel": NP_("skill", "personnel office"),
    "general_office": NP_("skill", "general office"),
    "contracts": NP_("skill", "contract papers"),
    "english": NP_("skill", "English"),
    "translation": NP_("skill", "translation"),
    "teaching": NP_("skill", "helping a teacher"),
    "help_desk": NP_("skill", "explaining devices"),
    "security_watch": NP_("skill", "watching over from afar"),
}
FIELD_WORDS: dict[str, Lazy] = {
    "office": NP_("field of work", "office work"),
    "accounting": NP_("field of work", "accounts"),
    "it": NP_("field of work", "IT"),
    "design": NP_("field of work", "design"),
    "text": NP_("field of work", "texts"),
    "media": NP_("field of work", "pictures and sound"),
    "inquiry": NP_("field of work", "inquiries"),
    "customers": NP_("field of work", "customers"),
    "education": NP_("field of work", "education"),
    "care": NP_("field of work", "care"),
    "making": NP_("field of work", "making things"),
    "trade": NP_("field of work", "trade"),
}
NEED_WORDS: dict[str, Lazy] = {
    "screen_reader": NP_("need at work", "screen reader"),
    "magnifier": NP_("need at work", "screen magnifier"),
    "large_display": NP_("need at work", "large display"),
    "captions": NP_("need at work", "captions in meetings"),
    "text_only": NP_("need at work", "contact in writing"),
    "sign_language": NP_("need at work", "sign language"),
    "no_phone": NP_("need at work", "no telephone"),
    "camera_off": NP_("need at work", "meetings without camera"),
    "switch_input": NP_("need at work", "switch input"),
    "speech_input": NP_("need at work", "speech input"),
    "one_hand_keyboard": NP_("need at work", "one-hand keyboard"),
    "quiet_headset": NP_("need at work", "quiet headset"),
    "flexible_breaks": NP_("need at work", "free breaks"),
    "flexible_start": NP_("need at work", "flexible start of the day"),
    "clinic_days": NP_("need at work", "days off for the clinic"),
    "slow_start": NP_("need at work", "short hours at first"),
    "written_steps": NP_("need at work", "written steps"),
    "one_task": NP_("need at work", "one task at a time"),
    "same_contact": NP_("need at work", "one person to ask"),
    "regular_talk": NP_("need at work", "regular talks"),
    "helper_present": NP_("need at work", "helper beside her"),
    "longer_deadlines": NP_("need at work", "generous deadlines"),
}


def word_of(code: str, words: Mapping[str, str], known: Mapping[str, Lazy]) -> str:
    """Return how a code is said; words that came in from another vocabulary are shown as they are."""
    found = known.get(code)
    return str(found) if found is not None else words.get(code, code)
