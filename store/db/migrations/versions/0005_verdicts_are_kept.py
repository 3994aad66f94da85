"""Verdicts are kept as they were read; proofs read together; what a count's number is"""

from alembic import op
import sqlalchemy as sa

import store.db.tables.types
from store.improvements.verdicts.upgrade import keep_closed_verdicts


revision = '0005'
down_revision = '0003'
branch_labels = None
depends_on = None


def _add_together_with() -> None:
    """Give improvements a link to the one they are read together with.

    SQLite can't add one, so the table is made anew, by hand: Alembic's own way writes the links
    in another order each time, and an upgrade is to give the same tables whenever it runs.
    """
    connection = op.get_bind()
    if connection.dialect.name == 'sqlite':
        kept = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'improvement' AND sql IS NOT NULL ORDER BY name")
        made = connection.execute(kept).all()
        (table,) = (sql for kind, sql in made if kind == 'table')
        columns, _, links = table.partition('(')[2].rpartition(')')[0].partition('CONSTRAINT')
        names = ', '.join(f'"{each["name"]}"' for each in sa.inspect(connection).get_columns('improvement'))
        connection.exec_driver_sql(
            f'CREATE TABLE improvement_anew ({columns}together_with_id VARCHAR(24), \n\tCONSTRAINT{links.rstrip()},'
            ' \n\tCONSTRAINT fk_improvement_together_with_id FOREIGN KEY(together_with_id)'
            ' REFERENCES improvement (id) DEFERRABLE INITIALLY DEFERRED\n)'
        )
        connection.exec_driver_sql(f'INSERT INTO improvement_anew ({names}) SELECT {names} FROM improvement')
        op.drop_table('improvement')
        op.rename_table('improvement_anew', 'improvement')
        for kind, sql in made:
            if kind == 'index':
                connection.exec_driver_sql(sql)
        return
    op.add_column('improvement', sa.Column('together_with_id', sa.String(length=24), nullable=True))
    op.create_foreign_key(op.f('fk_improvement_together_with_id'), 'improvement', 'improvement', ['together_with_id'], ['id'], initially='DEFERRED', deferrable=True)


def upgrade() -> None:
    op.create_table('verdict',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('improvement_id', sa.String(length=24), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('read_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('rules', sa.Integer(), nullable=False),
    sa.Column('word', sa.String(length=15), nullable=False),
    sa.Column('before_n', sa.Integer(), nullable=False),
    sa.Column('before_yes', sa.Integer(), nullable=False),
    sa.Column('before_low', sa.Integer(), nullable=False),
    sa.Column('before_figures', sa.JSON(), nullable=False),
    sa.Column('before_asked', sa.Integer(), nullable=True),
    sa.Column('before_answered', sa.Integer(), nullable=True),
    sa.Column('after_n', sa.Integer(), nullable=False),
    sa.Column('after_yes', sa.Integer(), nullable=False),
    sa.Column('after_low', sa.Integer(), nullable=False),
    sa.Column('after_figures', sa.JSON(), nullable=False),
    sa.Column('after_asked', sa.Integer(), nullable=True),
    sa.Column('after_answered', sa.Integer(), nullable=True),
    sa.Column('low', sa.Float(), nullable=True),
    sa.Column('high', sa.Float(), nullable=True),
    sa.Column('phi', sa.Float(), nullable=False),
    sa.Column('phi_cycles', sa.Integer(), nullable=False),
    sa.Column('bad_start', sa.Boolean(), nullable=False),
    sa.Column('late', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_verdict_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['improvement_id'], ['improvement.id'], name=op.f('fk_verdict_improvement_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verdict')),
    sa.UniqueConstraint('improvement_id', 'place', name=op.f('uq_verdict_improvement_id_place'))
    )
    op.create_index(op.f('ix_verdict_team_id_place_word'), 'verdict', ['team_id', 'place', 'word'], unique=False)
    op.add_column('measure', sa.Column('counts', sa.String(length=6), nullable=True))
    op.add_column('measure', sa.Column('missing', sa.String(length=7), server_default='zero', nullable=False))
    _add_together_with()
    op.add_column('improvement', sa.Column('proof_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True))
    op.add_column('improvement', sa.Column('proof_part', sa.String(length=10), nullable=True))
    op.add_column('improvement', sa.Column('target_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True))
    op.add_column('improvement', sa.Column('story', sa.String(length=10), nullable=True))
    op.add_column('improvement', sa.Column('story_on', sa.Date(), nullable=True))
    op.create_index(op.f('ix_improvement_together_with_id'), 'improvement', ['together_with_id'], unique=False)
    op.create_table('verdict_check',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_verdict_check_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('team_id', name=op.f('pk_verdict_check'))
    )
    op.drop_table('learned')
    keep_closed_verdicts(op.get_bind())
