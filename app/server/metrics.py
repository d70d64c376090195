"""What the server measures (Prometheus). No name of a tenant, centre, device or person is a label."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

_SKEWS = (-86_400, -3_600, -300, -60, -5, 0, 5, 60, 300, 3_600, 86_400)
_LAGS = (1, 5, 30, 60, 300, 3_600, 21_600, 86_400, 604_800, 2_592_000)


class Metrics:
    """The measures of one running server."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self.requests = Counter(
            "madoguchi_requests", "Requests by route and status.", ("route", "status"),
            registry=registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "madoguchi_request_seconds", "Time to answer.", ("route",), registry=registry
        )
        self.records = Counter(
            "madoguchi_records", "Records taken, given, gone and refused.", ("what",),
            registry=registry,
        )  # fmt: skip
        self.skew = Histogram(
            "madoguchi_clock_skew_seconds", "Device clocks ahead of ours.", buckets=_SKEWS,
            registry=registry,
        )  # fmt: skip
        self.lag = Histogram(
            "madoguchi_push_lag_seconds", "Age of the newest edit of a batch.", buckets=_LAGS,
            registry=registry,
        )  # fmt: skip
        self.outbox_age = Histogram(
            "madoguchi_outbox_age_seconds", "Age of the oldest edit of a batch.", buckets=_LAGS,
            registry=registry,
        )  # fmt: skip
        self.purge_delay = Histogram(
            "madoguchi_purge_delay_seconds", "From a withdrawal's last change to its fetching.",
            buckets=_LAGS, registry=registry,
        )  # fmt: skip

    def text(self) -> bytes:
        """Return everything as Prometheus reads it."""
        return generate_latest(self._registry)
