"""The page of the keyboard on the screen: what stands in the field, words to choose, large letters."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.writing.letters import has_mark, kana_at_end
from app.domain.writing.line import Change, chosen, marked, offers, turned
from app.messages import N_, _
from app.messages.written_words import words_by_reading
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.segmented import Segmented
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext
from app.ui.writing.letter_grid import LetterGrid
from app.ui.writing.target_field import TargetField, Writable, can_take

PAGES = (
    ("kana", N_("Kana letters")),
    ("letters", N_("Small letters")),
    ("capitals", N_("Capitals")),
    ("digits", N_("Numbers and signs")),
)
SEEN_BEFORE = 120
SEEN_AFTER = 20
PLACE = "｜"
HIDDEN = "●"


class WriteView(DeskView):
    """Every key works on the field at once, so nothing is lost whatever comes between."""

    def __init__(self, context: ScreenContext, field: Writable | None = None) -> None:
        super().__init__(context, N_("Keyboard on the screen"))
        self._field = TargetField(field) if field is not None and can_take(field) else None
        self._tried = ""
        self.crumbs = N_("What you write here stands in the field at once")
        done = context.bind("writing.done", lambda _none: self._done())
        self.header_actions = [(done, "primary")]
        self._erase = context.bind("writing.erase", lambda _none: self._do(Change(1)))
        self._mark = context.bind("writing.mark", lambda _none: self._do(marked(self._before())))
        self._other = context.bind("writing.katakana", lambda _n: self._do(turned(self._before())))
        self._build()
        self._show()

    def _build(self) -> None:
        column = self.page.column
        self._into = Text("", "strong", max_em=0)
        self._copy = Text("", "h2", max_em=0, is_data=True)
        self._copy.setObjectName("written")
        column.addWidget(self._into)
        column.addWidget(self._copy)
        self._words = FlowRow(gap=8)
        self._words.setProperty("region", "words")
        column.addWidget(self._words)
        self._pages = Segmented(list(PAGES), name=N_("Letters"))
        self._pages.setObjectName("field_letters")
        self._pages.setProperty("field_key", "letters")
        self._pages.changed.connect(self._on_page)
        letter = self.context.bind("writing.letter", lambda one: self._do(Change(0, str(one))))
        self.letters = LetterGrid(letter)
        self._work = FlowRow(
            Button(self._erase),
            Button(self._mark),
            Button(self._other),
            Button(self.context.bind("writing.space", lambda _none: self._do(Change(0, " ")))),
            *self._line_button(),
            Button(self.context.bind("writing.left", lambda _none: self._move(-1))),
            Button(self.context.bind("writing.right", lambda _none: self._move(1))),
            gap=8,
        )
        self._work.setProperty("region", "keyboard")
        column.addWidget(self.letters)
        column.addWidget(self._work)
        column.addWidget(self._pages)
        is_plain = self._field is not None and self._field.is_secret
        english = self.context.window.modes.language == "en"
        self._show_page("digits" if is_plain else "letters" if english else "kana")

    def _line_button(self) -> tuple[Button, ...]:
        if self._field is None or not self._field.has_lines:
            return ()
        bound = self.context.bind("writing.line", lambda _none: self._do(Change(0, "\n")))
        return (Button(bound),)

    def first_focus(self) -> QWidget | None:
        """Begin at the first letter."""
        return self.letters.first()

    def refresh(self) -> None:
        """Show what stands in the field now."""
        self._show()

    def _on_page(self, page: str) -> None:
        self._show_page(page)
        self._show()

    def _show_page(self, page: str) -> None:
        self._pages.set_value(page)
        self.letters.show_page(page)
        self._mark.set_available(page == "kana", N_("Only kana have these marks."))

    def _before(self) -> str:
        field = self._field
        return field.before() if field is not None and field.is_there else self._tried

    def _do(self, change: Change) -> None:
        if change == Change():
            self.context.say(_("The last letter has no other form."))
            return
        field = self._field
        if field is None:
            self._tried = change.made_in(self._tried)
        elif field.is_there:
            asked = change.made_in(field.before())
            field.apply(change)
            if change.put and field.before() != asked:
                self.context.say(_("The field takes no more, or not this letter."))
        else:
            self.context.say(_("The page with the field is no longer open. Go back and open it."))
        self._show()

    def _move(self, steps: int) -> None:
        if self._field is not None and self._field.is_there:
            self._field.move(steps)
        self._show()

    def _done(self) -> None:
        self.context.window.back()

    def _show(self) -> None:
        field, before, after = self._field, self._before(), ""
        if field is not None and field.is_there:
            after = field.after()
            self._into.set_text(_("You write into: {field}").format(field=field.name))
        else:
            self._into.set_text(_("You can try it here. Nothing is kept."))
        if field is not None and field.is_secret:
            before, after = HIDDEN * len(before), HIDDEN * len(after)
        self._copy.set_text(before[-SEEN_BEFORE:] + PLACE + after[:SEEN_AFTER])
        nothing = N_("There is nothing before the place.")
        self._erase.set_available(bool(before), "" if before else nothing)
        is_kana = self.letters.page == "kana"
        can_mark = is_kana and has_mark(before[-1:])
        self._mark.set_available(can_mark, "" if can_mark else N_("The last letter has no marks."))
        can_turn = bool(kana_at_end(before))
        no_kana = N_("The text does not end with kana.")
        self._other.set_available(can_turn, "" if can_turn else no_kana)
        self._show_words("" if field is not None and field.is_secret else before)

    def _show_words(self, before: str) -> None:
        """Offer words for the kana at the end; a press puts one in their place."""
        self._words.clear()
        found = offers(before, words_by_reading())
        self._words.setVisible(bool(found))
        bound = self.context.bind("writing.word", self._take_word)
        for reading, word in found:
            button = Button(bound, subject=(reading, word), label=word, icon="", key="")
            button.setProperty("is_data", True)
            self._words.add(button)
            button.show()

    def _take_word(self, pair: object) -> None:
        if isinstance(pair, tuple):
            self._do(chosen(self._before(), *pair))
            self.letters.first().setFocus()
