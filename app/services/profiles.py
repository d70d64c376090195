"""Modes of operators and of the centre: how somebody reads, kept and brought back."""

from __future__ import annotations

from app.domain.modes import Modes
from app.domain.roles import Actor
from app.services.settings import SettingsService

_KEYS = (
    "modes.text_percent",
    "modes.scheme",
    "modes.language",
    "modes.furigana",
    "modes.motion",
    "modes.chosen",
)


class ProfilesService:
    """Reads and keeps modes through the settings."""

    def __init__(self, settings: SettingsService) -> None:
        self._settings = settings

    def modes_for(self, who: Actor | None) -> Modes:
        """Return an operator's modes, or the centre's before anybody signed in."""
        values = self._settings.read_all(_KEYS, who)
        return Modes(
            text_percent=int(values["modes.text_percent"]),
            scheme=values["modes.scheme"],
            language=values["modes.language"],
            furigana=values["modes.furigana"] == "1",
            motion=values["modes.motion"] == "1",
        )

    def has_chosen(self, who: Actor | None) -> bool:
        """Tell whether somebody chose a scheme; until then the desktop's own is followed."""
        return self._settings.read("modes.chosen", who) == "1"

    def save_modes(self, who: Actor, modes: Modes, *, for_centre: bool = False) -> None:
        """Keep an operator's modes, or the centre's for the pages before sign-in."""
        self._settings.write(
            who,
            {
                "modes.text_percent": str(modes.text_percent),
                "modes.scheme": modes.scheme,
                "modes.language": modes.language,
                "modes.furigana": "1" if modes.furigana else "0",
                "modes.motion": "1" if modes.motion else "0",
                "modes.chosen": "1",
            },
            for_centre=for_centre,
        )
