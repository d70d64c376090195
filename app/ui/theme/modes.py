"""What a person's modes mean for the look; the modes themselves travel with the person."""

from __future__ import annotations

from app.domain.modes import Modes
from app.ui.theme.tokens import LARGE_FROM_SCALE, STACKED_FROM_SCALE

__all__ = ["Modes", "is_easy", "is_high_contrast", "is_large", "is_stacked"]


def is_high_contrast(modes: Modes) -> bool:
    """Tell whether the scheme is one of the two of two colours."""
    return modes.scheme in ("yellow", "white")


def is_large(modes: Modes) -> bool:
    """Tell whether targets, rules and rings are the large ones."""
    return modes.text_percent >= LARGE_FROM_SCALE


def is_stacked(modes: Modes) -> bool:
    """Tell whether pages are one column and tables are cards."""
    return modes.text_percent >= STACKED_FROM_SCALE


def is_easy(modes: Modes) -> bool:
    """Tell whether the text is easy Japanese, where the author's spaces part the phrases."""
    return modes.language == "ja_easy"
