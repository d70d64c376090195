"""Importing this module registers every screen; each area registers itself once."""

from app.ui.clubs import register as _clubs
from app.ui.common import register as _common
from app.ui.consent import register as _consent
from app.ui.consultations import register as _consultations
from app.ui.follow_ups import register as _follow_ups
from app.ui.home import register as _home
from app.ui.nursery import register as _nursery
from app.ui.people import register as _people
from app.ui.reach import register as _reach
from app.ui.registry import registry
from app.ui.sync import register as _sync
from app.ui.telework import register as _telework
from app.ui.writing import register as _writing

__all__: list[str] = []

# Naming the modules keeps linters from dropping imports whose work is done on import.
_AREAS = (
    _common, _reach, _home, _people, _consultations, _follow_ups, _telework, _sync, _consent,
    _nursery, _clubs, _writing,
)  # fmt: skip
registry.check()
