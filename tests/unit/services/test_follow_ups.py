"""Follow-ups, delegations and pictures over a real, encrypted store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.consultations import ConsultationFields
from app.domain.delegations import DelegationFields, DelegationScope
from app.domain.errors import BadInput, Refused
from app.domain.follow_ups import AttemptResult
from app.services.follow_ups import FollowUpFields

MY_NUMBER = "123456789018"


def day(centre, days):
    return (centre.follow_ups.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def call(centre, who, hana):
    fields = FollowUpFields(due_on=day(centre, 0), about="写真を送れたか")
    return centre.follow_ups.add(who, hana, fields)[0]


def miss(centre, who, one):
    return centre.follow_ups.note_attempt(who, one, AttemptResult.MISSED)[0]


def test_what_is_due_today_is_listed_with_whom_to_call(centre, who, call):
    (row,) = centre.follow_ups.due(who).rows
    assert (row.follow_up.id, row.person_kana, row.phone) == (call, "さとう はな", "09000002231")


def test_what_is_due_later_is_not_listed_before(centre, who, hana):
    centre.follow_ups.add(who, hana, FollowUpFields(due_on=day(centre, 3)))
    assert centre.follow_ups.due(who).total == 0
    assert centre.follow_ups.all_open(who).total == 1


def test_three_calls_without_an_answer_need_more_than_a_call_and_stand_first(
    centre, who, hana, call
):
    other = centre.follow_ups.add(who, hana, FollowUpFields(due_on=day(centre, 0)))[0]
    first, second = miss(centre, who, call), miss(centre, who, call)
    assert (first.missed, second.missed, second.is_escalated) == (1, 2, False)
    third = miss(centre, who, call)
    assert third.is_escalated
    rows = centre.follow_ups.due(who).rows
    assert [row.follow_up.id for row in rows] == [call, other]
    assert rows[0].is_escalated


def test_an_answer_ends_the_call_and_the_count(centre, who, call):
    for _time in range(3):
        miss(centre, who, call)
    done, _changes = centre.follow_ups.note_attempt(who, call, AttemptResult.REACHED, "送れた")
    assert done.is_done
    assert centre.follow_ups.all_open(who).total == 0
    with pytest.raises(Refused):
        miss(centre, who, call)


def test_a_try_noted_by_mistake_is_taken_back_whole(centre, who, call):
    before = centre.follow_ups.due(who).rows
    tried, _changes = centre.follow_ups.note_attempt(who, call, AttemptResult.REACHED)
    centre.follow_ups.take_back(who, tried)
    (row,) = centre.follow_ups.due(who).rows
    assert (row.missed, row.last_try, row.follow_up.due_on) == (0, None, before[0].follow_up.due_on)


def test_a_check_in_comes_again_after_its_days(centre, who, hana):
    fields = FollowUpFields("check_in", day(centre, 0), "", "7")
    one = centre.follow_ups.add(who, hana, fields)[0]
    tried, _changes = centre.follow_ups.note_attempt(who, one, AttemptResult.REACHED)
    assert (tried.is_done, tried.due_on.isoformat()) == (False, day(centre, 7))


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        (FollowUpFields(), "due_on"),
        (FollowUpFields(due_on="2020-01-01"), "due_on"),
        (FollowUpFields(due_on="soon"), "due_on"),
        (FollowUpFields(due_on="2099-01-01", every_days="0"), "every_days"),
        (FollowUpFields(due_on="2099-01-01", about=MY_NUMBER), "about"),
        (FollowUpFields("nonsense", "2099-01-01"), "kind"),
    ],
)
def test_what_cannot_be_a_follow_up_is_named_at_its_field(centre, who, hana, fields, column):
    with pytest.raises(BadInput) as refused:
        centre.follow_ups.add(who, hana, fields)
    assert [one.column for one in refused.value.findings] == [column]
    assert MY_NUMBER not in str(refused.value.findings)


def test_every_try_and_look_is_in_the_log(centre, who, hana, call):
    centre.follow_ups.open_one(who, call)
    miss(centre, who, call)
    with centre.store.unit_of_work() as work:
        rows = [(row.verb, row.area) for row in work.audit.rows()[0]]
    assert ("attempt", "follow_ups") in rows
    assert ("look", "people") in rows


# Delegations.


def entry(centre, **fields):
    usual = {"name": "佐藤 一郎", "relation": "長男", "scopes": "device,procedures",
             "ends_on": day(centre, 100)}  # fmt: skip
    return DelegationFields(**(usual | fields))


def test_who_is_written_down_may_do_what_is_written_until_the_last_day(centre, who, hana):
    centre.delegations.add(who, hana, entry(centre))
    (one,) = centre.delegations.who_may(who, hana, DelegationScope.PROCEDURES)
    assert one.name == "佐藤 一郎"
    assert centre.delegations.who_may(who, hana, DelegationScope.APPOINTMENTS) == ()
    assert one.holds_on(one.ends_on)
    assert not one.holds_on(one.ends_on + timedelta(days=1))


def test_a_revoked_delegation_stays_in_the_register_and_can_come_back(centre, who, hana):
    one = centre.delegations.add(who, hana, entry(centre))[0]
    centre.delegations.revoke(who, one)
    assert centre.delegations.who_may(who, hana, DelegationScope.DEVICE) == ()
    assert len(centre.delegations.of_person(who, hana)) == 1
    centre.delegations.restore(who, one)
    assert len(centre.delegations.who_may(who, hana, DelegationScope.DEVICE)) == 1


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"name": " "}, "name"),
        ({"scopes": ""}, "scopes"),
        ({"scopes": "money"}, "scopes"),
        ({"ends_on": ""}, "ends_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"ends_on": "2099-01-01"}, "ends_on"),
        ({"basis": "hearsay"}, "basis"),
        ({"note": MY_NUMBER}, "note"),
    ],
)
def test_an_entry_without_an_end_a_scope_or_a_name_is_not_written(
    centre, who, hana, fields, column
):
    with pytest.raises(BadInput) as refused:
        centre.delegations.add(who, hana, entry(centre, **fields))
    assert [one.column for one in refused.value.findings] == [column]


# Pictures.


@pytest.fixture
def one(centre, who, hana):
    made = centre.consultations.begin(who, hana)[0]
    centre.consultations.save(who, made, ConsultationFields(story="画面が変"))
    return made


def photo(path, size=(64, 48), kind="JPEG"):
    """A photo with a place, a maker, a comment and a turned sensor, as telephones write them."""
    from PIL import Image

    picture = Image.new("RGB", size, "white")
    picture.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    facts = Image.Exif()
    facts[0x010F], facts[0x0112], facts[0x9286] = "SECRETMAKER", 6, "SECRETCOMMENT"
    facts.get_ifd(0x8825)[1] = "N"
    picture.save(path, kind, exif=facts, comment="SECRETCOMMENT")
    return path


def test_only_the_pixels_of_a_picture_are_kept_and_it_stands_upright(centre, who, one, tmp_path):
    from io import BytesIO

    from PIL import Image

    file = photo(tmp_path / "画面.jpg")
    made, _changes = centre.attachments.attach(who, one, file)
    found, data = centre.attachments.open_picture(who, made.id)
    assert b"SECRET" in file.read_bytes()
    assert b"SECRET" not in data
    picture = Image.open(BytesIO(data))
    assert not picture.getexif()
    # The sensor was turned by a quarter: what was 64 wide stands 64 high now.
    assert (picture.size, found.name) == ((48, 64), "画面.jpg")


def test_a_large_picture_is_made_as_small_as_a_screen_shows(centre, who, one, tmp_path):
    made, _changes = centre.attachments.attach(who, one, photo(tmp_path / "a.jpg", (4000, 3000)))
    assert max(made.width, made.height) == 2560


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"\xff\xd8\xff\xe0broken", b"<svg xmlns='http://x'/>"]
)
def test_what_is_no_picture_is_refused(centre, who, one, tmp_path, data):
    file = tmp_path / "a.jpg"
    file.write_bytes(data)
    with pytest.raises(BadInput):
        centre.attachments.attach(who, one, file)
    assert centre.attachments.of_consultation(who, one) == ()


def test_a_picture_is_nowhere_on_the_disk_in_the_clear(centre, who, one, tmp_path):
    made, _changes = centre.attachments.attach(who, one, photo(tmp_path / "a.jpg"))
    _found, data = centre.attachments.open_picture(who, made.id)
    for file in centre.folder.rglob("*"):
        if file.is_file():
            assert data[200:232] not in file.read_bytes()


def test_a_removed_picture_can_come_back(centre, who, one, tmp_path):
    made, _changes = centre.attachments.attach(who, one, photo(tmp_path / "a.jpg"))
    centre.attachments.remove(who, made)
    assert centre.attachments.of_consultation(who, one) == ()
    centre.attachments.restore(who, made)
    assert len(centre.attachments.of_consultation(who, one)) == 1
