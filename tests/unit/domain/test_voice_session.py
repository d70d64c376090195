"""Speaking with the program: questions, choices, misses, rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.voice.commands import Command
from app.domain.voice.policy import Hearing
from app.domain.voice.session import Kind, Mode, Step, VoiceSession

KNOWN = (
    Command("number {number}", "numbers.press", "numbers.press"),
    Command("menu", "action.shell.menu", "shell.menu"),
    Command("larger text", "action.modes.larger", "modes.larger", 1),
    Command("throw away", "action.consultations.discard", "consultations.discard", 2),
    Command("save", "action.access.enter", "access.enter", 3),
    Command("yes", "answer.yes", ""),
    Command("no", "answer.no", ""),
    Command("yes, do it", "answer.confirm", ""),
    Command("rest", "rest", "rest"),
)
PHRASES = ("number two", "menu", "larger text", "throw away", "save", "yes", "no", "rest")


class Talk:
    """A session, a clock, and short words for what is said."""

    def __init__(self, mode: Mode = Mode.OPEN) -> None:
        self.session, self.now = VoiceSession(), 100.0
        self.session.start(mode, self.now)

    def say(self, phrase: str, score: float = 0.99, guesses: tuple[str, ...] = ()) -> Step:
        self.now += 1
        hearing = Hearing(phrase, phrase, score, 0.5, guesses)
        return self.session.hear(hearing, KNOWN, "en", self.now)


def test_dangerous_needs_the_full_phrase_and_a_bare_yes_asks_again():
    talk = Talk()
    assert talk.say("throw away").kind is Kind.ASK
    assert talk.say("yes").kind is Kind.ASK
    done = talk.say("yes do it")
    assert done.kind is Kind.START
    assert done.match is not None
    assert done.match.command.action == "consultations.discard"
    assert talk.say("yes do it").kind is Kind.NO_QUESTION


def test_a_question_is_gone_after_no_after_another_command_and_after_a_while():
    for between in ("no", "menu"):
        talk = Talk()
        talk.say("throw away")
        talk.say(between)
        assert talk.say("yes do it").kind is Kind.NO_QUESTION
    talk = Talk()
    talk.say("throw away")
    talk.now += 31
    assert talk.say("yes do it").kind is Kind.NO_QUESTION


def test_noise_neither_answers_a_question_nor_takes_it_away():
    talk = Talk()
    talk.say("throw away")
    assert talk.say("yes do it", score=0.49).kind is Kind.ASK
    assert talk.say("yes do it").kind is Kind.START


@given(st.lists(st.sampled_from([*PHRASES, "yes do it"]), max_size=12))
def test_what_voice_may_never_do_is_never_started(phrases: list[str]):
    talk = Talk()
    for phrase in phrases:
        talk.session.mode = Mode.OPEN
        step = talk.say(phrase, guesses=("save", "throw away"))
        if step.kind is Kind.START:
            assert step.match is not None
            assert step.match.command.risk < 3


@given(st.lists(st.tuples(st.sampled_from(PHRASES), st.booleans()), max_size=12))
def test_without_the_full_phrase_nothing_dangerous_is_started(said):
    talk = Talk()
    for phrase, is_sure in said:
        talk.session.mode = Mode.OPEN
        step = talk.say(phrase, 0.9 if is_sure else 0.1, ("throw away", "menu"))
        assert step.match is None or step.kind is not Kind.START or step.match.command.risk < 2


def test_after_a_miss_two_choices_then_numbers_then_a_human():
    talk = Talk()
    first = talk.say("mumble", 0.1, ("menu", "save", "throw away"))
    assert first.kind is Kind.CHOOSE
    assert [one.command.phrase for one in first.choices] == ["menu", "save"]
    assert talk.say("mumble", 0.1, ("menu",)).kind is Kind.SHOW_NUMBERS
    assert talk.say("mumble", 0.1, ("menu",)).kind is Kind.CALL_HUMAN
    assert talk.say("menu").kind is Kind.START
    assert talk.say("mumble", 0.1, ("menu",)).kind is Kind.CHOOSE


def test_a_choice_is_taken_by_its_number_and_stays_as_dangerous_as_it_is():
    talk = Talk()
    talk.say("mumble", 0.1, ("menu", "throw away"))
    chosen = talk.say("number two")
    assert chosen.kind is Kind.ASK
    assert chosen.match is not None
    assert chosen.match.command.phrase == "throw away"
    talk.session.forget()
    talk.say("mumble", 0.1, ("menu", "save"))
    assert talk.say("number two").kind is Kind.REFUSE


def test_off_hears_nothing_once_hears_one_thing_and_its_answer():
    assert Talk(Mode.OFF).say("menu").kind is Kind.NOTHING
    talk = Talk(Mode.ONCE)
    assert talk.say("menu").kind is Kind.START
    assert talk.say("menu").kind is Kind.NOTHING
    talk = Talk(Mode.ONCE)
    assert talk.say("throw away").kind is Kind.ASK
    assert talk.say("yes do it").kind is Kind.START
    assert talk.session.mode is Mode.OFF


def test_open_listening_rests_when_told_and_sleeps_after_a_minute():
    talk = Talk()
    assert talk.say("rest").kind is Kind.REST
    assert talk.say("menu").kind is Kind.NOTHING
    talk = Talk()
    talk.now += 61
    assert talk.session.falls_asleep(talk.now)
    assert talk.say("menu").kind is Kind.NOTHING
