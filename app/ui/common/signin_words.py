"""What the sign-in page says while somebody has to wait."""

from __future__ import annotations

from app.messages import _, ngettext


def wait_words(seconds: int) -> str:
    """Return how long the wait is, in minutes from two minutes on."""
    if seconds >= 120:
        minutes = -(-seconds // 60)
        return ngettext(
            "Wait {count} minute, then type the PIN again.",
            "Wait {count} minutes, then type the PIN again.",
            minutes,
        ).format(count=minutes)
    return ngettext(
        "Wait {count} second, then type the PIN again.",
        "Wait {count} seconds, then type the PIN again.",
        seconds,
    ).format(count=seconds)


def free_words() -> str:
    """Return what is said when the wait is over."""
    return _("You can type the PIN again.")
