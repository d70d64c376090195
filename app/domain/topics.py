"""The topic tree: what people ask about, in two levels (desk.md, Consultations).

A code is `branch.topic`. Codes are stored and travel between devices, so none is ever taken away or
given another meaning; the tree only grows. Japanese names are in the glossary and the catalogues.
"""

from __future__ import annotations

from types import MappingProxyType

# Topic codes by branch, in the order shown.
TOPICS = MappingProxyType(
    {
        "basics": ("power", "call", "text_size", "passwords", "settings", "new_device"),
        "camera": ("camera", "photos"),
        "internet": ("internet", "wifi", "data_use", "map", "mail", "video", "video_call"),
        "line": ("line_start", "line_message", "line_photo"),
        "apps": ("app_install", "app_payment", "app_shopping", "app_travel"),
        "government": (
            "my_number_card", "mynaportal", "health_insurance", "e_tax", "online_medical",
            "benefits", "disaster",
        ),
        "scams": ("scam_call", "scam_mail", "scam_screen", "scam_shopping", "account_taken"),
        "computer": ("computer", "printing"),
        "other": ("other",),
    }
)  # fmt: skip
ALL_TOPICS: tuple[str, ...] = tuple(f"{b}.{t}" for b, ts in TOPICS.items() for t in ts)


def branch_of(topic: str) -> str:
    """Return the branch a code belongs to; empty for a code that is none."""
    branch, dot, leaf = topic.partition(".")
    return branch if dot and leaf in TOPICS.get(branch, ()) else ""
