from __future__ import annotations

import json

import pytest

from app.crypto.wraps import (
    DataKey,
    make_data_key,
    unwrap_with_passphrase,
    unwrap_with_recovery,
    wrap_with_passphrase,
    wrap_with_recovery,
)
from app.domain.errors import Unavailable


def test_the_passphrase_that_locked_a_key_opens_it() -> None:
    key = make_data_key()
    wrap = json.loads(json.dumps(wrap_with_passphrase(key, "ひみつの 言葉", "centre")))
    assert unwrap_with_passphrase(wrap, "ひみつの 言葉", "centre") == key


def test_full_width_letters_and_spaces_around_are_the_same_passphrase() -> None:
    key = make_data_key()
    wrap = wrap_with_passphrase(key, "abc 1234", "centre")
    assert unwrap_with_passphrase(wrap, " ａｂｃ　１２３４\n", "centre") == key


def test_another_passphrase_or_another_centre_opens_nothing() -> None:
    wrap = wrap_with_passphrase(make_data_key(), "correct horse", "centre")
    for passphrase, centre in (("correct house", "centre"), ("correct horse", "other")):
        with pytest.raises(Unavailable) as refusal:
            unwrap_with_passphrase(wrap, passphrase, centre)
        assert refusal.value.code == "store.wrong_key"


def test_the_derivation_has_the_cost_that_the_design_asks_for() -> None:
    kdf = wrap_with_passphrase(make_data_key(), "correct horse", "centre")["kdf"]
    assert isinstance(kdf, dict)
    assert (kdf["name"], kdf["memory_kib"], kdf["passes"], kdf["lanes"]) == (
        "argon2id",
        65536,
        3,
        4,
    )


def test_a_side_file_cannot_ask_for_all_the_memory_of_the_computer() -> None:
    wrap = wrap_with_passphrase(make_data_key(), "correct horse", "centre")
    kdf = wrap["kdf"]
    assert isinstance(kdf, dict)
    kdf["memory_kib"] = 1 << 40
    with pytest.raises(Unavailable) as refusal:
        unwrap_with_passphrase(wrap, "correct horse", "centre")
    assert refusal.value.code == "store.keys_damaged"


@pytest.mark.parametrize("part", ["way", "key_id", "nonce", "sealed"])
def test_a_changed_part_of_a_wrap_is_found(part: str) -> None:
    secret = bytes(range(16))
    wrap = wrap_with_recovery(make_data_key(), secret, "centre")
    wrap[part] = "AAAA" + str(wrap[part])[4:]
    with pytest.raises(Unavailable):
        unwrap_with_recovery(wrap, secret, "centre")


def test_a_key_never_shows_itself() -> None:
    key = DataKey(b"\x41" * 32)
    for shown in (repr(key), str(key), f"{key}", key.id):
        assert "41" * 8 not in shown
        assert "A" * 8 not in shown


def test_a_derived_key_is_another_key_for_each_purpose() -> None:
    key = make_data_key()
    assert len({key.raw, key.derive(b"one"), key.derive(b"two")}) == 3
