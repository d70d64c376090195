"""A damaged store is told in a sentence, left as it is, and readable again once it is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desktop import make_demo_centre, program

UNAVAILABLE = 5


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo_centre(tmp_path_factory.mktemp("damage") / "centre", 20, 20)


@pytest.fixture
def centre(whole: Path) -> Iterator[Path]:
    """The centre, put back byte for byte after the test."""
    kept = {file: file.read_bytes() for file in whole.iterdir() if file.is_file()}
    yield whole
    for file in [file for file in whole.iterdir() if file.is_file()]:
        file.unlink()
    for file, content in kept.items():
        file.write_bytes(content)


def _is_plain_sentence(text: str) -> bool:
    return bool(text.strip()) and "Traceback" not in text and "sqlite" not in text.lower()


def _cut_in_half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _cut_inside_the_first_page(content: bytes) -> bytes:
    return content[:1000]


def _with_a_burnt_page(content: bytes) -> bytes:
    return content[:4096] + bytes(4096) + content[8192:]


def _with_a_burnt_head(content: bytes) -> bytes:
    return bytes(4096) + content[4096:]


@pytest.mark.parametrize(
    "damage",
    [_cut_in_half, _cut_inside_the_first_page, _with_a_burnt_page, _with_a_burnt_head],
)
def test_a_damaged_store_is_told_and_not_touched(centre: Path, damage) -> None:
    store = centre / "centre.db"
    damaged = damage(store.read_bytes())
    store.write_bytes(damaged)
    for aside in ("centre.db-wal", "centre.db-shm"):
        (centre / aside).unlink(missing_ok=True)
    told = program("people", "find", "090", "--centre", str(centre))
    assert told.returncode == UNAVAILABLE, told
    assert _is_plain_sentence(told.stderr), told.stderr
    assert store.read_bytes() == damaged


def test_the_same_store_is_read_again_when_it_is_whole(centre: Path) -> None:
    found = program("consultations", "search", "の", "--json", "--centre", str(centre))
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)


def test_a_lost_store_is_told_and_no_empty_one_takes_its_place(centre: Path) -> None:
    (centre / "centre.db").unlink()
    told = program("people", "find", "090", "--centre", str(centre))
    assert told.returncode == UNAVAILABLE, told
    assert _is_plain_sentence(told.stderr), told.stderr
    assert not (centre / "centre.db").exists()


def _lose(keys: Path) -> None:
    keys.unlink()


def _cut(keys: Path) -> None:
    keys.write_text(keys.read_text("utf-8")[:40], "utf-8")


@pytest.mark.parametrize("harm", [_lose, _cut])
def test_harmed_keys_are_mended_from_their_copy(centre: Path, harm) -> None:
    harm(centre / "centre.keys.json")
    found = program("people", "find", "090", "--json", "--centre", str(centre))
    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize("harm", [_lose, _cut])
def test_keys_harmed_together_with_their_copy_are_told(centre: Path, harm) -> None:
    harm(centre / "centre.keys.json")
    harm(centre / "centre.keys.copy.json")
    told = program("people", "find", "090", "--centre", str(centre))
    assert told.returncode == UNAVAILABLE, told
    assert _is_plain_sentence(told.stderr), told.stderr


def test_a_wrong_passphrase_is_told(centre: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not this one\n", "utf-8")
    told = program(
        *("people", "find", "090", "--centre", str(centre), "--passphrase-file", str(wrong))
    )
    assert told.returncode == UNAVAILABLE, told
    assert _is_plain_sentence(told.stderr), told.stderr
