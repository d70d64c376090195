"""The audit can be trusted: it finds what is planted and accuses nothing that is sound."""

import pytest

from app.ui.a11y.audit.faults import FAULTS, field, sound_window
from app.ui.a11y.audit.matrix import all_cells, choose
from app.ui.a11y.audit.pixels import contrast, ink_contrast
from app.ui.a11y.audit.selftest import rules_found, self_test


@pytest.fixture(autouse=True)
def _application(qapp):
    font = qapp.font()
    font.setPointSizeF(12)
    qapp.setFont(font)


def test_at_least_twenty_faults_are_planted():
    assert len(FAULTS) >= 20


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_found_under_its_rule(name):
    rule, build = FAULTS[name]
    assert rule in rules_found(build())


def test_a_sound_window_is_accused_of_nothing():
    box, _edit = field("氏名")
    assert rules_found(sound_window(box)) == set()


def test_the_self_test_reports_nothing_missed_and_nothing_invented():
    report = self_test()
    assert report["missed"] == []
    assert report["false_alarms"] == []


def test_contrast_follows_the_published_extremes():
    assert contrast(0x000000, 0xFFFFFF) == pytest.approx(21.0)
    assert contrast(0x767676, 0xFFFFFF) == pytest.approx(4.54, abs=0.01)


def test_ink_is_measured_against_the_most_frequent_colour():
    pixels = [0xFFFFFF] * 900 + [0x000000] * 100
    assert ink_contrast(pixels) == pytest.approx(21.0)
    assert ink_contrast([0xFFFFFF] * 1000) is None


def test_the_matrix_covers_every_screen_in_every_mode():
    cells = all_cells(["home", "people"])
    assert len(cells) == len(set(cells)) == 2 * 4 * 3 * 3


def test_a_sample_is_repeatable_and_no_larger_than_the_whole():
    cells = all_cells(["home", "people"])
    assert choose(cells, 10, seed=1) == choose(cells, 10, seed=1)
    assert choose(cells, 10, seed=1) != choose(cells, 10, seed=2)
    assert choose(cells, 10**6, seed=1) == cells
