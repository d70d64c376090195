"""Every code the program can raise has a sentence and, where one is needed, a remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.domain.errors import BadInput, Finding, Refused
from app.messages import use_language
from app.messages.errors import SENTENCES, sentence_for, what_to_do, word_for
from app.messages.progress import STEPS, step_name

ROOT = Path(__file__).resolve().parents[3]
RAISED = re.compile(r'(?:BadInput|Refused|Unavailable|Finding|DayError)\(\s*"([a-z_]+\.[a-z_]+)"')
MAPPED = re.compile(r'"((?:store|secret|people|files)\.[a-z_]+)"')
STEP = re.compile(r'\.step\(\s*"([a-z_.]+)"')
# Words of a person's mistake that no sentence uses (design.md, voice of the program).
UNKIND = re.compile(r"\b(error|invalid|fail(ed|ure)?|please|sorry|oops|illegal|wrong)\b", re.I)


def sources() -> dict[Path, str]:
    return {
        file: file.read_text("utf-8")
        for file in sorted((ROOT / "app").rglob("*.py"))
        if "messages" not in file.parts and "audit" not in file.parts
    }


def codes_in_source() -> set[str]:
    found: set[str] = set()
    for file, text in sources().items():
        found |= set(RAISED.findall(text))
        if file.name in ("failures.py", "secrets.py"):
            found |= set(MAPPED.findall(text))
    return found


def test_every_code_has_a_sentence():
    assert sorted(codes_in_source() - set(SENTENCES)) == []


def test_every_step_has_a_name():
    steps = {name for text in sources().values() for name in STEP.findall(text)}
    assert sorted(steps - set(STEPS)) == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_are_kind_and_end(code):
    sentence, remedy = SENTENCES[code]
    for one in (sentence, remedy):
        if one is not None:
            assert not UNKIND.search(one.text), one.text
            assert one.text[0].isupper() or one.text[0] == "{"
            assert one.text[-1] in ".:}"


@pytest.mark.parametrize("language", ["ja", "ja_easy", "en"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_can_be_said_even_when_a_value_is_missing(code, language):
    with use_language(language):
        assert sentence_for(Refused(code))
        what_to_do(Finding(code))


def test_values_are_said_in_words_not_codes():
    with use_language("en"):
        said = sentence_for(Refused("store.changed_meanwhile", fields=("birth_date", "phone")))
        assert "date of birth, phone" in said
        assert "birth_date" not in said
        assert word_for("role", "officer") == "officer"


def test_an_unknown_code_still_says_something():
    with use_language("en"):
        assert "new.code" in sentence_for(Refused("new.code"))
        assert what_to_do(Refused("new.code"))
        assert step_name("new.step") == "new.step"


def test_a_refused_file_speaks_from_its_first_finding():
    with use_language("en"):
        found = (Finding("file.not_found", "list.csv"),)
        assert "list.csv" in sentence_for(BadInput("file.not_found", found))


def test_data_with_braces_is_not_taken_for_a_place_to_fill():
    with use_language("en"):
        found = Finding("files.heading_twice", "a.csv", 1, value="{row}{0}")
        assert "{row}{0}" in sentence_for(found)
