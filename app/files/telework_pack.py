"""The hand-over pack: one ZIP with the same bytes for the same content, and a list of its hashes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC
from hashlib import sha256

from app.domain.telework.card import card_of
from app.domain.telework.hand_over import HandOverPack
from app.domain.telework.profile import EVERY_FIELD
from app.files.tables import guard_formula
from app.files.writing import Prepared
from app.messages import _
from app.messages.telework_desk import card_words, label_of
from app.messages.telework_explain import explain_lines
from app.messages.telework_hand_over import kit_lines, plan_lines, readme_lines
from app.messages.telework_profile import SECTION_LABELS

# ZIP knows no earlier day; the moment of making is inside, signed by nobody's clock.
_DAY = (1980, 1, 1, 0, 0, 0)


def write_pack(path: str, pack: HandOverPack) -> Prepared:
    """Write the pack beside its place; the gate of consent lets it go.

    Raises:
        Unavailable: `files.cannot_write`.
    """
    parts = {
        "README.txt": "\n".join(readme_lines(pack)) + "\n",
        "profile.csv": _profile(pack),
        "plan.txt": "\n".join(plan_lines(pack.plan)) + "\n",
        "why.txt": "\n".join(explain_lines(pack.explanation)) + "\n",
        "interview.txt": "\n".join(kit_lines(pack.explanation)) + "\n",
        "pack.json": _facts(pack),
    }
    coded = {name: text.encode("utf-8-sig" if name.endswith("csv") else "utf-8")
             for name, text in parts.items()}  # fmt: skip
    hashes = {name: sha256(data).hexdigest() for name, data in coded.items()}
    coded["manifest.json"] = _json({"sha256": hashes}).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(coded):
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, coded[name])
    return Prepared(path, out.getvalue())


def _profile(pack: HandOverPack) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((_("Section"), _("Field"), _("Her words")))
    writer.writerows(
        (SECTION_LABELS[EVERY_FIELD[key]], label_of(key), guard_formula(words))
        for key, words in {**pack.disclosed, **card_words(card_of(pack.disclosed))}.items()
    )
    return text.getvalue()


def _facts(pack: HandOverPack) -> str:
    return _json(
        {
            "format": "madoguchi/telework-pack/1",
            "id": pack.id,
            "made_at": pack.made_at.astimezone(UTC).isoformat(),
            "recipient": {"id": pack.recipient.id, "name": pack.recipient.name,
                          "kind": pack.recipient.kind.value,
                          "registration": pack.recipient.registration},
            "worker": pack.worker,
            "job": pack.job,
            "fields": list(pack.disclosed),
            "plan": [
                {"need": one.need, "state": one.state.value, "yen": one.yen,
                 "is_equipment": one.is_equipment}
                for one in pack.plan or ()
            ],
            "score": pack.explanation.terms.score / 100,
            "decision": pack.decision,
        }
    )  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
