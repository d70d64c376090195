"""Japanese telephone numbers as people write them (総務省 電気通信番号計画)."""

from __future__ import annotations

import re
import unicodedata

from app.domain.errors import Finding

_SEPARATORS = re.compile(r"[\s()\-‐‑‒–—―−ーｰ.・/]")
_MOBILE = ("070", "080", "090", "060")
_IP = ("050",)
_ELEVEN = _MOBILE + _IP + ("0800",)
_TEN = ("0120", "0570", "0990")


def plain_phone(text: str) -> str:
    """Return the digits of a number, +81 and 0081 written as a leading 0, other countries with +."""
    folded = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    for prefix in ("+81", "0081"):
        if folded.startswith(prefix):
            return "0" + folded[len(prefix) :].removeprefix("0")
    return folded


def check_phone(text: str, column: str = "phone") -> tuple[Finding, ...]:
    """Return what keeps a text from being a telephone number; empty when it is one or is blank."""
    if not text.strip():
        return ()
    number = plain_phone(text)
    if number.startswith("+"):
        good = number[1:].isdigit() and 7 <= len(number) - 1 <= 15
        return () if good else (Finding("people.phone_foreign", column=column, value=text),)
    if not number.isascii() or not number.isdigit():
        odd = sorted(set(number) - set("0123456789"))
        data: dict[str, object] = {"characters": " ".join(odd)}
        return (Finding("people.phone_letters", column=column, value=text, data=data),)
    if not number.startswith("0"):
        return (Finding("people.phone_no_zero", column=column, value=text),)
    need = 11 if number.startswith(_ELEVEN) else 10
    kind = "mobile" if number.startswith(_MOBILE) else "other"
    counts: dict[str, object] = {"need": need, "have": len(number), "kind": kind}
    if len(number) < need:
        counts["missing"] = need - len(number)
        return (Finding("people.phone_too_short", column=column, value=text, data=counts),)
    if len(number) > need:
        counts["extra"] = len(number) - need
        return (Finding("people.phone_too_long", column=column, value=text, data=counts),)
    return ()


def show_phone(number: str) -> str:
    """Return a stored number with hyphens where Japanese readers expect them."""
    if number.startswith(_MOBILE + _IP) and len(number) == 11:
        return f"{number[:3]}-{number[3:7]}-{number[7:]}"
    if number.startswith(("0120", "0570", "0800", "0990")):
        return f"{number[:4]}-{number[4:7]}-{number[7:]}"
    if len(number) == 10 and number.startswith(("03", "06")):
        return f"{number[:2]}-{number[2:6]}-{number[6:]}"
    if len(number) == 10 and number.startswith("0"):
        return f"{number[:3]}-{number[3:6]}-{number[6:]}"
    return number
