"""Two records made one and two again: nothing is lost, nothing is left behind."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.consultations import ConsultationFields
from app.domain.delegations import DelegationFields
from app.domain.errors import Refused
from app.domain.people import PersonFields
from app.services.follow_ups import FollowUpFields

NAMES = st.sampled_from(["佐藤 ハナ", "髙﨑 𠮷子", "山田 恵子"])
MAYBE = {
    "kana": st.sampled_from(["", "さとう はな", "やまだ けいこ"]),
    "birth_date": st.sampled_from(["", "S20.3.3", "1940-04-01"]),
    "phone": st.sampled_from(["", "090-0000-2231", "0999-00-1234"]),
    "phone_other": st.sampled_from(["", "080-0000-1111"]),
    "email": st.sampled_from(["", "hana@example.jp"]),
    "address": st.sampled_from(["", "光が原市1番"]),
    "note": st.sampled_from(["", "耳が遠い", "大きな字で"]),
}
RECORDS = st.builds(PersonFields, name=NAMES, **MAYBE)


def everything(centre, who, people):
    """What is known of these people, as screens would show it."""
    found = []
    for person in people:
        with centre.store.unit_of_work() as work:
            record = work.people.get(person)
        page = centre.consultations.history_of(who, person)
        plain = None if record is None else {**asdict(record), "version": 0}
        follow_ups = [r.follow_up.id for r in centre.follow_ups.of_person(who, person).rows]
        delegations = [one.id for one in centre.delegations.of_person(who, person)]
        rows = [(r.id, r.person, r.person_name) for r in page.rows]
        found.append((plain, rows, follow_ups, delegations))
    return found


def fill(centre, who, person, word):
    one = centre.consultations.begin(who, person)[0]
    centre.consultations.save(who, one, ConsultationFields(story=word))
    later = (centre.follow_ups.today() + timedelta(days=5)).isoformat()
    centre.follow_ups.add(who, person, FollowUpFields(due_on=later))
    fields = DelegationFields(name="家族", scopes="device", ends_on=later)
    centre.delegations.add(who, person, fields)
    return one


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=RECORDS, second=RECORDS)
def test_merging_and_un_merging_leaves_everything_as_it_was(centre, who, first, second):
    kept = centre.people.add_person(who, first)[0]
    other = centre.people.add_person(who, second)[0]
    fill(centre, who, kept, "音が出ない")
    fill(centre, who, other, "写真が消えた")
    before = everything(centre, who, (kept, other))
    merge, _changes = centre.people_merge.merge(who, kept, other)
    with centre.store.unit_of_work() as work:
        joined = work.people.get(kept)
        assert work.people.get(other) is None
    assert centre.consultations.history_of(who, kept).total == 2
    assert centre.follow_ups.of_person(who, kept).total == 2
    known = {joined.phone, joined.phone_other} - {""}
    if len({before[0][0]["phone"], before[1][0]["phone"]} - {""}) == 2 and not first.phone_other:
        assert {before[0][0]["phone"], before[1][0]["phone"]} <= known
    centre.people_merge.unmerge(who, merge.id)
    assert everything(centre, who, (kept, other)) == before


def test_what_was_written_since_stays_with_the_kept_record(centre, who, hana):
    other = centre.people.add_person(who, PersonFields(name="佐藤 花", address="一番町"))[0]
    merge, _changes = centre.people_merge.merge(who, hana, other)
    later = fill(centre, who, hana, "あとから書いた")
    present = centre.people.open_person(who, hana)
    fields = centre.people.fields_of(present)
    centre.people.change_person(who, hana, PersonFields(**{**asdict(fields), "address": "二番町"}))
    centre.people_merge.unmerge(who, merge.id)
    assert centre.people.open_person(who, hana).address == "二番町"
    assert [one.id for one in centre.consultations.history_of(who, hana).rows] == [later]


def test_a_merged_records_consultations_are_found_under_the_kept_name(centre, who, hana):
    other = centre.people.add_person(who, PersonFields(name="榊原 ミツ", kana="さかきばら みつ"))[0]
    one = fill(centre, who, other, "音が出ない")
    merge, _changes = centre.people_merge.merge(who, hana, other)
    assert [row.id for row in centre.consultations.search(who, "さとう").rows] == [one]
    assert centre.consultations.search(who, "榊原").total == 0
    centre.people_merge.unmerge(who, merge.id)
    assert [row.id for row in centre.consultations.search(who, "榊原").rows] == [one]


def test_a_record_is_not_merged_with_itself_nor_un_merged_twice(centre, who, hana):
    with pytest.raises(Refused):
        centre.people_merge.merge(who, hana, hana)
    other = centre.people.add_person(who, PersonFields(name="佐藤 花"))[0]
    merge, _changes = centre.people_merge.merge(who, hana, other)
    centre.people_merge.unmerge(who, merge.id)
    with pytest.raises(Refused):
        centre.people_merge.unmerge(who, merge.id)
