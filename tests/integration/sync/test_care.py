"""What goes wrong around an exchange: each case has its sentence and nothing is lost."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.errors import BadInput, Refused, Unavailable
from app.domain.sync.records import Key
from app.messages import use_language
from app.messages.errors import SENTENCES
from tests.helpers.running_server import CHIEF, TOP, Console, RunningServer, running_server
from tests.helpers.stores import a_person


def add(console: Console, **fields: object) -> str:
    person = a_person(**fields)  # type: ignore[arg-type]
    with console.centre.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    return person.id


def test_a_device_that_was_never_enrolled_says_so(consoles: tuple[Console, Console]) -> None:
    with pytest.raises(Refused, match=r"sync\.not_enrolled"):
        consoles[0].sync.exchange()


@pytest.mark.parametrize("code", ["", "ABCD", "town/", "/3-ABC"])
def test_what_is_no_code_is_said_before_anything_is_sent(
    consoles: tuple[Console, Console], code: str
) -> None:
    with pytest.raises(BadInput, match=r"sync\.no_code"):
        consoles[0].sync.enrol(CHIEF, "https://nowhere.example", code)


def test_a_wrong_code_and_plain_http_to_another_computer_are_refused(
    server: RunningServer, consoles: tuple[Console, Console]
) -> None:
    with pytest.raises(Refused, match=r"server\.code_no_good"):
        consoles[0].sync.enrol(CHIEF, server.address, "town/1-ABCD-EFGH-JKMNP")
    with pytest.raises(Refused, match=r"sync\.needs_tls"):
        consoles[0].sync.enrol(CHIEF, "http://example.jp:80", "town/1-ABCD-EFGH-JKMNP")


def test_a_server_that_is_away_keeps_edits_waiting(
    consoles: tuple[Console, Console],
) -> None:
    one = consoles[0]
    with running_server() as server:
        one.enrol(server)
        one.sync.exchange()
        server.kill()
        add(one)
        with pytest.raises(Unavailable, match=r"sync\.unreachable"):
            one.sync.exchange()
        assert one.sync.standing().unsent == 1
        server.start()
        one.sync.exchange()
        assert one.sync.standing().unsent == 0


def test_a_revoked_device_locks_with_its_records(
    server: RunningServer, consoles: tuple[Console, Console]
) -> None:
    one = consoles[0]
    one.enrol(server)
    add(one)
    listed = json.loads(server.command("devices"))["devices"]
    device = one.sync.standing().device
    assert device in [row["device"] for row in listed]
    server.command("revoke", "--device", device)
    with pytest.raises(Refused, match=r"server\.revoked"):
        one.sync.exchange()
    with pytest.raises(Refused, match=r"sync\.is_revoked"):
        one.sync.require_open()
    assert one.sync.standing().unsent == 1


def test_a_device_that_was_closed_comes_back_with_a_new_code_and_loses_nothing(
    server: RunningServer, consoles: tuple[Console, Console]
) -> None:
    one, other = consoles
    for console in consoles:
        console.sync.enrol(CHIEF, server.address, server.code(tenant="back"))
    device = one.sync.standing().device
    with pytest.raises(Refused, match=r"server\.device_taken"):
        one.sync.enrol(CHIEF, server.address, server.code(tenant="back"))
    person = add(one)
    server.command("revoke", "--tenant", "back", "--device", device)
    with pytest.raises(Refused, match=r"server\.revoked"):
        one.sync.exchange()
    one.sync.enrol(CHIEF, server.address, server.code(tenant="back"))
    one.sync.require_open()
    one.sync.exchange()
    other.sync.exchange()
    assert person in [row[0] for row in other.dump()["people"]]
    assert one.dump() == other.dump()


def test_a_device_out_of_contact_warns_locks_and_is_opened_by_an_offline_code(
    server: RunningServer, consoles: tuple[Console, Console]
) -> None:
    one = consoles[0]
    one.enrol(server)
    add(one)
    one.clock.wrong = timedelta(days=24)
    assert one.sync.standing().is_warning
    one.sync.require_open()
    one.clock.wrong = timedelta(days=31)
    standing = one.sync.standing()
    assert standing.is_locked
    with pytest.raises(Refused, match=r"sync\.lease_over"):
        one.sync.require_open()
    with pytest.raises(Refused, match=r"sync\.wrong_lease_code"):
        one.sync.open_again("000-000-0000")
    made = server.command("lease-code", "--device", standing.device, "--asks", standing.question)
    one.sync.open_again(json.loads(made)["code"])
    one.sync.require_open()
    with pytest.raises(Refused, match=r"sync\.wrong_lease_code"):
        one.sync.open_again(json.loads(made)["code"])
    with one.centre.unit_of_work() as work:
        assert work.people.find(("やまだ",))[1] == 1
    one.clock.wrong = timedelta()
    one.sync.exchange()
    assert not one.sync.standing().is_warning


def test_setting_the_clock_back_does_not_prolong_the_lease(
    server: RunningServer, consoles: tuple[Console, Console]
) -> None:
    one = consoles[0]
    one.enrol(server)
    one.clock.wrong = timedelta(days=40)
    with one.centre.unit_of_work() as work:
        work.sync.note_seen()
        work.commit()
    one.clock.wrong = timedelta()
    assert one.sync.standing().is_locked


def test_a_cursor_before_the_horizon_begins_anew_and_drops_what_was_withdrawn(
    consoles: tuple[Console, Console],
) -> None:
    one, other = consoles
    with running_server() as server:
        for console in consoles:
            console.enrol(server)
        kept, withdrawn = add(one), add(one, name="消田")
        one.sync.exchange()
        other.sync.exchange()
        one.sync.withdraw([Key("people", withdrawn)])
        one.sync.exchange()
        offline = add(other)
        assert server._desk is not None
        with server._desk.transaction("town") as connection:
            connection.execute(text("DELETE FROM records WHERE body IS NULL"))
            connection.execute(text("UPDATE tenants SET horizon = seq"))
        other.sync.exchange()
        one.sync.exchange()
        assert one.dump() == other.dump()
        assert {row[0] for row in other.dump()["people"]} == {kept, offline}


def test_an_old_program_sends_its_outbox_and_is_told_to_renew_itself(
    consoles: tuple[Console, Console], monkeypatch: pytest.MonkeyPatch
) -> None:
    import app.services.sync as service

    one, other = consoles
    with running_server() as server:
        for console in consoles:
            console.enrol(server)
        person = add(one)
        monkeypatch.setattr(service, "SCHEMA", 0)
        with pytest.raises(Refused, match=r"server\.program_too_old"):
            one.sync.exchange()
        assert one.sync.standing().unsent == 0
        monkeypatch.undo()
        other.sync.exchange()
        assert person in [row[0] for row in other.dump()["people"]]


def certificate(folder: Path, name: str, days: int = 1) -> tuple[Path, Path]:
    """Make a certificate that signs itself, for 127.0.0.1; it holds for so many days from now."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=9)).not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(
            [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    cert, private = folder / f"{name}.pem", folder / f"{name}.key"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))  # fmt: skip
    return cert, private


def test_only_a_trusted_certificate_is_talked_to(
    tmp_path: Path, consoles: tuple[Console, Console]
) -> None:
    one = consoles[0]
    cert, private = certificate(tmp_path, "ours")
    other_cert, _private = certificate(tmp_path, "other")
    with running_server() as server:
        server.stop()
        server.start("--tls-cert", str(cert), "--tls-key", str(private))
        assert server.address.startswith("https://")
        for trusted in ("", str(other_cert)):
            with pytest.raises(Unavailable, match=r"sync\.certificate"):
                one.sync.enrol(CHIEF, server.address, server.code(), trusted)
        with pytest.raises(Unavailable, match=r"sync\.no_ca_file"):
            one.sync.enrol(CHIEF, server.address, server.code(), str(tmp_path / "none.pem"))
        one.sync.enrol(CHIEF, server.address, server.code(), str(cert))
        add(one)
        one.sync.exchange()
        assert one.sync.standing().unsent == 0


def test_a_server_whose_certificate_changed_or_ran_out_is_sent_nothing(
    tmp_path: Path, consoles: tuple[Console, Console]
) -> None:
    one = consoles[0]
    ours, other, late = (
        certificate(tmp_path, name, days) for name, days in (("a", 1), ("b", 1), ("late", -1))
    )

    def begin(server: RunningServer, pair: tuple[Path, Path]) -> None:
        server.stop()
        server.start("--tls-cert", str(pair[0]), "--tls-key", str(pair[1]))

    with running_server() as server:
        begin(server, ours)
        one.sync.enrol(CHIEF, server.address, server.code(), str(ours[0]))
        one.sync.exchange()
        add(one)
        begin(server, other)
        with pytest.raises(Unavailable, match=r"sync\.certificate"):
            one.sync.exchange()
        begin(server, late)
        ours[0].write_bytes(late[0].read_bytes())
        with pytest.raises(Unavailable, match=r"sync\.certificate"):
            one.sync.exchange()
        assert one.sync.standing().unsent == 1
        renewed = certificate(tmp_path, "a")
        begin(server, renewed)
        one.sync.exchange()
        assert one.sync.standing().unsent == 0


def test_without_a_certificate_only_this_computer_is_answered(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a long passphrase of the server")
    done = subprocess.run(
        [sys.executable, "-m", "app", "serve", "--host", "0.0.0.0", "--passphrase-file",
         str(secret), "--json"],
        cwd=TOP, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 4
    assert json.loads(done.stdout)["errors"][0]["code"] == "server.needs_tls"


def test_every_refusal_has_a_sentence_in_every_language() -> None:
    import re

    sources = [file for part in ("server", "sync", "services", "domain/sync")
               for file in (TOP / "app" / part).rglob("*.py")]  # fmt: skip
    sources.append(TOP / "app" / "cli" / "sync_device.py")
    raised = re.compile(
        r'(?:Refused|Unavailable|BadInput|Problem)\((?:\d+, )?"((?:server|sync)\.[a-z_]+)"'
    )
    codes = {code for file in sources for code in raised.findall(file.read_text(encoding="utf-8"))}
    assert len(codes) > 20
    assert codes <= SENTENCES.keys()
    for code in codes:
        said = set()
        for word in ("ja", "en"):
            with use_language(word):
                said.add(str(SENTENCES[code][0]))
        assert len(said) == 2, code
