"""The words of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.options import UsageError, language_in, parse
from app.messages import use_language


@pytest.fixture(autouse=True)
def in_english():
    with use_language("en"):
        yield


def test_without_a_verb_the_window_opens():
    shared, values = parse(["--centre", "open"])
    assert values.verb == "open"
    assert shared.centre == Path("open")


def test_demo_alone_means_open_demo():
    _shared, values = parse(["--demo"])
    assert values.verb == "open"
    assert values.demo


@pytest.mark.parametrize(
    "words",
    [
        ["--centre", "d", "--json", "people", "find", "佐藤"],
        ["people", "--centre", "d", "--json", "find", "佐藤"],
        ["people", "find", "佐藤", "--centre", "d", "--json"],
        ["people", "find", "--json", "--centre=d", "佐藤"],
    ],
)
def test_global_options_stand_before_or_after_the_verb(words):
    shared, values = parse(words)
    assert shared.centre == Path("d")
    assert shared.json
    assert values.text == ["佐藤"]


def test_the_later_of_two_places_wins():
    shared, _values = parse(["--centre", "a", "screens", "--centre", "b"])
    assert shared.centre == Path("b")


def test_a_misspelt_verb_names_the_nearest():
    with pytest.raises(UsageError, match="consultations"):
        parse(["consultation", "search", "x"])


@pytest.mark.parametrize(
    "words",
    [
        ["people"],
        ["people", "find"],
        ["demo"],
        ["demo", "--out", "d", "--people", "-1"],
        ["demo", "--out", "d", "--people", "1e3"],
        ["demo", "--out", "d", "--people", "٣"],
        ["demo", "--out", "d", "--seed", ""],
        ["shot", "--out", "a.png"],
        ["shot", "--screen", "home", "--all", "--out", "a"],
        ["shot", "--screen", "home", "--text", "99", "--out", "a.png"],
        ["shot", "--screen", "home", "--text", "301", "--out", "a.png"],
        ["shot", "--screen", "home", "--size", "1366*768", "--out", "a.png"],
        ["shot", "--screen", "home", "--scheme", "pink", "--out", "a.png"],
        ["screens", "--language", "fr"],
        ["screens", "--centre"],
        ["screens", "--centre", ""],
        ["screens", "more"],
        ["people", "find", "x", "--pin-file", "f"],
        ["people", "find", "x", "--passphrase", "secret"],
        ["backup", "delete", "x"],
    ],
)
def test_words_that_make_no_command_get_a_sentence(words):
    with pytest.raises(UsageError) as told:
        parse(words)
    sentence = str(told.value)
    assert sentence
    assert "error" not in sentence.lower()


def test_an_abbreviated_option_is_not_guessed():
    with pytest.raises(UsageError):
        parse(["screens", "--js"])


def test_the_language_is_known_before_the_rest_is_read():
    assert language_in(["nonsense", "--language", "en"]) == "en"
    assert language_in(["--language=ja_easy"]) == "ja_easy"
    assert language_in(["--language", "fr"]) is None
    assert language_in(["--language"]) is None


def test_help_can_be_made_in_every_language(capsys):
    for language in ("ja", "ja_easy", "en"):
        with use_language(language), pytest.raises(SystemExit) as left:
            parse(["shot", "--help"])
        assert left.value.code == 0
        assert "--scheme" in capsys.readouterr().out
