"""The services of the consent ledger over one open store."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.bootstrap.opened import Opened

if TYPE_CHECKING:
    from app.services.consent import ConsentService
    from app.services.consent_gate import ConsentGateService
    from app.services.consent_log import ConsentLogService
    from app.services.consent_purge import ConsentPurgeService
    from app.services.consent_records import ConsentRecordsService
    from app.services.consent_takein import ConsentTakeInService
    from app.services.consent_takeout import ConsentTakeOutService
    from app.services.consent_talks import ConsentTalksService


class ConsentParts(Opened):
    """What people agreed to, its log, its gate and what is taken out of it."""

    @cached_property
    def consent(self) -> ConsentService:
        """What people agreed to."""
        import json

        from app.crypto.consent_signing import ConsentSigner, canonical_bytes
        from app.files.consent_heads import HeadsBeside
        from app.services.consent import ConsentService

        return ConsentService(
            self._store.unit_of_work, self._clock, ConsentSigner(), canonical_bytes, json.loads,
            HeadsBeside(self.folder),
        )  # fmt: skip

    @cached_property
    def consent_log(self) -> ConsentLogService:
        """The log of the consent ledger."""
        import json

        from app.crypto.consent_signing import ConsentSigner, canonical_bytes
        from app.files.consent_heads import CHECKED, HeadsBeside
        from app.services.consent_log import ConsentLogService

        return ConsentLogService(
            self._store.unit_of_work, ConsentSigner(), canonical_bytes, json.loads,
            HeadsBeside(self.folder), HeadsBeside(self.folder, CHECKED),
        )  # fmt: skip

    @cached_property
    def consent_takeout(self) -> ConsentTakeOutService:
        """A person's part of the ledger, to take home."""
        import json

        from app.crypto.consent_signing import ConsentSigner, canonical_bytes
        from app.files.consent_archive import table_bytes
        from app.printing.consent_takeout import takeout_papers
        from app.services.consent_takeout import ConsentTakeOutService

        return ConsentTakeOutService(
            self._store.unit_of_work, ConsentSigner(), canonical_bytes, json.loads, table_bytes,
            takeout_papers, self.name,
        )  # fmt: skip

    @cached_property
    def consent_takein(self) -> ConsentTakeInService:
        """Take-outs read back."""
        import json

        from app.crypto.consent_signing import ConsentSigner, canonical_bytes
        from app.services.consent_takein import ConsentTakeInService

        return ConsentTakeInService(
            self._store.unit_of_work, self._clock, ConsentSigner(), canonical_bytes, json.loads,
            self.consent,
        )  # fmt: skip

    @cached_property
    def consent_gate(self) -> ConsentGateService:
        """The one way out for data of people."""
        from app.services.consent_gate import ConsentGateService

        return ConsentGateService(self._store.unit_of_work, self.consent, self._clock)

    @cached_property
    def consent_purge(self) -> ConsentPurgeService:
        """What rests on nothing any more, erased."""
        from app.services.consent_purge import ConsentPurgeService

        return ConsentPurgeService(self._store.unit_of_work, self.consent, self._clock)

    @cached_property
    def consent_talks(self) -> ConsentTalksService:
        """Talks about consent that were left for later."""
        from app.services.consent_talks import ConsentTalksService

        return ConsentTalksService(self._store.unit_of_work, self.consent)

    @cached_property
    def consent_records(self) -> ConsentRecordsService:
        """What went to others, and who was told of a stop."""
        from app.services.consent_records import ConsentRecordsService

        return ConsentRecordsService(self._store.unit_of_work, self.consent, self._clock)
