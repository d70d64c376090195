"""The verbs that show screens to nobody: `screens`, `shot` and `audit`.

Without `--centre` they work on a throw-away demo centre, so that no picture holds a real person.
"""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.bootstrap.centre import Centre
from app.bootstrap.joined import make_demo
from app.bootstrap.places import Secrets
from app.cli.options import Globals
from app.demo.build import demo_login
from app.domain.progress import Progress
from app.domain.roles import Actor

if TYPE_CHECKING:
    from app.store.centre import Unlock

SAMPLE_PEOPLE, SAMPLE_CONSULTATIONS, SAMPLE_SEED = 40, 60, 1


def describe_screens() -> list[dict[str, object]]:
    """Return what the registry says of every screen, in the current language."""
    import app.ui.screens  # noqa: F401 - importing registers every screen
    from app.ui.registry import registry

    return [
        {
            "id": one.id,
            "title": str(one.title),
            "role": ", ".join(one.roles),
            "shortcut": one.shortcut,
            "actions": list(one.actions),
        }
        for one in registry.screens()
    ]


def take_pictures(
    shared: Globals, secrets: Secrets, values: Namespace, progress: Progress
) -> list[Path]:
    """Save the picture of one screen, or of all into a folder."""
    _draw_without_a_display()
    from app.domain.modes import Modes
    from app.ui import shot
    from app.ui.console import make_application

    make_application()
    modes = Modes(values.text, values.scheme, shared.language or "ja")
    screens = shot.screen_ids() if values.all else (values.screen,)
    out: Path = values.out.expanduser()

    def target(screen_id: str) -> Path:
        return out / f"{screen_id}.png" if values.all else out

    size = values.size or shot.DEFAULT_SIZE
    with _opener(shared, secrets) as opener:
        return shot.take_pictures(opener, screens, modes, size, target, progress)


def audit(
    shared: Globals, secrets: Secrets, values: Namespace, progress: Progress
) -> dict[str, Any]:
    """Look at every screen in every mode, in several processes."""
    _draw_without_a_display()
    from app.ui import shot
    from app.ui.a11y.audit.matrix import run_matrix

    with _opener(shared, secrets) as opener:
        return run_matrix(opener, shot.screen_ids(), values.sample, values.seed, progress=progress)


def audit_self_test() -> dict[str, Any]:
    """Let the audit look at its planted faults."""
    _draw_without_a_display()
    from app.ui.a11y.audit.selftest import self_test
    from app.ui.console import make_application

    make_application()
    return self_test()


@contextmanager
def _opener(shared: Globals, secrets: Secrets) -> Iterator[Callable[[], Centre]]:
    """Give a picklable function that opens the named centre, or a demo that is gone afterwards."""
    if shared.centre is not None:
        from app.bootstrap.unlock import open_signed_in

        # What is asked is asked before the work, once; roles apply, the look is logged.
        centre, unlock = open_signed_in(shared, secrets)
        actor = centre.who
        centre.close()
        yield partial(_open_again, centre.folder, unlock, actor)
        return
    from app.store.centre import Passphrase

    with tempfile.TemporaryDirectory(prefix="madoguchi-") as folder:
        demo = Path(folder) / "centre"
        make_demo(demo, SAMPLE_PEOPLE, SAMPLE_CONSULTATIONS, SAMPLE_SEED)
        key = Passphrase(demo_login().passphrase)
        yield partial(_open_again, demo, key, _demo_actor(demo, key))


def _demo_actor(folder: Path, unlock: Unlock) -> Actor:
    from app.store.centre import open_centre

    centre = Centre(open_centre(folder, unlock))
    try:
        login = demo_login()
        return centre.operators.sign_in(centre.operators.named(login.operator).id, login.pin)
    finally:
        centre.close()


def _open_again(folder: Path, unlock: Unlock, actor: Actor) -> Centre:
    """Open a centre in this or another process for somebody who signed in already."""
    from app.store.centre import open_centre

    centre = Centre(open_centre(folder, unlock))
    centre.actor = actor
    return centre


def _draw_without_a_display() -> None:
    """Pictures look the same on every machine, and no window comes up in front of anybody."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The offscreen plug-in remarks on every window that it has no size hints; nobody needs to know.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
