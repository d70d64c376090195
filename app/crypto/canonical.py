"""Canonical JSON (RFC 8785): one sequence of bytes for one value, whatever way it was written.

The reading is stricter than usual, because two readers must never see two values: a key given twice,
half of a surrogate pair, a number too large for a double or a word such as NaN is refused.
"""

from __future__ import annotations

import json
import math
from typing import NoReturn

from app.domain.errors import BadInput, Finding

# Far more than any size or index has; Python refuses to read thousands of digits as well.
_MOST_DIGITS = 400


class _Refused(ValueError):
    """Why a text is no value of ours; the text of the exception is the code of the case."""


def read_strictly(text: bytes, file: str = "", *, has_whole_numbers: bool = False) -> object:
    """Return the value of a JSON text in UTF-8; every number becomes a double.

    With `has_whole_numbers` a number without a point or exponent stays whole, however large.

    Raises:
        BadInput: the text is not JSON, or is read differently by different readers.
    """
    try:
        words = text.decode("utf-8")
        value: object = json.loads(
            words,
            object_pairs_hook=_object,
            parse_int=_whole_number if has_whole_numbers else _number,
            parse_float=_number,
            parse_constant=_constant,
        )
        _require_text(value)
    except _Refused as refused:
        raise _bad(str(refused), file) from None
    except UnicodeDecodeError as error:
        raise _bad("json.not_utf8", file, at=error.start + 1) from None
    except json.JSONDecodeError as error:
        raise _bad("json.not_json", file, line=error.lineno, at=error.colno) from None
    except RecursionError:
        raise _bad("json.too_deep", file) from None
    return value


def canonical(value: object) -> bytes:
    """Return the canonical bytes of a value of text, doubles, truth values, lists and objects."""
    import rfc8785

    return rfc8785.dumps(value)  # type: ignore[arg-type]


def canonical_text(text: bytes, file: str = "") -> bytes:
    """Return the canonical bytes of what a JSON text says.

    Raises:
        BadInput: see `read_strictly`.
    """
    try:
        return canonical(read_strictly(text, file))
    except RecursionError:
        raise _bad("json.too_deep", file) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Refused("json.key_twice")
    return made


def _number(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise _Refused("json.number_too_large")
    return value


def _whole_number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _Refused("json.number_too_large")
    return int(digits)


def _constant(_word: str) -> NoReturn:
    raise _Refused("json.no_number")


def _require_text(value: object) -> None:
    """Refuse what no UTF-8 can hold: half of a pair written as an escape."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            try:
                one.encode("utf-8")
            except UnicodeEncodeError:
                raise _Refused("json.half_a_pair") from None
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one


def _bad(code: str, file: str, **data: object) -> BadInput:
    return BadInput(code, (Finding(code, file, data=data),), file=file, **data)
