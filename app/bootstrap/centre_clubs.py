"""The services of the clubs over one open store."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.bootstrap.centre_telework import TeleworkParts

if TYPE_CHECKING:
    from app.services.clubs_week import ClubsWeekService


class ClubsParts(TeleworkParts):
    """The week of clubs; consent for children is asked at each look."""

    @cached_property
    def clubs_week(self) -> ClubsWeekService:
        """The registers, the published week and how to mend it."""
        from app.files.club_calendars import holidays_between
        from app.files.clubs import read_problem_file
        from app.services.clubs_week import ClubsWeekService

        return ClubsWeekService(
            self._store.unit_of_work, self.consent_gate, self._clock, read_problem_file,
            holidays_between,
        )  # fmt: skip
