"""Bundles on a stick: encrypted for the centre, signed by the device; satisfies `Bundles`.

The key is the centre's, computed from what the server gave at enrolment, so that a stick that is
lost tells nothing and a file of another centre is not taken in.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import cast

from app.crypto.device_keys import is_signed_by, public_key_of, sign
from app.crypto.sealing import sealer
from app.domain.errors import BadInput, Finding, Unavailable
from app.domain.sync.standing import Enrolment

MAGIC = b"madoguchi bundle 1\n"
MOST_BYTES = 256 * 1024 * 1024


class FileBundles:
    """Writes and reads bundles."""

    def write(self, file: Path, enrolment: Enrolment, content: dict[str, object]) -> None:
        """Write a new file; one of that name is not overwritten.

        Raises:
            BadInput: `sync.file_exists`.
        """
        body = json.dumps(content, ensure_ascii=False).encode("utf-8")
        envelope = {
            "device": enrolment.device,
            "public_key": public_key_of(enrolment.private_key),
            "signature": sign(enrolment.private_key, body),
            "body": body.decode("utf-8"),
        }
        seal, _unseal = sealer(_key_of(enrolment))
        sealed = seal(json.dumps(envelope).encode("utf-8"), MAGIC)
        try:
            number = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            raise BadInput("sync.file_exists", (Finding("sync.file_exists", str(file)),)) from None
        with open(number, "wb") as out:
            out.write(MAGIC + sealed)
            out.flush()
            os.fsync(out.fileno())

    def read(self, file: Path, enrolment: Enrolment) -> dict[str, object]:
        """Read a file of the same centre.

        Raises:
            BadInput: `file.not_found`, `sync.not_our_bundle`.
        """
        if not file.is_file():
            raise BadInput("file.not_found", (Finding("file.not_found", str(file)),))
        raw = file.read_bytes() if file.stat().st_size <= MOST_BYTES else b""
        _seal, unseal = sealer(_key_of(enrolment))
        try:
            if not raw.startswith(MAGIC):
                raise ValueError
            envelope = json.loads(unseal(raw[len(MAGIC) :], MAGIC))
            body = str(envelope["body"])
            if not is_signed_by(
                str(envelope["public_key"]), body.encode("utf-8"), str(envelope["signature"])
            ):
                raise ValueError
            return cast(dict[str, object], json.loads(body))
        except (ValueError, KeyError, Unavailable):
            finding = Finding("sync.not_our_bundle", str(file))
            raise BadInput("sync.not_our_bundle", (finding,), file=str(file)) from None


def _key_of(enrolment: Enrolment) -> bytes:
    place = f"madoguchi bundle {enrolment.tenant}/{enrolment.centre}/{enrolment.bundle_secret}"
    return hashlib.sha256(place.encode("utf-8")).digest()
