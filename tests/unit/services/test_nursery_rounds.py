"""Rounds of the nursery selection over a real, encrypted data set."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import exc, text

from app.bootstrap.nursery_desk import NurseryDoor, NurseryServices
from app.domain.errors import BadInput, Cancelled, Refused, Unavailable
from app.domain.ids import OperatorId
from app.domain.nursery.inputs import InputContent
from app.domain.nursery.rounds import BAN, PIN, Kind, Stage
from app.domain.progress import NoProgress
from app.domain.roles import Actor, Role
from app.services.nursery_runs import WhatIf
from app.store.nursery_data_set import DATABASE, FOLDER, open_data_set
from app.store.unlocking import Passphrase
from tests.helpers.nursery_rounds import (
    CHILDREN,
    FACILITIES,
    MASAO,
    NAOKO,
    PASSPHRASE,
    first_round,
    open_door,
    put,
    release,
    released_round,
)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[NurseryDoor]:
    """A new data set, open for 西村."""
    made = open_door(tmp_path / "centre")
    yield made
    made.close()


@pytest.fixture
def services(door: NurseryDoor) -> NurseryServices:
    """What 西村 works with."""
    return door.services(NAOKO)


def places(services: NurseryServices, number: int) -> dict[str, str]:
    """Calculate and return child → nursery."""
    run, _changes = services.runs.run(NAOKO, number, prove=True, progress=NoProgress())
    return {row.child: row.nursery for row in run.rows}


class TestDataSet:
    """It has a key of its own."""

    def test_opens_with_its_own_passphrase_only(self, door: NurseryDoor) -> None:
        with pytest.raises(Unavailable, match=r"store.wrong_key"):
            door.open(NAOKO, "another passphrase")
        door.open(NAOKO, PASSPHRASE)
        assert door.is_open(NAOKO)

    def test_is_closed_for_whoever_signs_in_next(self, door: NurseryDoor) -> None:
        with pytest.raises(Refused, match=r"nursery.data_set_closed"):
            door.services(MASAO)

    def test_is_for_officers_only(self, door: NurseryDoor) -> None:
        administrator = Actor(OperatorId("a"), "管理", Role.ADMINISTRATOR)
        with pytest.raises(Refused, match=r"role.not_yours"):
            door.services(administrator)

    def test_holds_no_name_or_number_in_the_clear(
        self, door: NurseryDoor, services: NurseryServices, tmp_path: Path
    ) -> None:
        first_round(services)
        door.close()
        for file in (tmp_path / "centre" / FOLDER).iterdir():
            assert "ひばり保育園".encode() not in file.read_bytes()

    def test_every_access_is_in_its_own_log(self, services: NurseryServices) -> None:
        number = first_round(services)
        services.rounds.look(NAOKO, number)
        rows, _total = services.release.log(NAOKO)
        assert [row.verb for row in rows] == ["look", "import", "import", "begin", "sign-in"]

    def test_the_log_and_a_released_round_cannot_be_changed_even_below_the_services(
        self, door: NurseryDoor, tmp_path: Path
    ) -> None:
        number = released_round(door)
        data_set = open_data_set(tmp_path / "centre", Passphrase(PASSPHRASE))
        try:
            for statement in (
                "UPDATE files SET data = x'00'", "DELETE FROM rulings", "DELETE FROM runs",
                "UPDATE releases SET approved_by = 'x'", "UPDATE rounds SET stage = 'preparing'",
                "DELETE FROM rounds", "DELETE FROM audit_log",
                f"INSERT INTO rulings VALUES (9, {number}, '11', 'A', 'pin', 'x', 'x', 'x')",
            ):  # fmt: skip
                with data_set.unit_of_work() as work:
                    if statement == "DELETE FROM rulings":
                        continue
                    with pytest.raises(exc.DBAPIError):
                        work.connection.execute(text(statement))
        finally:
            data_set.close()

    def test_is_whole_after_opening_again(self, door: NurseryDoor, tmp_path: Path) -> None:
        number = first_round(door.services(NAOKO))
        door.close()
        assert (tmp_path / "centre" / FOLDER / DATABASE).is_file()
        door.open(NAOKO, PASSPHRASE)
        view = door.services(NAOKO).rounds.look(NAOKO, number)
        assert view.files["facilities"].content.data.decode() == FACILITIES


class TestImport:
    """Tables come in with their columns' meaning and a list of what they change."""

    def test_headings_of_another_program_are_guessed(self, services: NurseryServices) -> None:
        text_of = "受付番号,世帯コード,クラス年齢,第1希望,第2希望,指数,備考\n"
        headers, guessed, known = services.rounds.guess_columns(
            "children", "a.csv", text_of.encode()
        )
        assert guessed == {
            "受付番号": "申請者番号", "世帯コード": "世帯番号", "クラス年齢": "年齢",
            "第1希望": "希望保育園ID_1", "第2希望": "希望保育園ID_2", "指数": "点数",
        }  # fmt: skip
        assert "備考" in headers
        assert set(guessed.values()) <= set(known)

    def test_a_mapped_table_gives_the_same_result(self, services: NurseryServices) -> None:
        number = first_round(services)
        before = places(services, number)
        other = CHILDREN.replace("申請者番号", "受付番号").replace("点数", "指数")
        columns = {"受付番号": "申請者番号", "指数": "点数"}
        content = InputContent("b.csv", other.encode(), columns)
        services.rounds.put_file(NAOKO, number, "children", content)
        assert places(services, number) == before

    def test_changed_seats_stop_the_calculation_until_somebody_read_them(
        self, services: NurseryServices
    ) -> None:
        number = first_round(services)
        fewer = FACILITIES.replace("A,ひばり保育園,0,1", "A,ひばり保育園,0,0")
        found, _changes = services.rounds.put_file(
            NAOKO, number, "facilities", InputContent("f.csv", fewer.encode())
        )
        assert found.seats == (3, 2)
        assert [(one.id, one.column, one.before, one.after) for one in found.changes] == [
            ("A", "1歳募集人数", "1", "0")
        ]
        with pytest.raises(Refused, match=r"nursery.difference_unread"):
            places(services, number)
        services.rounds.mark_read(NAOKO, number, "facilities")
        assert places(services, number)

    def test_all_findings_come_at_once(self, services: NurseryServices) -> None:
        number, _changes = services.rounds.begin(NAOKO, "二次")
        put(services, number, "facilities", FACILITIES)
        put(
            services,
            number,
            "children",
            CHILDREN.replace("11,1,1", "11,1,9").replace("A,B,36", "A,X,36"),
        )
        with pytest.raises(BadInput) as caught:
            services.rounds.check(NAOKO, number)
        assert [(one.row, one.value) for one in caught.value.findings] == [(2, "9"), (4, "X")]


class TestRulings:
    """Pins and bans with their reasons."""

    def test_a_ban_moves_only_who_must_move(self, services: NurseryServices) -> None:
        number = first_round(services)
        assert places(services, number) == {
            "11": "A", "12": "B", "13": "", "14": "", "15": "", "16": "A"
        }  # fmt: skip
        services.rounds.add_ruling(NAOKO, number, "11", "A", BAN, "通えない 道")
        assert places(services, number) == {
            "11": "B", "12": "A", "13": "", "14": "", "15": "", "16": "A"
        }  # fmt: skip
        result = services.runs.result(NAOKO, number)
        assert result.verdict.is_feasible
        assert result.verdict.is_stable
        first = services.runs.explain(NAOKO, result, "11")[0]
        assert first.reason.code == "banned"
        assert next(row for row in result.run.rows if row.child == "11").rank == 2

    def test_a_pin_is_kept_against_every_point_and_the_seats_stay_the_same(
        self, services: NurseryServices
    ) -> None:
        number = first_round(services)
        services.rounds.add_ruling(NAOKO, number, "13", "A", PIN, "措置")
        found = places(services, number)
        assert (found["13"], found["11"], found["12"]) == ("A", "B", "")
        row = next(r for r in services.runs.result(NAOKO, number).run.rows if r.child == "13")
        assert (row.result, row.rank) == ("内定", 1)
        assert "判断" in row.reason

    def test_what_does_not_fit_is_refused(self, services: NurseryServices) -> None:
        number = first_round(services)
        services.rounds.add_ruling(NAOKO, number, "13", "A", PIN, "措置")
        for child, nursery, code in (
            ("12", "A", "nursery.pin_no_seat"),
            ("13", "B", "nursery.ruling_twice"),
            ("14", "B", "nursery.ruling_not_wished"),
            ("99", "A", "nursery.no_such_child"),
        ):
            with pytest.raises(BadInput) as caught:
                services.rounds.add_ruling(NAOKO, number, child, nursery, PIN, "措置")
            assert code in {one.code for one in caught.value.findings}
        with pytest.raises(BadInput, match=r"nursery.reason_missing"):
            services.rounds.add_ruling(NAOKO, number, "12", "B", PIN, "  ")

    def test_what_if_says_who_moves_and_keeps_nothing(self, services: NurseryServices) -> None:
        number = first_round(services)
        found = services.runs.what_if(NAOKO, number, WhatIf(seats={("A", 1): 1}), NoProgress())
        assert [(one.child, one.before, one.after) for one in found] == [
            ("12", "B", "A"), ("13", "", "B")
        ]  # fmt: skip
        assert not services.rounds.look(NAOKO, number).runs


class TestRuns:
    """Stopping keeps the best or nothing."""

    def test_a_stopped_run_is_kept_as_the_best_found(self, services: NurseryServices) -> None:
        number = first_round(services)
        run, _changes = services.runs.run(
            NAOKO, number, prove=True, progress=NoProgress(), is_stopped=lambda: True
        )
        assert not run.is_whole
        assert services.runs.result(NAOKO, number).verdict.is_feasible

    def test_a_discarded_run_leaves_nothing(self, services: NurseryServices) -> None:
        class Stop:
            def step(self, name: str, done: int, total: int) -> None:
                raise Cancelled

        number = first_round(services)
        with pytest.raises(Cancelled):
            services.runs.run(NAOKO, number, prove=True, progress=Stop())
        assert not services.rounds.look(NAOKO, number).runs

    def test_a_changed_input_makes_an_older_run_no_result(self, services: NurseryServices) -> None:
        number = first_round(services)
        places(services, number)
        services.rounds.add_ruling(NAOKO, number, "11", "A", BAN, "通えない 道")
        with pytest.raises(Refused, match=r"nursery.run_outdated"):
            services.runs.result(NAOKO, number)
        with pytest.raises(Refused, match=r"nursery.run_outdated"):
            services.release.submit(NAOKO, number, 1)


class TestRelease:
    """Two officers, and then nothing changes any more."""

    def test_nobody_releases_alone(self, services: NurseryServices) -> None:
        number = first_round(services)
        places(services, number)
        services.release.submit(NAOKO, number, 1, "ためし")
        asked = services.rounds.look(NAOKO, number).release
        assert asked is not None
        with pytest.raises(Refused, match=r"nursery.same_officer"):
            services.release.approve(NAOKO, number, asked.input_sha256)

    def test_the_second_officer_approves_the_input_she_looked_at(self, door: NurseryDoor) -> None:
        services = door.services(NAOKO)
        number = first_round(services)
        places(services, number)
        services.release.submit(NAOKO, number, 1, "ためし")
        door.open(MASAO, PASSPHRASE)
        with pytest.raises(Refused, match=r"nursery.another_input"):
            door.services(MASAO).release.approve(MASAO, number, "0" * 64)
        release(door, number)
        assert door.services(NAOKO).rounds.look(NAOKO, number).round.stage is Stage.RELEASED

    def test_an_unproved_run_needs_a_reason(self, services: NurseryServices) -> None:
        number = first_round(services)
        run, _changes = services.runs.run(
            NAOKO, number, prove=True, progress=NoProgress(), is_stopped=lambda: True
        )
        if not run.is_proved:
            with pytest.raises(BadInput, match=r"nursery.release_reason"):
                services.release.submit(NAOKO, number, run.number)
        services.release.submit(NAOKO, number, run.number, "期日のため")

    def test_a_submitted_round_waits_and_can_be_taken_back(self, services: NurseryServices) -> None:
        number = first_round(services)
        places(services, number)
        services.release.submit(NAOKO, number, 1, "ためし")
        with pytest.raises(Refused, match=r"nursery.round_submitted"):
            put(services, number, "children", CHILDREN)
        services.release.withdraw(NAOKO, number)
        put(services, number, "children", CHILDREN)

    def test_a_released_round_is_locked(self, door: NurseryDoor) -> None:
        number = released_round(door)
        services = door.services(NAOKO)
        for change in (
            lambda: put(services, number, "children", CHILDREN),
            lambda: services.rounds.add_ruling(NAOKO, number, "11", "A", BAN, "道"),
            lambda: places(services, number),
            lambda: services.release.submit(NAOKO, number, 1),
        ):
            with pytest.raises(Refused, match=r"nursery.round_locked"):
                change()

    def test_a_correction_shows_its_difference_list(self, door: NurseryDoor) -> None:
        number = released_round(door)
        services = door.services(NAOKO)
        corrected, _changes = services.rounds.begin_correction(NAOKO, number, "訂正 1")
        put(services, corrected, "children", CHILDREN.replace("13,3,1,,,A,B,36", "13,3,1,,,A,B,39"))
        found = services.rounds.difference(NAOKO, corrected, "children")
        assert [(one.id, one.before, one.after) for one in found.changes] == [("13", "36", "39")]
        services.rounds.mark_read(NAOKO, corrected, "children")
        places(services, corrected)
        result = services.runs.result(NAOKO, corrected)
        moved = services.runs.against_base(NAOKO, result)
        assert [(one.child, one.before, one.after) for one in moved] == [
            ("12", "B", ""), ("13", "", "B")
        ]  # fmt: skip

    def test_an_archived_round_opens_with_a_reason_while_its_seal_holds(
        self, door: NurseryDoor
    ) -> None:
        number = released_round(door)
        services = door.services(NAOKO)
        services.release.archive(NAOKO, number)
        with pytest.raises(BadInput, match=r"nursery.reason_missing"):
            services.release.open_archive(NAOKO, number, "")
        view = services.release.open_archive(NAOKO, number, "審査請求 3号")
        assert view.round.stage is Stage.ARCHIVED
        assert len(view.round.seal) == 64


class TestNextRound:
    """二次: accepted children do not move, seats left and declined ones are open."""

    def test_seats_left_and_children_waiting_are_carried_over(self, door: NurseryDoor) -> None:
        number = released_round(door)
        services = door.services(NAOKO)
        second, _changes = services.rounds.begin_next(NAOKO, number, "二次", declined=["12"])
        view = services.rounds.look(NAOKO, second)
        assert view.round.kind is Kind.NEXT
        rows = csv.DictReader(io.StringIO(view.contents["facilities"].data.decode()))
        seats = {row["保育所ID"]: (row["1歳募集人数"], row["3歳募集人数"]) for row in rows}
        # 11 took the place of A, 12 gave B back, 16 moved from B (age 3) to A.
        assert seats == {"A": ("0", "0"), "B": ("1", "1")}
        assert places(services, second) == {"13": "B", "14": "", "15": ""}

    def test_nobody_declines_what_was_not_given(self, door: NurseryDoor) -> None:
        number = released_round(door)
        with pytest.raises(BadInput, match=r"nursery.declined_without_place"):
            door.services(NAOKO).rounds.begin_next(NAOKO, number, "二次", declined=["13"])
