"""Opens a centre and signs in: keyring, passphrase file, terminal, and then no more.

A centre marked as a demo is opened and signed in from its `demo-login.txt` when nobody is named.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.centre import Centre
from app.bootstrap.places import Secrets, centre_folder, read_demo_login
from app.cli.options import Globals
from app.domain.errors import Refused, Unavailable
from app.messages import _

if TYPE_CHECKING:
    from app.domain.roles import Actor
    from app.store.centre import OpenCentre, Unlock

# Nothing somebody types as a passphrase has so many digits and nothing else.
FEWEST_CODE_DIGITS = 30


def open_signed_in(shared: Globals, secrets: Secrets) -> tuple[Centre, Unlock]:
    """Open the centre of these options and sign in; say how it was unlocked.

    Raises:
        Unavailable: no centre, no or a wrong key, or the disk says no.
        Refused: nobody named, another PIN, or too many tries.
    """
    folder = centre_folder(shared)
    store, unlock = open_store(folder, shared, secrets)
    centre = Centre(store)
    try:
        _sign_in(centre, shared, secrets)
    except BaseException:
        centre.close()
        raise
    return centre, unlock


def open_store(
    folder: Path, shared: Globals, secrets: Secrets, *, may_ask: bool = True
) -> tuple[OpenCentre, Unlock]:
    """Unlock a centre's store, without anybody signing in; say how it was unlocked.

    With `may_ask` False nobody is asked at the terminal: the window asks on its own page.
    """
    from app.store.centre import KeyringUnlock, centre_info, open_centre

    info = centre_info(folder)
    if info.is_demo and not shared.passphrase_file:
        secrets.passphrase = read_demo_login(folder).passphrase
    elif not info.is_demo:
        try:
            return open_centre(folder, KeyringUnlock()), KeyringUnlock()
        except Unavailable as error:
            # A keyring that is absent, locked or holds another key is no reason not to ask.
            if error.code not in ("store.no_such_way", "store.wrong_key"):
                raise
    unlock = unlock_by(passphrase_of(shared, secrets, may_ask=may_ask))
    return open_centre(folder, unlock), unlock


def unlock_by(secret: str) -> Unlock:
    """Take what somebody typed as the recovery code where it looks like one, else as passphrase."""
    from app.store.centre import Passphrase, RecoveryCode

    plain = unicodedata.normalize("NFKC", secret)
    digits = sum(c.isdigit() for c in plain)
    is_code = digits >= FEWEST_CODE_DIGITS and not any(c.isalpha() for c in plain)
    return RecoveryCode(secret) if is_code else Passphrase(secret)


def passphrase_of(shared: Globals, secrets: Secrets, *, may_ask: bool = True) -> str:
    """Return the passphrase from its file or the terminal; `Unavailable` where neither is there."""
    if secrets.passphrase is None and shared.passphrase_file:
        secrets.passphrase = secrets.from_file(shared.passphrase_file)
    if secrets.passphrase is None and may_ask:
        secrets.passphrase = secrets.asked(_("Passphrase of the centre")) or None
    if secrets.passphrase is None:
        raise Unavailable("unlock.no_secret")
    return secrets.passphrase


def _sign_in(centre: Centre, shared: Globals, secrets: Secrets) -> None:
    if centre.info.is_demo and not shared.operator:
        login = read_demo_login(centre.folder)
        centre.actor = centre.operators.sign_in(
            centre.operators.named(login.operator).id, login.pin
        )
        return
    if not shared.operator:
        raise Refused("signin.who")
    centre.actor = sign_in_named(centre, shared.operator, shared.pin_file, secrets)


def sign_in_named(centre: Centre, name: str, pin_file: str | None, secrets: Secrets) -> Actor:
    """Sign somebody in by name; the PIN comes from its file, else from the terminal.

    Raises:
        Refused: nobody has that name, there is no PIN, it is another one, or it is too early.
    """
    tile = centre.operators.named(name)
    pin = secrets.from_file(pin_file) if pin_file else secrets.asked(_("PIN"))
    if not pin:
        raise Refused("signin.no_pin")
    return centre.operators.sign_in(tile.id, pin)
