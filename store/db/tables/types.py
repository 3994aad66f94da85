"""Column types that keep what Python means."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in every database.

    SQLite has no zones, so it keeps the naive UTC value.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


class in_code_order(GenericFunction[str]):
    """A text to order by, by its code points: SQLite's own order, on every server too."""

    name = "in_code_order"
    inherit_cache = True


@compiles(in_code_order)
def _as_it_is(order: in_code_order, compiler: SQLCompiler, **how: Any) -> str:
    return compiler.process(order.clauses, **how)


@compiles(in_code_order, "postgresql")
def _collated(order: in_code_order, compiler: SQLCompiler, **how: Any) -> str:
    return f'{compiler.process(order.clauses, **how)} COLLATE "C"'
