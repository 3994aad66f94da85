"""Each imported answer once, by marks of its own, and recipes"""

from datetime import date

from alembic import op
import sqlalchemy as sa

import store.db.tables.types
from store.evidence.answer_marks import marks_of_kept


revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CHUNK = 2000
_MARKS = (
    ("likeness", 32),
    ("words_mark", 16),
    ("id_mark", 32),
    ("id_column", 8),
    ("answer_column", 8),
)


def upgrade() -> None:
    op.create_table(
        "recipe",
        sa.Column("team_id", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("settled", sa.JSON(), nullable=False),
        sa.Column("made_at", store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
            name=op.f("fk_recipe_team_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipe")),
        sa.UniqueConstraint("team_id", "name_key", name=op.f("uq_recipe_team_id_name_key")),
    )
    op.add_column("import_batch", sa.Column("recipe", sa.String(length=24), nullable=True))
    op.add_column(
        "import_batch", sa.Column("half_read", sa.Text(), server_default="", nullable=False)
    )
    for name, length in _MARKS:
        op.add_column("evidence", sa.Column(name, sa.String(length=length), nullable=True))
    _mark_what_was_imported(op.get_bind())
    op.create_index(
        op.f("ix_evidence_team_id_likeness"), "evidence", ["team_id", "likeness"], unique=False
    )


def _mark_what_was_imported(connection: sa.Connection) -> None:
    """Give what was imported before the marks of its values, so that it is known again."""
    evidence = sa.table(
        "evidence",
        *(
            sa.column(name, sa.String())
            for name in ("id", "team_id", "measure", "quote", "import_id")
        ),
        *(sa.column(name, sa.String()) for name in ("likeness", "words_mark")),
        sa.column("day", sa.Date()),
        sa.column("value", sa.Float()),
    )
    shown = sa.select(
        *(evidence.c[name] for name in ("id", "team_id", "measure", "day", "value", "quote"))
    )
    imported = shown.where(evidence.c.import_id.is_not(None), evidence.c.measure.is_not(None))
    change = evidence.update().where(evidence.c.id == sa.bindparam("at"))
    last = ""
    while rows := connection.execute(
        imported.where(evidence.c.id > last).order_by(evidence.c.id).limit(CHUNK)
    ).all():
        connection.execute(change, [_marked(*row) for row in rows])
        last = rows[-1].id


def _marked(
    id: str, team: str, measure: str, day: date, value: float | None, quote: str
) -> dict[str, object]:
    return {"at": id, **marks_of_kept(team, measure, day, value, quote)}
