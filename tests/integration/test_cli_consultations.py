"""Similar consultations from the command line, on a demo centre."""

from __future__ import annotations

import pytest

from tests.helpers.command_line import demo_centre, madoguchi


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    return demo_centre(tmp_path_factory.mktemp("consultations") / "centre")


def test_similar_consultations_come_best_first_with_points_and_words(centre):
    told = madoguchi(
        "consultations", "similar", "写真がラインで", "送れない", "--json", "--centre", centre
    )
    assert told.code == 0, told.err
    found = told.document
    assert 0 < len(found) <= 3
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert all({"id", "score", "matched"} <= one.keys() for one in found)
    assert any("写真" in one["matched"] for one in found)


def test_a_topic_that_does_not_exist_is_named(centre):
    told = madoguchi("consultations", "similar", "写真", "--topic", "nonsense", "--centre", centre)
    assert told.code == 2


def test_nothing_similar_is_an_empty_list(centre):
    told = madoguchi("consultations", "similar", "🙂", "--json", "--centre", centre)
    assert (told.code, told.document) == (0, [])
