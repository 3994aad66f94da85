"""Browsers that members come back with; links for those who only look"""

from alembic import op
import sqlalchemy as sa

import store.db.tables.types


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('browser',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('label', sa.String(length=40), nullable=False),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_browser_member_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_browser_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_browser')),
    sa.UniqueConstraint('member_id', 'token_hash', name=op.f('uq_browser_member_id_token_hash'))
    )
    op.create_index(op.f('ix_browser_member_id'), 'browser', ['member_id'], unique=False)
    op.create_index(op.f('ix_browser_token_hash'), 'browser', ['token_hash'], unique=False)
    op.create_table('look_link',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('quotes', sa.Boolean(), nullable=False),
    sa.Column('names', sa.Boolean(), nullable=False),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_look_link_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_look_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_look_link_token_hash'))
    )
    op.create_index(op.f('ix_look_link_team_id'), 'look_link', ['team_id'], unique=False)
