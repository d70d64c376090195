"""The purposes, recipient and category under which telework asks the consent ledger."""

from __future__ import annotations

MATCHING, PLACEMENT = "telework.matching", "telework.placement"
CENTRE = "centre"
# Without this one a person is in no list, no result, no export and no outbox.
CANDIDATE = "telework.candidate"
