"""Categories of personal data: dotted names, of which the longer is the narrower."""

from __future__ import annotations

from collections.abc import Iterable

# 要配慮個人情報: Act on the Protection of Personal Information, art. 2 (3), and its cabinet order,
# art. 2. A name is sensitive when one of its parts is one of these.
SENSITIVE = frozenset(
    {
        "arrest", "crime_victim", "creed", "criminal", "disability", "health", "juvenile",
        "medical", "race", "social_status", "treatment",
    }
)  # fmt: skip


def is_within(narrow: str, broad: str) -> bool:
    """Tell whether a category is another one or a part of it."""
    return narrow == broad or narrow.startswith(broad + ".")


def overlap(one: str, other: str) -> bool:
    """Tell whether two categories have data in common."""
    return is_within(one, other) or is_within(other, one)


def is_sensitive(category: str, more: Iterable[str] = ()) -> bool:
    """Tell whether a category is special care-required; `more` are further names of a centre."""
    names = SENSITIVE | frozenset(more)
    return any(part in names for part in category.split("."))


def covers(broad: Iterable[str], category: str) -> bool:
    """Tell whether a consent to some categories (none: to all) takes in this one.

    A broad consent never takes in a narrower sensitive category that it does not name.
    """
    named = tuple(broad)
    if category in named:
        return True
    if is_sensitive(category):
        return False
    return not named or any(is_within(category, one) for one in named)


def touches(stopped: Iterable[str], category: str) -> bool:
    """Tell whether a stop on some categories (none: on all) concerns this one, even in part."""
    named = tuple(stopped)
    return not named or any(overlap(category, one) for one in named)
