"""What every table shares: the metadata, ids, links, and what makes a row kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnDefault,
    ForeignKey,
    Integer,
    MetaData,
    String,
    inspect,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from store.db.tables.types import UtcDateTime

ID = String(24)


def foreign_key(target: str, *, cascade: bool = False) -> ForeignKey:
    """A foreign key that is checked at commit."""
    return ForeignKey(
        target,
        ondelete="CASCADE" if cascade else None,
        deferrable=True,
        initially="DEFERRED",
    )


class Base(DeclarativeBase):
    """Every table of a workspace."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class WorkspaceRow(Base):
    """The one row that says this database is a workspace, and which."""

    __tablename__ = "workspace"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class JournaledRow(Base):
    """A row that belongs to a team, is journaled and can be undone.

    ``version`` grows by one with every change, so that a second save can be told of the
    first.
    """

    __abstract__ = True

    def __init__(self, **values: Any) -> None:
        for column in inspect(type(self)).columns:
            default = column.default
            if column.key not in values and isinstance(default, ColumnDefault):
                values[column.key] = default.arg(None) if default.is_callable else default.arg
        super().__init__(**values)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    version: Mapped[int] = mapped_column(Integer)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}
