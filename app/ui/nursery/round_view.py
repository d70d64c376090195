"""One round: its files with what they change, the calculation, the release by a second officer."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.nursery.inputs import InputContent
from app.domain.nursery.rounds import FileDifference, Run, Stage
from app.domain.progress import Progress
from app.messages import N_, _
from app.messages.progress import step_name
from app.services.nursery_desk import RoundView
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import all_words
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.jobs import Job
from app.ui.nursery.words import FILES, STAGES, difference_words, run_words
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.progress_card import ProgressCard
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

Loaded = tuple[RoundView, dict[str, FileDifference]]


class NurseryRoundView(DeskView):
    """Left the files and what they change, right how far the round is and what comes next."""

    def __init__(
        self, context: ScreenContext, number: int = 0, shown: Loaded | None = None
    ) -> None:
        super().__init__(context, N_("Round of the selection"))
        self.crumbs = N_("Nursery selection")
        self._number, self._given, self._shown = number, shown is not None, shown
        self._door: Any = context.services.nursery
        self._job: Job | None = None
        self._keep = threading.Event()
        self._bind()
        columns = Columns((55, 45))
        self._make_files(columns)
        self._make_state(columns)
        self.page.column.addWidget(columns)
        for action in (self._read, self._run, self._prove, self._result, self._submit,
                       self._withdraw, self._approve, self._letters):  # fmt: skip
            # Until the round was looked at nobody knows what can be done with it.
            action.set_available(False, N_("One moment."))

    def _bind(self) -> None:
        bind = self.context.bind
        self._choose = bind("nursery.choose_file", lambda _n: self._on_choose())
        self._take = bind("nursery.take_file", lambda _n: self._on_take())
        self._read = bind("nursery.read", lambda _n: self._on_read())
        self._run = bind("nursery.run", lambda _n: self._on_run(prove=False))
        self._prove = bind("nursery.prove", lambda _n: self._on_run(prove=True))
        self._keep_best = bind("nursery.keep_best", lambda _n: self._keep.set())
        self._discard = bind("nursery.discard", lambda _n: self._stop())
        self._result = bind("nursery.result", lambda _n: self._on_result())
        self._submit = bind("nursery.submit", lambda _n: self._on_submit())
        self._withdraw = bind("nursery.withdraw", lambda _n: self._on_withdraw())
        self._approve = bind("nursery.approve", lambda _n: self._on_approve())
        self._letters = bind("nursery.letters", lambda _n: self._on_letters())

    def _make_files(self, columns: Columns) -> None:
        self._form = Form()
        self._form.combo("word", N_("What the file is"), list(FILES.items()))
        self._form.text(
            "file", N_("File"), N_("CSV (UTF-8 or Shift JIS) or Excel; rules as rules.toml.")
        )
        self._form.entered.connect(lambda: self._take.trigger(None))
        self._files = Text("", is_data=True)
        self._differences = Section(N_("Changes to read"))
        self._changes = Text("", is_data=True)
        for part in (
            Section(N_("Files")), self._files, self._form,
            FlowRow(Button(self._choose), Button(self._take)), self._differences, self._changes,
            FlowRow(Button(self._read)),
        ):  # fmt: skip
            columns.left.addWidget(part)

    def _make_state(self, columns: Columns) -> None:
        self._stage, self._lines = Text("", "strong"), Text("")
        self._card = ProgressCard(
            "", N_("You may keep the best found so far, or keep nothing."), self._discard
        )
        self._card.hide()
        self._keep_row = FlowRow(Button(self._keep_best))
        self._keep_row.hide()
        self._reason = Form()
        self._reason.text(
            "reason", N_("Reason for the release"),
            N_("Needed where the result is not proved, or where an appeal would succeed."),
        )  # fmt: skip
        parts = (
            Section(N_("How far it is")), self._stage, self._lines, self._card, self._keep_row,
            FlowRow(Button(self._run), Button(self._prove), Button(self._result)), self._reason,
            FlowRow(Button(self._submit), Button(self._withdraw), Button(self._approve)),
            FlowRow(Button(self._letters)),
        )  # fmt: skip
        for part in parts:
            columns.right.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """Begin with the file."""
        return self._form.widget("word")

    def opened(self) -> None:
        """Show the round."""
        if self._given:
            self.refresh()
        else:
            self._load()

    def leaving(self) -> None:
        """Whoever leaves keeps nothing of a calculation that runs."""
        self._stop()

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        if self._shown is None:
            return
        view, found = self._shown
        self.title = view.round.name
        word = STAGES[view.round.stage][0]
        self._stage.set_text(word)
        files = [f"{FILES[one.word]}: {one.content.name}" for one in view.files.values()]
        self._files.set_text("\n".join(files) or _("No file yet."))
        runs = [run_words(run) for run in view.runs[:3]] or [_("Nothing was calculated yet.")]
        if view.release is not None and view.release.approved_at is None:
            runs.append(
                _("Calculation {number} waits for another officer to look at it and release it.")
                .format(number=view.release.run)
            )  # fmt: skip
        self._lines.set_text("\n".join(runs))
        unread = [difference_words(name, one) for name, one in found.items()]
        self._changes.set_text("\n\n".join(unread))
        self._differences.setVisible(bool(unread))
        self._changes.setVisible(bool(unread))
        self._set_available(view)
        self.renew_header()

    def _set_available(self, view: RoundView) -> None:
        stage = view.round.stage
        is_open = stage is Stage.PREPARING
        locked = N_("The round is with the second officer, or released.")
        for action in (self._take, self._choose):
            action.set_available(is_open, locked)
        self._read.set_available(is_open and bool(view.unread), N_("Nothing is left to read."))
        ready = is_open and not view.unread and {"children", "facilities"} <= view.files.keys()
        why = N_("Take in children and nurseries, and read every change first.")
        for action in (self._run, self._prove):
            action.set_available(ready and self._job is None, why if is_open else locked)
        self._result.set_available(bool(view.runs), N_("Nothing was calculated yet."))
        self._submit.set_available(is_open and bool(view.runs), N_("Calculate first."))
        is_asked = stage is Stage.SUBMITTED
        self._withdraw.set_available(is_asked, N_("Nobody asked for the release."))
        self._approve.set_available(is_asked, N_("Nobody asked for the release."))
        self._letters.set_available(stage.is_locked, N_("Letters are made once it is released."))

    def _load(self) -> None:
        door, who, number = self._door, self.context.actor, self._number

        def look() -> Loaded:
            rounds = door.services(who).rounds
            view = rounds.look(who, number)
            return view, {word: rounds.difference(who, number, word) for word in view.unread}

        def shown(found: Loaded) -> None:
            self._shown = found
            self.refresh()

        self.ask_store("round", look, shown)

    def _after(self, words: str) -> None:
        self.context.say(words)
        self._load()

    # Files -----------------------------------------------------------------------------------

    def _on_choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self.window(), _("File of the round"), str(Path.home()), "*.csv *.xlsx *.toml"
        )
        if chosen:
            self._form.set_values({"file": chosen})

    def _on_take(self) -> None:
        values = self._form.values()
        if not values["file"].strip():
            self._form.set_error("file", N_("Name the file."))
            return
        self._form.clear_errors()
        door, who, number, word = self._door, self.context.actor, self._number, values["word"]
        path = Path(values["file"].strip()).expanduser()

        def take() -> FileDifference:
            rounds = door.services(who).rounds
            name, data = rounds.load(path)
            columns = {}
            if word in ("children", "facilities"):
                _headers, columns, _known = rounds.guess_columns(word, name, data)
            found: FileDifference = rounds.put_file(
                who, number, word, InputContent(name, data, columns)
            )[0]
            return found

        def taken(found: FileDifference) -> None:
            self._form.set_values({"file": ""})
            words = _("{file} is taken in.").format(file=FILES[word])
            if found.changes:
                words += " " + _("Read the changes before you calculate.")
            self._after(words)

        self.ask_store("take", take, taken, self._on_file_error)

    def _on_file_error(self, error: MadoguchiError) -> None:
        self._form.set_error("file", all_words(error))

    def _on_read(self) -> None:
        door, who, number = self._door, self.context.actor, self._number
        words = self._shown[0].unread if self._shown else ()

        def read() -> None:
            for word in words:
                door.services(who).rounds.mark_read(who, number, word)

        self.ask_store("read", read, lambda _n: self._after(_("Noted that you read the changes.")))

    # Calculation -----------------------------------------------------------------------------

    def _on_run(self, *, prove: bool) -> None:
        if self._job is not None:
            return
        door, who, number = self._door, self.context.actor, self._number
        self._keep.clear()

        def calculate(progress: Progress) -> tuple[Run, Changes]:
            found: tuple[Run, Changes] = door.services(who).runs.run(
                who, number, prove=prove, progress=progress, is_stopped=self._keep.is_set
            )
            return found

        self._job = self.context.jobs.free("calculate", calculate, self._on_ran, self._on_run_error)
        self._job.progressed.connect(
            lambda step, done, total: self._card.set_progress(step_name(step), done, total)
        )
        self._card.set_progress(N_("It has begun"), 0, 1)
        self._card.show()
        self._keep_row.show()
        self.refresh()

    def _on_ran(self, made: tuple[Run, Changes]) -> None:
        self._ended()
        self._after(run_words(made[0]))

    def _on_run_error(self, error: MadoguchiError) -> None:
        self._ended()
        if not self.is_here:
            self.context.window.tell_error(error)
            return
        self.refresh()
        self._lines.set_text(all_words(error))
        self.context.window.tell_error(error)

    def _ended(self) -> None:
        self._job = None
        if self.is_here:
            self._card.hide()
            self._keep_row.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._ended()
            self.refresh()

    def _on_result(self) -> None:
        self.context.go("nursery-result", number=self._number)

    # Release ---------------------------------------------------------------------------------

    def _on_submit(self) -> None:
        if self._shown is None or not self._shown[0].runs:
            return
        door, who, number = self._door, self.context.actor, self._number
        run, reason = self._shown[0].runs[0].number, self._reason.values()["reason"]
        self._reason.clear_errors()

        def refused(error: MadoguchiError) -> None:
            if error.code == "nursery.release_reason":
                self._reason.set_error("reason", all_words(error))
            else:
                self.context.window.tell_error(error)

        self.ask_store(
            "submit", lambda: door.services(who).release.submit(who, number, run, reason),
            lambda _c: self._after(_("Another officer is asked to release it.")), refused,
        )  # fmt: skip

    def _on_withdraw(self) -> None:
        door, who, number = self._door, self.context.actor, self._number
        self.ask_store(
            "withdraw", lambda: door.services(who).release.withdraw(who, number),
            lambda _c: self._after(_("The request is taken back.")),
        )  # fmt: skip

    def _on_approve(self) -> None:
        if self._shown is None or self._shown[0].release is None:
            return
        door, who, number = self._door, self.context.actor, self._number
        sha256 = self._shown[0].release.input_sha256
        self.ask_store(
            "approve", lambda: door.services(who).release.approve(who, number, sha256),
            lambda _c: self._after(_("The round is released. Letters can be made.")),
        )  # fmt: skip

    def _on_letters(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self.window(), _("Folder for the letters"), str(Path.home())
        )
        if folder:
            self.write_letters(Path(folder))

    def write_letters(self, folder: Path) -> None:
        """Make the letters of all children into a folder."""
        door, who, number = self._door, self.context.actor, self._number

        def write(progress: Progress) -> int:
            letters = door.services(who).release.letters(who, number)
            self.context.services.papers.write_nursery_letters(folder, letters, progress)
            return len(letters)

        self.context.jobs.free(
            "letters", write,
            lambda count: self.context.say(_("{count} letters are made.").format(count=count)),
            self.context.window.tell_error,
        )  # fmt: skip
