"""`centre.keys.json`: who the centre is, and the locked copies of its data key.

The file holds nothing secret without a passphrase, code or private key. A second copy beside it is
read when the first one was damaged. While a key is being changed it holds the wraps of two keys;
the database decides which one is meant.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from app.crypto.wraps import DataKey, Wrap
from app.domain.errors import Unavailable
from app.store.failures import plain_failures
from app.store.files import write_whole

NAME = "centre.keys.json"
COPY = "centre.keys.copy.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class SideFile:
    """The content of the side file; `wraps` in the order in which they were made."""

    id: str
    name: str
    is_demo: bool
    wraps: tuple[Wrap, ...]

    def ways(self) -> frozenset[str]:
        """Return the ways to unlock: `passphrase`, `recovery`, `municipality`."""
        return frozenset(str(wrap["way"]) for wrap in self.wraps)

    def unwrap(self, way: str, open_one: Callable[[Wrap], DataKey]) -> list[DataKey]:
        """Return every key that a secret opens, the newest first.

        Raises:
            Unavailable: `store.no_such_way`, or `store.wrong_key` when the secret opens none.
        """
        wraps = [wrap for wrap in reversed(self.wraps) if wrap["way"] == way]
        if not wraps:
            raise Unavailable("store.no_such_way", way=way)
        keys: list[DataKey] = []
        for wrap in wraps:
            try:
                keys.append(open_one(wrap))
            except Unavailable as error:
                if error.code != "store.wrong_key":
                    raise
        if not keys:
            raise Unavailable("store.wrong_key", way=way)
        return keys

    def with_wrap(self, wrap: Wrap) -> SideFile:
        """Return the file with one wrap in the place of that key's older one of the same way."""
        same = (wrap["way"], wrap["key_id"])
        kept = [one for one in self.wraps if (one["way"], one["key_id"]) != same]
        return replace(self, wraps=(*kept, wrap))

    def only(self, key: DataKey) -> SideFile:
        """Return the file with the wraps of one key."""
        return replace(self, wraps=tuple(one for one in self.wraps if one["key_id"] == key.id))

    def content(self) -> bytes:
        """Return the file as bytes."""
        document = {
            "format": FORMAT,
            "centre": {"id": self.id, "name": self.name, "is_demo": self.is_demo},
            "wraps": list(self.wraps),
        }
        return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"

    def write(self, folder: Path, names: tuple[str, str] = (NAME, COPY)) -> None:
        """Write the file and its copy, each completely or not at all."""
        with plain_failures(folder):
            write_whole(*(folder / name for name in names), content=self.content())


def read_side_file(folder: Path, names: tuple[str, str] = (NAME, COPY)) -> SideFile:
    """Read a side file, by default a centre's, or its copy when the file itself is damaged.

    Raises:
        Unavailable: `store.no_centre`, `store.keys_damaged`, `store.newer_program`,
            `store.read_only`.
    """
    failure: Unavailable | None = None
    for name in names:
        try:
            with plain_failures(folder):
                return parse((folder / name).read_bytes())
        except Unavailable as error:
            # The first failure is the one to tell; a missing file beside a damaged one is not news.
            if failure is None or failure.code == "store.no_centre":
                failure = error
            if error.code == "store.newer_program":
                break
    assert failure is not None
    raise failure


def parse(content: bytes) -> SideFile:
    """Read the content of a side file."""
    try:
        document = json.loads(content)
        version = document["format"]
        if isinstance(version, int) and version > FORMAT:
            raise Unavailable("store.newer_program", found=version, known=FORMAT)
        centre, wraps = document["centre"], document["wraps"]
        for wrap in wraps:
            if not {"way", "key_id", "kdf", "nonce", "sealed"} <= wrap.keys():
                raise ValueError("not a wrap")
        return SideFile(
            id=str(centre["id"]),
            name=str(centre["name"]),
            is_demo=centre["is_demo"] is True,
            wraps=tuple(cast(list[Wrap], wraps)),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unavailable("store.keys_damaged") from None
