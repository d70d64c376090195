"""Japanese speech models: where they are looked for, and what is said of half a model."""

from __future__ import annotations

import os
import wave
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.domain.voice.cutting import cut_into_words
from app.speech.model_folder import VARIABLE, Places, find_model, missing, usual_places
from tests.helpers.command_line import madoguchi

NEWER = ("am/final.mdl", "conf/mfcc.conf", "graph/HCLr.fst")
OLDER = ("final.mdl", "mfcc.conf", "HCLG.fst")


def model(folder: Path, files: tuple[str, ...] = NEWER) -> Path:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"no model")
    return folder


def places(tmp_path: Path, chosen: Path | None = None, named: Path | None = None) -> Places:
    return Places(chosen, named, tmp_path / "data", tmp_path / "program")


@pytest.mark.parametrize("files", [NEWER, OLDER])
def test_both_shapes_of_a_model_are_whole(tmp_path: Path, files: tuple[str, ...]):
    assert missing(model(tmp_path / "m", files)) == []


def test_the_setting_comes_first_then_the_variable_then_data_then_program(tmp_path: Path):
    in_program = model(tmp_path / "program" / "ja")
    assert find_model(places(tmp_path)) == in_program
    in_data = model(tmp_path / "data" / "ja")
    assert find_model(places(tmp_path)) == in_data
    named = model(tmp_path / "named")
    assert find_model(places(tmp_path, named=named)) == named
    chosen = model(tmp_path / "chosen")
    assert find_model(places(tmp_path, chosen, named)) == chosen


def test_an_archive_with_one_folder_too_many_is_understood(tmp_path: Path):
    inner = model(tmp_path / "unpacked" / "vosk-model-ja")
    assert find_model(places(tmp_path, named=tmp_path / "unpacked")) == inner


@pytest.mark.parametrize("lost", range(3))
def test_of_half_a_model_the_missing_file_is_named(tmp_path: Path, lost: int):
    kept = tuple(name for at, name in enumerate(NEWER) if at != lost)
    for where in (places(tmp_path, named=model(tmp_path / "n", kept)), places(tmp_path)):
        model(tmp_path / "data" / "ja", kept)
        with pytest.raises(Unavailable, match="model_incomplete") as caught:
            find_model(where)
        assert str(caught.value.data["missing"]).count("/") == 1


def test_a_named_folder_that_is_not_there_is_not_replaced_by_another(tmp_path: Path):
    model(tmp_path / "data" / "ja")
    with pytest.raises(Unavailable, match="model_incomplete"):
        find_model(places(tmp_path, named=tmp_path / "nowhere"))


def test_without_a_model_the_folder_to_put_it_in_is_named(tmp_path: Path):
    with pytest.raises(Unavailable, match="no_ears_ja") as caught:
        find_model(places(tmp_path))
    assert caught.value.data["folder"] == str(tmp_path / "data")


def test_the_variable_names_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert usual_places().named == tmp_path
    monkeypatch.setenv(VARIABLE, " ")
    assert usual_places().named is None


@pytest.mark.parametrize(
    ("phrase", "known", "words"),
    [
        ("番号を表示", {"番号", "を", "表示", "番", "号"}, ("番号", "を", "表示")),
        ("次", {"次"}, ("次",)),
        ("止めて", {"止め", "て", "止めて"}, ("止めて",)),
        ("窓口", {"窓"}, ()),
        ("", {"窓"}, ()),
    ],
)
def test_phrases_are_cut_into_the_fewest_words_the_model_knows(
    phrase: str, known: set[str], words: tuple[str, ...]
):
    assert cut_into_words(phrase, known.__contains__) == words


def silence(file: Path) -> Path:
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, 16_000, 0, "NONE", ""))
        out.writeframes(bytes(64_000))
    return file


def test_a_model_that_is_none_is_a_sentence_and_no_crash(tmp_path: Path):
    folder = model(tmp_path / "m")
    done = madoguchi(
        "voice",
        "understand",
        silence(tmp_path / "a.wav"),
        "--language",
        "ja",
        **{VARIABLE: str(folder)},
    )
    assert done.code == 5
    assert done.err.strip()


@pytest.mark.skipif(VARIABLE not in os.environ, reason=f"{VARIABLE} names no model here")
def test_a_real_model_hears_nothing_in_silence(tmp_path: Path):
    done = madoguchi(
        "voice", "understand", silence(tmp_path / "a.wav"), "--language", "ja", "--json"
    )
    assert done.code == 0
    assert done.document["action"] is None
