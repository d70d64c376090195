"""Nobody's name is shown beside a story: not whose case it was, nor anybody named in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.bootstrap.centre import Centre
from app.domain.consultations import ConsultationFields
from app.domain.ids import ConsultationId
from app.domain.people import PersonFields
from app.domain.roles import Actor
from app.domain.similar import Asked
from tests.helpers.windows import administrator, make_centre, open_demo

PEOPLE = (
    ("小林 さくら", "こばやし さくら"),
    ("大槻 はな", "おおつき はな"),
    ("髙﨑 𠮷子", "たかさき よしこ"),
    ("神保 一郎", "じんぼ いちろう"),
    ("ジョンソン 恵美", "じょんそん えみ"),
    ("五十嵐 勝子", "いがらし かつこ"),
)
TROUBLE = "写真がLINEで送れない。許可の画面で止まる。"
# How a name stands in what volunteers write: {f} family, {n} whole, {k} kana of the family.
WRITTEN = (
    "{f}さんの{t}", "{f}です。{t}", "{n}様より。{t}", "{f}の{t}", "{t}と{f}が言う。", "{n}。{t}",
    "{k}さんの{t}", "孫の{f}くんに{t}", "{f}電話あり。{t}", "「{f}」と名のる。{t}", "{f}・{t}",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Centre, Actor, list[str]]]:
    folder: Path = tmp_path_factory.mktemp("names") / "centre"
    make_centre(folder, 5, 5)
    centre = open_demo(folder)
    who = administrator(centre)
    ids = [
        str(centre.people.add_person(who, PersonFields(name=name, kana=kana))[0])
        for name, kana in PEOPLE
    ]
    yield centre, who, ids
    centre.close()


def shown(centre: Centre, who: Actor, text: str, case: ConsultationId) -> str:
    found = centre.similar.similar(who, Asked(text), count=50)
    parts = [word for one in found.cases for word in (one.title, *one.matched, one.device)]
    return "\n".join((*parts, centre.similar.what_was_done(who, case)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    owner=st.integers(0, len(PEOPLE) - 1),
    named=st.integers(0, len(PEOPLE) - 1),
    story=st.sampled_from(WRITTEN),
    steps=st.sampled_from(WRITTEN),
    as_title=st.booleans(),
)
@example(owner=0, named=4, story=WRITTEN[0], steps=WRITTEN[8], as_title=False)
def test_no_name_of_anybody_known_is_shown(
    desk: tuple[Centre, Actor, list[str]],
    owner: int,
    named: int,
    story: str,
    steps: str,
    as_title: bool,
) -> None:
    centre, who, ids = desk
    name, kana = PEOPLE[named]
    family, kana_family = name.split()[0], kana.split()[0]

    def said(form: str) -> str:
        return form.format(f=family, n=name, k=kana_family, t=TROUBLE)

    one, _changes = centre.consultations.begin(who, ids[owner])
    fields = ConsultationFields(
        topic="line.line_photo", title=said(story)[:40] if as_title else "",
        story=said(story), steps=said(steps), outcome="advice",
    )  # fmt: skip
    centre.consultations.close(who, one, fields)
    try:
        # Whoever asks may have typed the very same name.
        for asked in (TROUBLE, said(story)):
            seen = shown(centre, who, asked, one)
            assert family not in seen
            assert name not in seen
            assert f"{kana_family}さん" not in seen
    finally:
        centre.consultations.discard(who, one)
