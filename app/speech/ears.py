"""What every recogniser can do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from app.domain.voice.policy import Hearing
from app.speech.sound import Sound


class Ears(Protocol):
    """Hears which of some phrases was said."""

    @property
    def engine(self) -> str:
        """The recogniser's name."""

    def hear(self, sound: Sound, phrases: Mapping[str, str]) -> Hearing:
        """Return the phrase of one utterance and how likely it is."""
