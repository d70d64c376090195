from __future__ import annotations

from app.crypto.pins import ArgonPins


def test_a_pin_matches_its_hash_and_no_other() -> None:
    pins = ArgonPins()
    hashed = pins.hash("4821")
    assert pins.matches(hashed, "4821")
    assert pins.matches(hashed, "４８２１")
    assert not pins.matches(hashed, "4822")
    assert not pins.matches(hashed, "")


def test_the_hash_does_not_hold_the_pin_and_differs_each_time() -> None:
    pins = ArgonPins()
    assert "4821" not in pins.hash("4821").split("$")[-1]
    assert pins.hash("4821") != pins.hash("4821")
    assert pins.hash("4821").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_hash_nobody_can_read_matches_nothing() -> None:
    for broken in ("", "plain", "$argon2id$v=19$m=1,t=1,p=1$x$y"):
        assert not ArgonPins().matches(broken, "4821")
