"""Turns rows of DuckDB into values, and values into rows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import duckdb
import msgspec

from claims.model import Evidence, HeldRole, Resolution, Speaker
from storage.records import ConditionDecision, Record

Row = TypeVar("Row", bound=msgspec.Struct)

_EVIDENCE = msgspec.json.Decoder(tuple[Evidence, ...])
_ROLES = msgspec.json.Decoder(tuple[HeldRole, ...])
_FETCH = 1_000
"""Rows taken from a result at once."""


def read_rows(result: duckdb.DuckDBPyConnection, row_type: type[Row]) -> Iterator[Row]:
    """The result's rows, matched to the type's fields by name. Raises ValueError for a row that breaks its rules."""
    names = [column[0] for column in result.description or ()]
    while rows := result.fetchmany(_FETCH):
        for row in rows:
            yield _value(row_type, dict(zip(names, row, strict=True)))


def _value(row_type: type[Row], fields: dict[str, Any]) -> Row:
    for name, field in fields.items():
        if isinstance(field, datetime):
            # Instants are fetched as naive UTC, since DuckDB's own conversion of a zoned one needs pytz.
            fields[name] = field.replace(tzinfo=UTC)
        elif isinstance(field, list):
            fields[name] = tuple(field)
    if row_type in {Resolution, ConditionDecision}:
        fields["evidence"] = _EVIDENCE.decode(fields["evidence"])
    elif row_type is Speaker:
        fields["roles"] = _ROLES.decode(fields["roles"] or "[]")
    return row_type(**fields)


def write_row(record: Record) -> bytes:
    """The record as a JSON object, as the batch statements take it."""
    if isinstance(record, (Resolution, ConditionDecision)):
        fields = msgspec.to_builtins(record)
        fields["evidence"] = msgspec.json.encode(record.evidence).decode()
        return msgspec.json.encode(fields)
    if isinstance(record, Speaker):
        fields = msgspec.to_builtins(record)
        fields["roles"] = msgspec.json.encode(record.roles).decode() if record.roles else None
        return msgspec.json.encode(fields)
    return msgspec.json.encode(record)


def batch(rows: list[bytes]) -> str:
    """JSON objects joined into one array."""
    return b"".join((b"[", b",".join(rows), b"]")).decode()
