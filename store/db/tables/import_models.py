"""Imported files, and the recipes by which files are read."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables.base import ID, JournaledRow, foreign_key
from store.db.tables.types import UtcDateTime


class RecipeRow(JournaledRow):
    """How a person settled that files with these columns are read.

    ``columns`` are the names in the file's header, ``settled`` what was said of the file as a
    whole and of each measure.
    """

    __tablename__ = "recipe"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    columns: Mapped[list[Any]] = mapped_column(JSON)
    settled: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __table_args__ = (UniqueConstraint("team_id", "name_key"),)


class ImportRow(JournaledRow):
    """One imported file: its rows come and go together.

    ``recipe`` is the id of the recipe it was read by, which may be dropped since.
    ``half_read`` holds the ids, with spaces between them, of the evidence in a last line that
    nothing ended: the file may have been read while it was being written.
    """

    __tablename__ = "import_batch"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), index=True)
    file: Mapped[str] = mapped_column(Text)
    rows: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False)
    recipe: Mapped[str | None] = mapped_column(ID)
    half_read: Mapped[str] = mapped_column(Text, default="", server_default="")
