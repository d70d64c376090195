"""A list of skills, and one place to put a skill into it or take it out again."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class SkillsUse:
    """What a list of skills is for: its title, the names of its fields and its two actions.

    `says` tells the words of two such lists on one page apart: a list is known by its words.
    """

    key: str
    title: Lazy
    skill: Lazy
    level: Lazy
    enough: Lazy | None = None
    choose: str = "telework.choose_skill"
    put: str = "telework.put_skill"
    says: Lazy | None = None


CARD = SkillsUse("skill", N_("What I can do"), N_("Skill"), N_("How well"))
REQUIRED = SkillsUse(
    "required", N_("Asks for"), N_("Skill that is asked for"), N_("Level that is asked for"),
    N_("Enough after redesign"), "telework.choose_required", "telework.put_required",
)  # fmt: skip
DESIRED = SkillsUse(
    "desired", N_("Welcome"), N_("Skill that is welcome"), N_("Level that is welcome"), None,
    "telework.choose_desired", "telework.put_desired", N_("Welcome: {word}"),
)  # fmt: skip


class SkillsPart(QWidget):
    """Nothing is stored here: the page saves everything at once.

    Attributes:
        skills: skill → level and level that is enough, as chosen now.
    """

    def __init__(self, view: DeskView, use: SkillsUse = CARD) -> None:
        super().__init__()
        self._view, self._use = view, use
        self.skills: dict[str, tuple[int, int]] = {}
        context = view.context
        self._choose = context.bind(use.choose, self._on_chosen)
        put = context.bind(use.put, lambda _n: self._on_put())
        self._rows = RowList(use.title, key=use.key)
        self._rows.hide()
        skills: Pairs = [("", NP_("skill", "nothing chosen")), *SKILL_WORDS.items()]
        levels: Pairs = [*LEVELS.items(), ("0", NP_("level", "0: take it out"))]
        if use.says is not None:
            says = use.says
            skills = [(key, says.format(word=word)) for key, word in skills]
            levels = [(key, says.format(word=word)) for key, word in levels]
        self._form = Form(columns=2)
        self._form.combo(f"{use.key}_skill", use.skill, [*skills])
        self._form.combo(f"{use.key}_level", use.level, [*levels])
        if use.enough is not None:
            enough: Pairs = [
                ("", NP_("level", "the same level")), ("0", NP_("level", "0: not needed any more")),
                *((level, N_("{level} is enough").format(level=level)) for level in LEVELS),
            ]  # fmt: skip
            self._form.combo(f"{use.key}_enough", use.enough, [*enough])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (Section(use.title), self._rows, self._form, FlowRow(Button(put))):
            column.addWidget(part)

    def show_skills(self, skills: dict[str, tuple[int, int]]) -> None:
        """Show other skills."""
        self.skills = dict(skills)
        self.refresh()

    def refresh(self) -> None:
        """Say the skills again in the language chosen, the strongest first."""
        ordered = sorted(self.skills.items(), key=lambda one: (-one[1][0], one[0]))
        show_rows(
            self._rows,
            [
                RowState(skill, str(SKILL_WORDS[skill]), self._level_words(*levels), icon="star")
                for skill, levels in ordered
            ],
            self._choose,
        )

    def _level_words(self, level: int, enough: int) -> str:
        words = str(LEVELS[str(level)])
        if enough == level:
            return words
        return f"{words} · {N_('Enough after redesign')}: {enough}"

    def _on_chosen(self, subject: object | None) -> None:
        row, key = self._rows.current_row, self._use.key
        skill = str(subject if subject is not None else row.subject if row else "")
        if skill in self.skills:
            level, enough = self.skills[skill]
            self._form.set_values({
                f"{key}_skill": skill, f"{key}_level": str(level),
                f"{key}_enough": "" if enough == level else str(enough),
            })  # fmt: skip
            self._form.focus_field(f"{key}_level")

    def _on_put(self) -> None:
        values, key = self._form.values(), self._use.key
        skill, level = values[f"{key}_skill"], int(values[f"{key}_level"] or "1")
        self._form.clear_errors()
        if not skill:
            self._form.set_error(f"{key}_skill", N_("Choose a skill."))
            return
        enough = values.get(f"{key}_enough", "")
        self.skills.pop(skill, None)
        if level:
            self.skills[skill] = (level, min(level, int(enough)) if enough else level)
        self._form.set_values({f"{key}_skill": ""})
        self.refresh()
        words = N_("In the list: {skill}") if level else N_("No longer in the list: {skill}")
        self._view.context.say(words.format(skill=SKILL_WORDS[skill]))
