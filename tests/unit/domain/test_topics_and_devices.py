"""The topic tree only grows, and a device's name tells its system."""

from __future__ import annotations

import pytest

from app.domain.devices import System, system_of
from app.domain.topics import ALL_TOPICS, TOPICS, branch_of
from app.messages.consultation_words import BRANCHES, SYSTEMS, TEACH_BACK
from app.messages.consultation_words import TOPICS as WORDS

# What the first release wrote into records; none may ever be missing.
FIRST = [
    "basics.power",
    "basics.call",
    "basics.text_size",
    "basics.passwords",
    "basics.settings",
    "camera.camera",
    "camera.photos",
    "internet.internet",
    "internet.wifi",
    "internet.map",
    "internet.mail",
    "internet.video_call",
    "line.line_start",
    "line.line_message",
    "line.line_photo",
    "apps.app_install",
    "apps.app_payment",
    "government.my_number_card",
    "government.mynaportal",
    "government.health_insurance",
    "government.e_tax",
    "government.online_medical",
    "scams.scam_call",
    "scams.scam_mail",
    "scams.scam_screen",
    "computer.computer",
    "computer.printing",
    "other.other",
]


def test_no_topic_of_an_older_record_is_lost():
    assert set(FIRST) <= set(ALL_TOPICS)


def test_every_topic_belongs_to_its_branch_and_has_words_in_the_trees_order():
    assert [branch_of(code) for code in ALL_TOPICS] == [b for b, ts in TOPICS.items() for _ in ts]
    assert list(WORDS) == list(ALL_TOPICS)
    assert list(BRANCHES) == list(TOPICS)
    assert branch_of("nonsense") == branch_of("line.power") == branch_of("") == ""


def test_every_system_and_every_end_of_a_lesson_has_words():
    assert set(SYSTEMS) == {one.value for one in System}
    assert set(TEACH_BACK) == {"alone", "with_help", "not_yet", "left_out"}


@pytest.mark.parametrize(
    ("device", "system"),
    [
        ("らくらくスマートフォン F-52B", "android"), ("ﾗｸﾗｸﾎﾝ", "feature_phone"),
        ("iPhone", "ios"), ("アイパッド", "ios"), ("ガラケー", "feature_phone"),
        ("ＡＱＵＯＳ sense", "android"), ("パソコン", "windows"), ("MacBook", "macos"),
        ("Chromebook", "chromeos"), ("テレビ", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_device_tells_its_system(device, system):
    assert system_of(device) == system
