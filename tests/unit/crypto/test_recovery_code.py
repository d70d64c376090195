from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.recovery_code import make_recovery_secret, parse, show
from app.domain.errors import BadInput

SECRETS = st.binary(min_size=16, max_size=16)


@given(SECRETS)
def test_a_shown_code_reads_back(secret: bytes) -> None:
    code = show(secret)
    assert [len(group) for group in code.split()] == [6] * 8
    assert parse(code) == secret


def test_full_width_hyphens_and_line_breaks_do_not_matter() -> None:
    secret = make_recovery_secret()
    code = show(secret)
    wide = code.translate({ord("0") + n: ord("０") + n for n in range(10)})
    for typed in (wide, code.replace(" ", "-"), code.replace(" ", "\n"), code.replace(" ", "ー")):
        assert parse(typed) == secret


@given(SECRETS, st.integers(0, 47), st.integers(1, 9))
def test_one_wrong_digit_is_found_in_its_group(secret: bytes, at: int, shift: int) -> None:
    digits = show(secret).replace(" ", "")
    wrong = digits[:at] + str((int(digits[at]) + shift) % 10) + digits[at + 1 :]
    with pytest.raises(BadInput) as refusal:
        parse(wrong)
    assert refusal.value.code == "recovery.group"
    assert [f.data["group"] for f in refusal.value.findings] == [at // 6 + 1]


@given(SECRETS, st.integers(0, 46))
def test_two_neighbouring_digits_swapped_are_found(secret: bytes, at: int) -> None:
    digits = show(secret).replace(" ", "")
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if swapped != digits:
        with pytest.raises(BadInput):
            parse(swapped)


@given(SECRETS, st.integers(0, 6))
def test_two_groups_swapped_are_found(secret: bytes, at: int) -> None:
    groups = show(secret).split()
    groups[at], groups[at + 1] = groups[at + 1], groups[at]
    with pytest.raises(BadInput):
        parse(" ".join(groups))


@pytest.mark.parametrize("typed", ["", "123", "9" * 47, "9" * 49, "abc"])
def test_a_code_of_another_length_says_how_long_it_was(typed: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parse(typed)
    assert refusal.value.code == "recovery.length"
    assert refusal.value.data["wanted"] == 48
