"""The form of a consultation in three parts: listen, try, sum up."""

from __future__ import annotations

from app.domain.consultations import Outcome, Speaker
from app.domain.eras import format_day, parse_day
from app.messages import N_, NP_, Lazy, language
from app.messages.consultation_words import (
    ASKED,
    OUTCOMES,
    SPEAKERS,
    SYSTEMS,
    TEACH_BACK,
    topic_choices,
)
from app.ui.a11y.forms import Form
from app.ui.consultations.presenter import LABELS

# What begins each part, in order; the stepper over the form shows the same words.
PARTS = (NP_("part", "Listen"), NP_("part", "Try"), NP_("part", "Sum up"))
_FIRST_OF_PART = ("speaker", "steps", "title")


class ConsultationForm(Form):
    """Fields in the order of a talk; who speaks is asked by name only where it is somebody else."""

    def __init__(self) -> None:
        super().__init__(columns=2)
        self.segmented("speaker", LABELS["speaker"], list(SPEAKERS.items()), value="self")
        self.text("speaker_name", LABELS["speaker_name"], N_("For example: her daughter."),
                  wide=True)  # fmt: skip
        self.combo("topic", LABELS["topic"], [("", N_("Choose a kind")), *topic_choices()],
                   required=True)  # fmt: skip
        self.text("device", LABELS["device"])
        self.long_text("story", LABELS["story"], N_("Write it as you hear it."), True, lines=5)
        self.segmented("asked_elsewhere", LABELS["asked_elsewhere"], list(ASKED.items()))
        self.heading(PARTS[1])
        self.long_text("steps", LABELS["steps"], N_("One step in a line: so it stands on the sheet."),
                       lines=3)  # fmt: skip
        self.heading(PARTS[2])
        self.text("title", LABELS["title"], N_("May stay empty."))
        systems: list[tuple[str, str | Lazy]] = [("", N_("As the device says")), *SYSTEMS.items()]
        self.combo("system", LABELS["system"], systems)
        outcomes: list[tuple[str, str | Lazy]] = [("", N_("Choose how it ended"))]
        outcomes += [(one.value, OUTCOMES[one.value]) for one in Outcome]
        self.combo("outcome", LABELS["outcome"], outcomes, required=True)
        self.text("minutes", LABELS["minutes"])
        self.segmented("teach_back", LABELS["teach_back"], list(TEACH_BACK.items()))
        self.date(
            "next_date", LABELS["next_date"], N_("Leave empty if none is planned."),
            understand=parse_day, say=lambda day: format_day(day, language()),
        )  # fmt: skip
        self.changed.connect(self._show_speaker_name)
        self._show_speaker_name()

    def set_values(self, values: object) -> None:
        """Fill fields and show who speaks where that is somebody else."""
        super().set_values(values)  # type: ignore[arg-type]
        self._show_speaker_name()

    def part_of(self, key: str) -> int:
        """Return the part, from 0, in which a field stands."""
        keys = self.keys()
        starts = [keys.index(first) for first in _FIRST_OF_PART]
        place = keys.index(key)
        return max(part for part, start in enumerate(starts) if place >= start)

    def _show_speaker_name(self) -> None:
        values = self.values()
        is_other = values["speaker"] not in ("", Speaker.SELF.value)
        self.field("speaker_name").setVisible(is_other or bool(values["speaker_name"]))
