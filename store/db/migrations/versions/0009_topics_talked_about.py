"""What was said about a review's topics; the next review moved"""

from alembic import op
import sqlalchemy as sa

import store.db.tables.types


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('review', sa.Column('next_moved_to', store.db.tables.types.UtcDateTime(timezone=True), nullable=True))
    op.create_table('topic',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('review_id', sa.String(length=24), nullable=False),
    sa.Column('touchpoint_id', sa.String(length=24), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('decision', sa.String(length=8), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('opened_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('settled_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_topic_review_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_topic_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['touchpoint_id'], ['touchpoint.id'], name=op.f('fk_topic_touchpoint_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic')),
    sa.UniqueConstraint('review_id', 'touchpoint_id', name=op.f('uq_topic_review_id_touchpoint_id'))
    )
    op.create_index(op.f('ix_topic_team_id'), 'topic', ['team_id'], unique=False)
