"""`consent canonical` and `consent merkle` as scripts call them."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from app.domain.consent.merkle import consistency_proof, inclusion_proof, leaf_hash, root_of
from tests.helpers.command_line import madoguchi

LOG = [leaf_hash(bytes([number])) for number in range(7)]


def _written(folder: Path, value: object) -> str:
    file = folder / "proof.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    return str(file)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _inclusion(**changed: object) -> dict[str, object]:
    return {
        "leafIdx": 2, "treeSize": 7, "root": _text(root_of(LOG)), "leafHash": _text(LOG[2]),
        "proof": [_text(one) for one in inclusion_proof(LOG, 2)], "desc": "-", "wantErr": True,
    } | changed  # fmt: skip


def _consistency(**changed: object) -> dict[str, object]:
    return {
        "size1": 3, "size2": 7, "root1": _text(root_of(LOG[:3])), "root2": _text(root_of(LOG)),
        "proof": [_text(one) for one in consistency_proof(LOG, 3)],
    } | changed  # fmt: skip


@pytest.mark.parametrize(
    ("proof", "code"),
    [
        (_inclusion(), 0),
        (_inclusion(leafIdx=3), 4),
        (_inclusion(leafIdx=2**64 - 1, treeSize=2**64 - 1), 4),
        (_inclusion(treeSize=0, leafIdx=0, proof=None), 4),
        (_inclusion(leafHash=""), 4),
        (_inclusion(leafIdx=2**64), 3),
        (_inclusion(leafIdx=-1), 3),
        (_inclusion(leafIdx="2"), 3),
        (_inclusion(root="?"), 3),
        (_inclusion(proof="x"), 3),
        (_consistency(), 0),
        (_consistency(proof=None), 4),
        (_consistency(size1=0), 4),
        (_consistency(size1=7, size2=7), 4),
        (_consistency(size1=7, size2=7, root1=_text(root_of(LOG)), proof=None), 0),
        ({"size1": 1}, 3),
        ([], 3),
    ],
)
def test_a_proof_holds_does_not_hold_or_is_none(tmp_path: Path, proof: object, code: int):
    assert madoguchi("consent", "merkle", _written(tmp_path, proof)).code == code


def test_the_canonical_bytes_come_alone(tmp_path: Path):
    done = madoguchi("consent", "canonical", _written(tmp_path, {"b": 1.0, "a": "あ\n"}))
    assert (done.code, done.out) == (0, '{"a":"あ\\n","b":1}')
    missing = madoguchi("consent", "canonical", str(tmp_path / "none.json"), "--json")
    assert missing.code == 3
    assert missing.document["errors"][0]["code"] == "file.not_found"
