"""Sentences about consent, its log and the files it is proved with."""

from __future__ import annotations

from app.messages import N_, Lazy

CONSENT: dict[str, tuple[Lazy, Lazy | None]] = {
    "json.not_utf8": (
        N_("The file is no UTF-8 text from byte {at} on."),
        N_("Save it as UTF-8."),
    ),
    "json.not_json": (
        N_("The file is no JSON document: line {line}, place {at}."),
        N_("Compare brackets, commas and quotation marks there."),
    ),
    "json.too_deep": (
        N_("The file nests lists and objects too deep."),
        N_("Write it flatter."),
    ),
    "json.key_twice": (
        N_("The file has a key twice in one object."),
        N_("Leave one of the two."),
    ),
    "json.number_too_large": (
        N_("The file has a number that is too large."),
        N_("Write it as text."),
    ),
    "json.no_number": (
        N_("NaN and Infinity are no numbers of JSON."),
        N_("Leave them out, or write null."),
    ),
    "json.half_a_pair": (
        N_("The file has half of a character (a lone surrogate)."),
        N_("Write the whole character."),
    ),
    "merkle.no_object": (
        N_("The file holds no proof."),
        N_("Write one object: leafIdx, treeSize, root, leafHash, proof; or two sizes, two roots."),
    ),
    "merkle.missing": (
        N_("The proof has no {key}."),
        N_("Write one object: leafIdx, treeSize, root, leafHash, proof; or two sizes, two roots."),
    ),
    "merkle.no_size": (
        N_("{key} is no whole number from 0 to 2^64 - 1."),
        N_("Write it without quotation marks, point or sign."),
    ),
    "merkle.no_path": (
        N_("{key} is no list of hashes."),
        N_("Write a list of base64 texts, or null."),
    ),
    "merkle.no_base64": (
        N_("{key} is no hash in base64."),
        N_("Write the 32 bytes of the hash in base64."),
    ),
}
