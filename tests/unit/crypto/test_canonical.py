"""Canonical JSON: the examples of RFC 8785, and texts that two readers would read differently."""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.canonical import canonical_text, read_strictly
from app.domain.errors import BadInput

# RFC 8785, appendix B: the bits of a double and how it is written.
DOUBLES = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(("bits", "written"), DOUBLES.items())
def test_numbers_are_written_as_the_rfc_writes_them(bits: str, written: str):
    (value,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical_text(repr(value).encode()) == written.encode()


def test_keys_are_sorted_by_utf_16_and_nothing_is_normalised():
    text = '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}'
    expected = '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'
    assert canonical_text(text.encode()) == expected.encode()
    decomposed = '"か\u3099"'
    assert canonical_text(decomposed.encode()) == decomposed.encode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'{"a":1,"\\u0061":2}', "json.key_twice"),
        (b'{"x":[{"a":1,"a":1}]}', "json.key_twice"),
        (b'["\\ud800"]', "json.half_a_pair"),
        (b'{"\\udc00":1}', "json.half_a_pair"),
        (b"[NaN]", "json.no_number"),
        (b"[-Infinity]", "json.no_number"),
        (b"[1e400]", "json.number_too_large"),
        (b"9" * 400, "json.number_too_large"),
        (b"[1,]", "json.not_json"),
        (b"[01]", "json.not_json"),
        (b"", "json.not_json"),
        (b"1 2", "json.not_json"),
        (b"\xef\xbb\xbf1", "json.not_json"),
        (b'"\x01"', "json.not_json"),
        (b'"\xff"', "json.not_utf8"),
        (b"[" * 100_000 + b"]" * 100_000, "json.too_deep"),
    ],
)
def test_what_two_readers_would_read_differently_is_refused(text: bytes, code: str):
    with pytest.raises(BadInput) as refused:
        canonical_text(text)
    assert refused.value.code == code


@given(VALUES)
def test_the_canonical_text_says_the_same_and_is_its_own_canonical_text(value: object):
    once = canonical_text(json.dumps(value).encode())
    assert json.loads(once, parse_int=float) == value
    assert canonical_text(once) == once
    loose = json.dumps(value, ensure_ascii=False, indent=3).encode()
    assert canonical_text(loose) == once


def test_sizes_of_logs_stay_whole():
    most = 2**64 - 1
    assert read_strictly(str(most).encode(), has_whole_numbers=True) == most
