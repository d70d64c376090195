"""The page on which a job is written down as its employer tells it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import BadInput, MadoguchiError
from app.domain.telework.inputs import Job
from app.domain.telework.vocabulary import NEEDS
from app.domain.telework.windows import parse_windows
from app.messages import N_, Lazy, _
from app.messages.telework_desk import window_words
from app.messages.telework_vocabulary import FIELD_WORDS, NEED_WORDS
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors
from app.ui.desk_view import DeskView
from app.ui.screen import ScreenContext
from app.ui.telework.job_form import empty_job, job_from, required_of, values_of
from app.ui.telework.skills_part import DESIRED, REQUIRED, SkillsPart


class JobEditView(DeskView):
    """A new job, or one that changed; it is matched only once its employer agreed."""

    def __init__(self, context: ScreenContext, job: str = "") -> None:
        super().__init__(context, N_("Write a job down"))
        self.crumbs = N_("Telework › Jobs")
        self._id, self._desk = job, context.services.telework_desk
        self._job: Job | None = None if job else empty_job()
        save = context.bind("telework.save_job", lambda _n: self._save())
        self.header_actions = [(save, "primary")]
        self._form, self._given = self._build(), self._provisions()
        self._required, self._desired = SkillsPart(self, REQUIRED), SkillsPart(self, DESIRED)
        for part in (self._form, self._given, self._required, self._desired):
            self.page.column.addWidget(part)
        self._form.entered.connect(self._save)
        self._form.changed.connect(self._say_times)

    def _build(self) -> Form:
        form = Form(columns=2)
        form.text("title", N_("What the work is called"), N_("As people say it."), True)
        form.text("employer", N_("Employer"))
        form.text("capacity", N_("Places"), N_("How many people can work there."), value="1")
        form.check("consent", N_("The employer agrees to be matched"),
                   N_("Without this the job is in no result."))  # fmt: skip
        form.text("least", N_("At least, hours a week"), N_("For example 10."), True)
        form.text("most", N_("At most, hours a week"), N_("For example 20."), True)
        form.text("windows", N_("Times"), N_("For example Mon-Fri 9:00-15:00; any: at any time."),
                  True, wide=True)  # fmt: skip
        form.long_text(
            "tasks", N_("The tasks of the job"),
            N_("A line each: name | hours | skill:level | can be shared or equipment. So a job can "
               "be divided."),
            lines=4,
        )  # fmt: skip
        return form

    def _provisions(self) -> Form:
        form = Form()
        needs: list[tuple[str, str | Lazy]] = [(one, NEED_WORDS[one]) for one in NEEDS]
        paid: list[tuple[str, str | Lazy]] = [
            (one, N_("Subsidy: {need}").format(need=NEED_WORDS[one])) for one in NEEDS
        ]
        form.heading(N_("What is there at work"))
        form.choices("provides", N_("Provides"), [*needs], several=True, columns=3)
        form.choices("subsidised", N_("With a subsidy"), [*paid], several=True, columns=3)
        form.choices("fields", N_("Fields of work"), [*FIELD_WORDS.items()], several=True,
                     columns=3)  # fmt: skip
        return form

    def first_focus(self) -> QWidget | None:
        """Begin with what the work is called."""
        return self._form.widget("title")

    def opened(self) -> None:
        """Read the job that is changed."""
        if not self._id:
            return
        desk, who, job = self._desk, self.context.actor, self._id
        self.ask_store("open job", lambda: desk.job(who, job), self._on_found, self._on_gone)

    def _on_found(self, job: Job) -> None:
        if self._job is None:
            for form in (self._form, self._given):
                form.set_values(values_of(job))
            self._required.show_skills(required_of(job))
            self._desired.show_skills({skill: (level, level) for skill, level in job.work.desired})
            self._say_times()
        self._job = job

    def _on_gone(self, error: MadoguchiError) -> None:
        self.context.window.tell_error(error)
        self.context.back()

    def refresh(self) -> None:
        """Say times and skills again in the language chosen."""
        self._say_times()
        self._required.refresh()
        self._desired.refresh()

    def _say_times(self) -> None:
        bits = parse_windows(self._form.values()["windows"])
        self._form.set_note("windows", window_words(bits) if bits else "")

    def _save(self) -> None:
        before, context = self._job, self.context
        if before is None:
            return
        try:
            values = {**self._form.values(), **self._given.values()}
            job = job_from(values, self._required.skills, self._desired.skills, before)
        except BadInput as error:
            self._form.set_errors(field_errors(error))
            return
        self._form.clear_errors()
        desk, who, is_new = self._desk, context.actor, not self._id

        def take_back() -> Changes:
            back: Changes = desk.remove_job(who, job.id) if is_new else desk.put_job(who, before)
            return back

        def saved(changes: Changes) -> None:
            context.back()
            context.publish(changes)
            context.say_with_undo(
                _("The job is saved."), lambda: context.run("job", take_back, context.publish)
            )

        self.ask_store("save job", lambda: desk.put_job(who, job), saved)
