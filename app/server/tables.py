"""The server's tables. The tenant (a municipality) comes first in every key, a centre inside it.

`facts` belongs to the server itself and knows no tenant. Times are whole milliseconds since 1970.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# One row a tenant: the counter every change takes its number from, and the newest stamp known.
tenants = Table(
    "tenants",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False, server_default="0"),
    Column("clock", Text, nullable=False),
    Column("horizon", BigInteger, nullable=False, server_default="0"),
    Column("records", BigInteger, nullable=False, server_default="0"),
    Column("lease_days", Integer, nullable=False, server_default="30"),
)

# `body` NULL: withdrawn for ever. `writer` is the device that already has exactly this state.
records = Table(
    "records",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("centre", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("writer", Text, nullable=False, server_default=""),
    Column("body", LargeBinary),
)
Index("ix_records_seq", records.c.tenant, records.c.centre, records.c.seq)

devices = Table(
    "devices",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("centre", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Column("last_contact", BigInteger, nullable=False),
)

enrol_codes = Table(
    "enrol_codes",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("centre", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("used_at", BigInteger),
)

replies = Table(
    "replies",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("batch", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

OF_TENANTS = (tenants, records, devices, enrol_codes, replies)
