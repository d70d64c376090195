"""A data set with two officers and a small round for the tests; everybody is invented."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap.nursery_desk import NurseryDoor, NurseryServices
from app.domain.ids import OperatorId
from app.domain.nursery.inputs import InputContent
from app.domain.progress import NoProgress
from app.domain.roles import Actor, Role

NAOKO = Actor(OperatorId("officer-1"), "西村 直子", Role.OFFICER)
MASAO = Actor(OperatorId("officer-2"), "東 正雄", Role.OFFICER)
PASSPHRASE = "ひばりの 三つの鍵"

CHILDREN = """申請者番号,世帯番号,年齢,在籍保育所ID,きょうだいパターン,希望保育園ID_1,希望保育園ID_2,点数
11,1,1,,,A,B,40
12,2,1,,,A,B,38
13,3,1,,,A,B,36
14,4,3,,1,A,,30
15,4,1,,1,A,,30
16,5,3,B,,A,,25
"""
FACILITIES = """保育所ID,保育所名,0歳募集人数,1歳募集人数,2歳募集人数,3歳募集人数,4歳募集人数,5歳募集人数
A,ひばり保育園,0,1,0,1,0,0
B,みどりの丘保育園,0,1,0,0,0,0
"""


def open_door(folder: Path) -> NurseryDoor:
    """Return the door of a new data set that 西村 opened."""
    folder.mkdir(parents=True, exist_ok=True)
    door = NurseryDoor(folder, "みどり市")
    door.create(NAOKO, PASSPHRASE)
    return door


def put(services: NurseryServices, number: int, word: str, text: str) -> None:
    """Take a table into a round."""
    content = InputContent(f"{word}.csv", text.encode())
    services.rounds.put_file(NAOKO, number, word, content)


def first_round(services: NurseryServices) -> int:
    """Return a round with both tables."""
    number, _changes = services.rounds.begin(NAOKO, "令和9年4月 一次")
    put(services, number, "facilities", FACILITIES)
    put(services, number, "children", CHILDREN)
    return number


def released_round(door: NurseryDoor) -> int:
    """Return a released round; 西村 has the data set open again afterwards."""
    services = door.services(NAOKO)
    number = first_round(services)
    run, _changes = services.runs.run(NAOKO, number, prove=False, progress=NoProgress())
    services.release.submit(NAOKO, number, run.number, "ためし")
    release(door, number)
    return number


def release(door: NurseryDoor, number: int) -> None:
    """Let 東 release what was asked for."""
    door.open(MASAO, PASSPHRASE)
    services = door.services(MASAO)
    asked = services.rounds.look(MASAO, number).release
    assert asked is not None
    services.release.approve(MASAO, number, asked.input_sha256)
    door.open(NAOKO, PASSPHRASE)
