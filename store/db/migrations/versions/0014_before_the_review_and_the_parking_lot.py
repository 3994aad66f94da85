"""Private cards and votes for the review to come; the parking lot"""

from alembic import op
import sqlalchemy as sa

import store.db.tables.types


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def _link(table: str, column: str, target: str, ondelete: str | None = 'CASCADE') -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f'fk_{table}_{column}'), ondelete=ondelete, initially='DEFERRED', deferrable=True)


def upgrade() -> None:
    op.create_table('early_card',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('cycle', sa.String(length=8), nullable=False),
    sa.Column('stage', sa.String(length=8), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    _link('early_card', 'member_id', 'member.id'),
    _link('early_card', 'team_id', 'team.id'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_early_card'))
    )
    op.create_index(op.f('ix_early_card_team_id'), 'early_card', ['team_id'], unique=False)
    op.create_table('early_vote',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('touchpoint_id', sa.String(length=24), nullable=False),
    sa.Column('cycle', sa.String(length=8), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=False),
    _link('early_vote', 'member_id', 'member.id'),
    _link('early_vote', 'team_id', 'team.id'),
    _link('early_vote', 'touchpoint_id', 'touchpoint.id'),
    sa.PrimaryKeyConstraint('team_id', 'member_id', 'touchpoint_id', name=op.f('pk_early_vote'))
    )
    op.create_table('parked',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('by_id', sa.String(length=24), nullable=True),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('outcome', sa.String(length=12), nullable=False),
    sa.Column('settled_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    _link('parked', 'by_id', 'member.id', ondelete=None),
    _link('parked', 'team_id', 'team.id'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parked'))
    )
    op.create_index(op.f('ix_parked_team_id'), 'parked', ['team_id'], unique=False)
