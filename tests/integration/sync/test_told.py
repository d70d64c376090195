"""What people read at the command line when an exchange cannot be: its own sentence, nothing lost."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from app.store.centre import Passphrase, open_centre
from tests.helpers.command_line import OwnCentre, madoguchi, own_centre
from tests.helpers.running_server import RunningServer, running_server
from tests.helpers.stores import a_person
from tests.integration.sync.test_care import certificate

pytestmark = pytest.mark.long


@contextmanager
def opened(own: OwnCentre):
    centre = open_centre(own.folder, Passphrase(own.passphrase.read_text("utf-8").strip()))
    yield centre
    centre.close()


def told(own: OwnCentre, *words: str, code: int) -> str:
    done = madoguchi(*words, *own.words())
    assert done.code == code, done.out + done.err
    return done.out + done.err


def unsent(own: OwnCentre) -> int:
    with opened(own) as centre, centre.unit_of_work() as work:
        return work.sync.standing().unsent


@pytest.fixture
def own(tmp_path: Path) -> OwnCentre:
    made = own_centre(tmp_path)
    with opened(made) as centre, centre.unit_of_work() as work:
        work.people.add(a_person())
        work.commit()
    return made


def restarted(server: RunningServer, pair: tuple[Path, Path]) -> None:
    server.stop()
    server.start("--tls-cert", str(pair[0]), "--tls-key", str(pair[1]))


def test_each_case_is_told_in_its_own_words_and_the_edit_arrives_in_the_end(
    own: OwnCentre, tmp_path: Path
) -> None:
    pair, stranger = certificate(tmp_path, "ours"), certificate(tmp_path, "stranger")
    with running_server() as server:
        restarted(server, pair)
        enrol = ("sync", "enrol", "--server", server.address, "--code")
        said = told(own, *enrol, server.code(), code=5)
        assert "certificate is not one this device trusts. Nothing was sent." in said
        late = server.code()
        assert server._desk is not None
        with server._desk.transaction("town") as connection:
            connection.execute(text("UPDATE enrol_codes SET expires_at = 1"))
        said = told(own, *enrol, late, "--ca", str(pair[0]), code=4)
        assert "used, older than 15 minutes, or mistyped" in said
        told(own, *enrol, server.code(), "--ca", str(pair[0]), code=0)
        waiting = unsent(own)
        assert waiting >= 1

        restarted(server, stranger)
        assert "certificate is not one this device trusts" in told(own, "sync", "once", code=5)
        server.stop()
        assert "cannot be reached. Nothing is lost" in told(own, "sync", "once", code=5)
        restarted(server, pair)
        with opened(own) as centre, centre.unit_of_work() as work:
            device = work.sync.device
        server.command("revoke", "--device", device)
        said = told(own, "sync", "once", code=4)
        assert "closed this device. Its records are still here, locked." in said
        assert "closed this device" in told(own, "people", "find", "やまだ", code=4)
        assert unsent(own) == waiting

        told(own, *enrol, server.code(), "--ca", str(pair[0]), code=0)
        told(own, "sync", "once", code=0)
        assert unsent(own) == 0
        assert "山田 恵子" in told(own, "people", "find", "やまだ", code=0)
