"""The skills of a card: a list to read, and one place to put a skill on the card or take it off."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.messages import N_, NP_, Lazy
from app.messages.telework_desk import LEVELS
from app.messages.telework_vocabulary import SKILL_WORDS
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.row_state import RowState

Pairs = list[tuple[str, str | Lazy]]


class SkillsPart(QWidget):
    """Nothing is stored here: the page saves all of the card at once.

    Attributes:
        skills: skill → level, as chosen now.
    """

    def __init__(self, view: DeskView) -> None:
        super().__init__()
        self._view = view
        self.skills: dict[str, int] = {}
        context = view.context
        self._choose = context.bind("telework.choose_skill", self._on_chosen)
        put = context.bind("telework.put_skill", lambda _n: self._on_put())
        self._rows = RowList(N_("What I can do"), key="skill")
        self._rows.hide()
        skills: Pairs = [("", NP_("skill", "nothing chosen")), *SKILL_WORDS.items()]
        levels: Pairs = [*LEVELS.items(), ("0", NP_("level", "0: take it off the card"))]
        self._form = Form(columns=2)
        self._form.combo("skill", N_("Skill"), [*skills])
        self._form.combo("level", N_("How well"), [*levels])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (Section(N_("What I can do")), self._rows, self._form, FlowRow(Button(put))):
            column.addWidget(part)

    def show_skills(self, skills: dict[str, int]) -> None:
        """Show other skills."""
        self.skills = dict(skills)
        self.refresh()

    def refresh(self) -> None:
        """Say the skills again in the language chosen, the strongest first."""
        ordered = sorted(self.skills.items(), key=lambda one: (-one[1], one[0]))
        show_rows(
            self._rows,
            [
                RowState(skill, str(SKILL_WORDS[skill]), str(LEVELS[str(level)]), icon="star")
                for skill, level in ordered
            ],
            self._choose,
        )

    def _on_chosen(self, subject: object | None) -> None:
        row = self._rows.current_row
        skill = str(subject if subject is not None else row.subject if row else "")
        if skill in self.skills:
            self._form.set_values({"skill": skill, "level": str(self.skills[skill])})
            self._form.focus_field("level")

    def _on_put(self) -> None:
        values = self._form.values()
        skill, level = values["skill"], int(values["level"] or "1")
        self._form.clear_errors()
        if not skill:
            self._form.set_error("skill", N_("Choose a skill."))
            return
        self.skills.pop(skill, None)
        if level:
            self.skills[skill] = level
        self._form.set_values({"skill": ""})
        self.refresh()
        words = N_("On the card: {skill}") if level else N_("No longer on the card: {skill}")
        self._view.context.say(words.format(skill=SKILL_WORDS[skill]))
