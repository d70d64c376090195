from __future__ import annotations

from app.domain.roles import Role
from app.domain.sync.client_side import ClientSide
from app.domain.sync.editing import created, edited
from app.domain.sync.records import Key
from app.domain.sync.server_side import Caller, ServerSide, too_far_ahead
from app.domain.sync.simulate.books import Device, Server, Time

KEY = Key("tallies", "2026-04-01")
RULES, SERVER_RULES = ClientSide(), ServerSide()


def caller(device: Device, role: Role = Role.COORDINATOR) -> Caller:
    return Caller("town", "centre", device.name, role)


def write(device: Device, key: Key = KEY, **values: str) -> None:
    local = device.kept.get(key)
    stamp, version = device.stamp(), device.next_version()
    device.keep(edited(local, values, stamp, version) if local else
                created(key, values, stamp, version))  # fmt: skip


def send(device: Device, server: Server, batch: str, role: Role = Role.COORDINATOR) -> None:
    push = RULES.batch(device, batch, 100)
    assert push is not None
    RULES.take_reply(device, push, SERVER_RULES.push(server, caller(device, role), push))


def fetch(device: Device, server: Server) -> None:
    RULES.take_page(device, server.page(device.name, device.cursor, 100))


def place() -> tuple[Server, Device, Device]:
    time = Time()
    return Server(time), Device("0000000a", time, 0), Device("0000000b", time, 0)


def test_a_late_acknowledgement_does_not_lose_the_edit_made_meanwhile() -> None:
    # A counter that went back to zero once cleared this edit: the number it got looked sent.
    server, one, _other = place()
    write(one, note="first")
    push = RULES.batch(one, "b1", 100)
    assert push is not None
    reply = SERVER_RULES.push(server, caller(one), push)
    RULES.take_reply(one, push, reply)
    write(one, note="second")
    RULES.take_reply(one, push, reply)
    assert one.kept[KEY].dirty is not None
    send(one, server, "b2")
    held = server.rows[KEY].record
    assert held is not None
    assert held.fields["note"] == "second"


def test_the_same_batch_twice_changes_nothing_and_gets_the_same_answer() -> None:
    server, one, _other = place()
    write(one, note="n")
    push = RULES.batch(one, "b1", 100)
    assert push is not None
    first = SERVER_RULES.push(server, caller(one), push)
    assert SERVER_RULES.push(server, caller(one), push) is first
    assert server.seq == 1


def test_a_page_that_begins_after_our_cursor_is_ignored() -> None:
    server, one, other = place()
    write(one, note="n")
    send(one, server, "b1")
    assert not RULES.take_page(other, server.page(other.name, 1, 10)) or other.cursor == 0
    fetch(other, server)
    assert other.kept[KEY].record.fields["note"] == "n"


def test_a_late_edit_of_a_withdrawn_record_is_answered_with_gone() -> None:
    server, one, other = place()
    write(one, note="n")
    send(one, server, "b1")
    fetch(other, server)
    write(other, note="late")
    SERVER_RULES.purge(server, [KEY])
    send(other, server, "b2")
    assert KEY not in other.kept
    assert not other.outbox(10)
    fetch(one, server)
    assert KEY not in one.kept


def test_an_old_page_does_not_bring_a_withdrawn_record_back() -> None:
    server, one, other = place()
    write(one, note="n")
    send(one, server, "b1")
    old = server.page(other.name, 0, 10)
    SERVER_RULES.purge(server, [KEY])
    fetch(other, server)
    RULES.take_page(other, old)
    assert KEY not in other.kept


def test_a_volunteers_wish_for_a_role_gives_way_to_the_servers_word() -> None:
    server, chief, volunteer = place()
    key = Key("operators", "o1")
    write(chief, key, name="A", role="volunteer")
    send(chief, server, "b1", Role.ADMINISTRATOR)
    fetch(volunteer, server)
    write(volunteer, key, role="administrator")
    send(volunteer, server, "b2", Role.VOLUNTEER)
    fetch(volunteer, server)
    fetch(chief, server)
    for device in (chief, volunteer):
        assert device.kept[key].record.fields["role"] == "volunteer"


def test_what_a_role_may_not_send_is_refused_and_stays_on_the_device() -> None:
    server, one, _other = place()
    key = Key("telework_fields", "p/1")
    write(one, key, text="t")
    send(one, server, "b1", Role.VOLUNTEER)
    assert key not in server.rows
    assert key in one.kept
    assert not one.outbox(10)


def test_a_restored_server_gets_back_what_it_lost() -> None:
    server, one, other = place()
    backup = server.copy()
    write(one, note="n")
    send(one, server, "b1")
    server.restore(backup)
    fetch(one, server)
    send(one, server, "b2")
    fetch(other, server)
    assert other.kept[KEY].record.fields["note"] == "n"


def test_a_batch_from_the_future_is_known_as_such() -> None:
    _server, one, _other = place()
    one.skew = 10 * 60 * 1000
    write(one, note="n")
    push = RULES.batch(one, "b1", 10)
    assert push is not None
    now = Time().now
    assert too_far_ahead(push, now) == 10 * 60 * 1000
    assert too_far_ahead(push, now + 6 * 60 * 1000) == 0
