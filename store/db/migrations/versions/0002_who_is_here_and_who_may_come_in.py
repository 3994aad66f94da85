"""Who is here, and who may come in"""

from alembic import op
import sqlalchemy as sa

import store.db.tables.types


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('presence',
    sa.Column('sitting', sa.String(length=24), nullable=False),
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=True),
    sa.Column('seen_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('active_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_presence_member_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_presence_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('sitting', name=op.f('pk_presence'))
    )
    op.create_index(op.f('ix_presence_team_id'), 'presence', ['team_id'], unique=False)
    op.create_table('invite',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_invite_member_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_invite_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invite')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_invite_code_hash'))
    )
    op.create_index(op.f('ix_invite_member_id'), 'invite', ['member_id'], unique=False)
    op.create_table('member_key',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('public_key', sa.Text(), nullable=False),
    sa.Column('added_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_member_key_member_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_member_key_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_key')),
    sa.UniqueConstraint('member_id', 'fingerprint', name=op.f('uq_member_key_member_id_fingerprint'))
    )
    op.create_index(op.f('ix_member_key_fingerprint'), 'member_key', ['fingerprint'], unique=False)
    op.create_table('learned',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('today', sa.Date(), nullable=False),
    sa.Column('rules', sa.String(length=8), nullable=False),
    sa.Column('improvements', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_learned_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('team_id', name=op.f('pk_learned'))
    )
    op.add_column('team_seq', sa.Column('unjournaled', sa.Integer(), server_default='0', nullable=False))
    op.create_index(op.f('ix_improvement_carried_from'), 'improvement', ['carried_from'], unique=False)
    op.create_index(op.f('ix_improvement_team_id_done_on'), 'improvement', ['team_id', 'done_on'], unique=False)
    op.create_index(op.f('ix_improvement_team_id_after_to'), 'improvement', ['team_id', 'after_to'], unique=False)
    op.create_index(op.f('ix_review_team_id_first_closed_at'), 'review', ['team_id', 'first_closed_at'], unique=False)
