"""The first tables"""

from alembic import op
import sqlalchemy as sa

import store.db.tables.types


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('journal_touch',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('entity', sa.String(length=20), nullable=False),
    sa.Column('entity_id', sa.String(length=24), nullable=False),
    sa.PrimaryKeyConstraint('team_id', 'seq', 'entity', 'entity_id', name=op.f('pk_journal_touch'))
    )
    with op.batch_alter_table('journal_touch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_journal_touch_team_id_entity_entity_id_seq'), ['team_id', 'entity', 'entity_id', 'seq'], unique=False)

    op.create_table('team',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_key', sa.Text(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('review_weekday', sa.Integer(), nullable=False),
    sa.Column('review_week', sa.String(length=8), nullable=False),
    sa.Column('review_time', sa.String(length=5), nullable=False),
    sa.Column('reply_target_hours', sa.Integer(), nullable=False),
    sa.Column('show_authors', sa.Boolean(), nullable=False),
    sa.Column('agendas', sa.JSON(), nullable=False),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sa.UniqueConstraint('name_key', name=op.f('uq_team_name_key'))
    )
    op.create_table('workspace',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workspace'))
    )
    op.create_table('cycle_skip',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('cycle', sa.String(length=8), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_cycle_skip_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cycle_skip')),
    sa.UniqueConstraint('team_id', 'cycle', name=op.f('uq_cycle_skip_team_id_cycle'))
    )
    op.create_table('era',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('cadence', sa.String(length=8), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('old_end', sa.Date(), nullable=True),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_era_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_era'))
    )
    with op.batch_alter_table('era', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_era_team_id'), ['team_id'], unique=False)

    op.create_table('import_batch',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('file', sa.Text(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_import_batch_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batch'))
    )
    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_batch_team_id'), ['team_id'], unique=False)

    op.create_table('measure',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('better', sa.String(length=4), nullable=False),
    sa.Column('threshold', sa.Float(), nullable=True),
    sa.Column('per_cycle', sa.String(length=4), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_measure_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measure')),
    sa.UniqueConstraint('team_id', 'key', name=op.f('uq_measure_team_id_key'))
    )
    op.create_table('member',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_key', sa.Text(), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_member_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member')),
    sa.UniqueConstraint('team_id', 'name_key', name=op.f('uq_member_team_id_name_key'))
    )
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_member_team_id'), ['team_id'], unique=False)

    op.create_table('stage_skip',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('stage', sa.String(length=8), nullable=False),
    sa.Column('cycle', sa.String(length=8), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_stage_skip_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stage_skip')),
    sa.UniqueConstraint('team_id', 'cycle', 'stage', name=op.f('uq_stage_skip_team_id_cycle_stage'))
    )
    op.create_table('team_seq',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_team_seq_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('team_id', name=op.f('pk_team_seq'))
    )
    op.create_table('journal',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('by', sa.String(length=24), nullable=True),
    sa.Column('at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('sitting', sa.String(length=24), nullable=False),
    sa.Column('undoable', sa.Boolean(), nullable=False),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.Column('redoes', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by'], ['member.id'], name=op.f('fk_journal_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_journal_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('team_id', 'seq', name=op.f('pk_journal'))
    )
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_journal_team_id_sitting_seq'), ['team_id', 'sitting', 'seq'], unique=False)

    op.create_table('review',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('planned', sa.String(length=8), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('steps', sa.JSON(), nullable=False),
    sa.Column('step_index', sa.Integer(), nullable=False),
    sa.Column('spent', sa.JSON(), nullable=False),
    sa.Column('timer_since', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('lead_id', sa.String(length=24), nullable=True),
    sa.Column('opened_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('closed_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('first_closed_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('revealed', sa.JSON(), nullable=False),
    sa.Column('mood_count', sa.Integer(), nullable=True),
    sa.Column('mood_mean', sa.Float(), nullable=True),
    sa.Column('rating_count', sa.Integer(), nullable=True),
    sa.Column('rating_mean', sa.Float(), nullable=True),
    sa.Column('next_review', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['lead_id'], ['member.id'], name=op.f('fk_review_lead_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_review_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
    sa.UniqueConstraint('team_id', 'planned', name=op.f('uq_review_team_id_planned'))
    )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_team_id_closed_at'), ['team_id', 'closed_at'], unique=False)

    op.create_table('touchpoint',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('stage', sa.String(length=8), nullable=False),
    sa.Column('rank', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('friction', sa.Integer(), nullable=False),
    sa.Column('feeling', sa.Text(), nullable=False),
    sa.Column('volume', sa.Integer(), nullable=True),
    sa.Column('author_id', sa.String(length=24), nullable=True),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('archived_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('merged_into', sa.String(length=24), nullable=True),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_touchpoint_author_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['merged_into'], ['touchpoint.id'], name=op.f('fk_touchpoint_merged_into'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_touchpoint_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_touchpoint'))
    )
    with op.batch_alter_table('touchpoint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_touchpoint_merged_into'), ['merged_into'], unique=False)
        batch_op.create_index(batch_op.f('ix_touchpoint_team_id_archived_at_stage_rank'), ['team_id', 'archived_at', 'stage', 'rank'], unique=False)

    op.create_table('care_case',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('ref', sa.Text(), nullable=False),
    sa.Column('ref_key', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('stage', sa.String(length=8), nullable=False),
    sa.Column('touchpoint_id', sa.String(length=24), nullable=True),
    sa.Column('opened_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('interactions', sa.Integer(), nullable=False),
    sa.Column('last_interaction_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('called_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('solved_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('answered_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('answer', sa.Boolean(), nullable=True),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_care_case_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['touchpoint_id'], ['touchpoint.id'], name=op.f('fk_care_case_touchpoint_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_care_case')),
    sa.UniqueConstraint('team_id', 'ref_key', name=op.f('uq_care_case_team_id_ref_key'))
    )
    with op.batch_alter_table('care_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_care_case_team_id_answered_at'), ['team_id', 'answered_at'], unique=False)

    op.create_table('improvement',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('stage', sa.String(length=8), nullable=False),
    sa.Column('cycle', sa.String(length=8), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('touchpoint_id', sa.String(length=24), nullable=True),
    sa.Column('owner_id', sa.String(length=24), nullable=True),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('status', sa.String(length=8), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('decided_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('late', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('carried_from', sa.String(length=24), nullable=True),
    sa.Column('measure', sa.String(length=40), nullable=True),
    sa.Column('touchpoint_only', sa.Boolean(), nullable=False),
    sa.Column('before_from', sa.Date(), nullable=True),
    sa.Column('before_to', sa.Date(), nullable=True),
    sa.Column('after_days', sa.Integer(), nullable=True),
    sa.Column('after_from', sa.Date(), nullable=True),
    sa.Column('after_to', sa.Date(), nullable=True),
    sa.Column('target', sa.Float(), nullable=True),
    sa.Column('picked_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['carried_from'], ['improvement.id'], name=op.f('fk_improvement_carried_from'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['owner_id'], ['member.id'], name=op.f('fk_improvement_owner_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_improvement_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['touchpoint_id'], ['touchpoint.id'], name=op.f('fk_improvement_touchpoint_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_improvement')),
    sa.UniqueConstraint('team_id', 'cycle', 'stage', name=op.f('uq_improvement_team_id_cycle_stage'))
    )
    with op.batch_alter_table('improvement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_improvement_team_id_status'), ['team_id', 'status'], unique=False)

    op.create_table('mood',
    sa.Column('review_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_mood_member_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_mood_review_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('review_id', 'member_id', name=op.f('pk_mood'))
    )
    op.create_table('private_card',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('review_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('stage', sa.String(length=8), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_private_card_member_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_private_card_review_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_private_card'))
    )
    with op.batch_alter_table('private_card', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_private_card_review_id'), ['review_id'], unique=False)

    op.create_table('rating',
    sa.Column('review_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_rating_member_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_rating_review_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('review_id', 'member_id', name=op.f('pk_rating'))
    )
    op.create_table('review_present',
    sa.Column('review_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('done_step', sa.String(length=12), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_review_present_member_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_review_present_review_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('review_id', 'member_id', name=op.f('pk_review_present'))
    )
    op.create_table('vote',
    sa.Column('review_id', sa.String(length=24), nullable=False),
    sa.Column('member_id', sa.String(length=24), nullable=False),
    sa.Column('touchpoint_id', sa.String(length=24), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_vote_member_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_vote_review_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['touchpoint_id'], ['touchpoint.id'], name=op.f('fk_vote_touchpoint_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('review_id', 'member_id', 'touchpoint_id', name=op.f('pk_vote'))
    )
    op.create_table('vote_total',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('review_id', sa.String(length=24), nullable=False),
    sa.Column('touchpoint_id', sa.String(length=24), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_vote_total_review_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_vote_total_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['touchpoint_id'], ['touchpoint.id'], name=op.f('fk_vote_total_touchpoint_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_total')),
    sa.UniqueConstraint('review_id', 'touchpoint_id', name=op.f('uq_vote_total_review_id_touchpoint_id'))
    )
    with op.batch_alter_table('vote_total', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_vote_total_team_id'), ['team_id'], unique=False)

    op.create_table('evidence',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('stage', sa.String(length=8), nullable=False),
    sa.Column('touchpoint_id', sa.String(length=24), nullable=True),
    sa.Column('measure', sa.String(length=40), nullable=True),
    sa.Column('value', sa.Float(), nullable=True),
    sa.Column('yes', sa.Integer(), nullable=False),
    sa.Column('low', sa.Integer(), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('case_id', sa.String(length=24), nullable=True),
    sa.Column('import_id', sa.String(length=24), nullable=True),
    sa.Column('fingerprint', sa.String(length=64), nullable=True),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.Column('erased', sa.Boolean(), nullable=False),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['care_case.id'], name=op.f('fk_evidence_case_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['import_id'], ['import_batch.id'], name=op.f('fk_evidence_import_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_evidence_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['touchpoint_id'], ['touchpoint.id'], name=op.f('fk_evidence_touchpoint_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evidence_import_id'), ['import_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_team_id_day'), ['team_id', 'day'], unique=False)
        batch_op.create_index('ix_evidence_sums', ['team_id', 'measure', 'stage', 'day', 'withdrawn', 'erased', 'touchpoint_id', 'yes', 'low', 'value', 'made_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_team_id_made_at'), ['team_id', 'made_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_team_id_measure_day'), ['team_id', 'measure', 'day'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_touchpoint_id'), ['touchpoint_id'], unique=False)
        batch_op.create_index('uq_evidence_fingerprint', ['team_id', 'fingerprint'], unique=True, sqlite_where=sa.text('withdrawn = 0'), postgresql_where=sa.text('NOT withdrawn'))



def downgrade() -> None:
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.drop_index('uq_evidence_fingerprint', sqlite_where=sa.text('withdrawn = 0'), postgresql_where=sa.text('NOT withdrawn'))
        batch_op.drop_index(batch_op.f('ix_evidence_touchpoint_id'))
        batch_op.drop_index(batch_op.f('ix_evidence_team_id_measure_day'))
        batch_op.drop_index(batch_op.f('ix_evidence_team_id_made_at'))
        batch_op.drop_index('ix_evidence_sums')
        batch_op.drop_index(batch_op.f('ix_evidence_team_id_day'))
        batch_op.drop_index(batch_op.f('ix_evidence_import_id'))

    op.drop_table('evidence')
    with op.batch_alter_table('vote_total', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_vote_total_team_id'))

    op.drop_table('vote_total')
    op.drop_table('vote')
    op.drop_table('review_present')
    op.drop_table('rating')
    with op.batch_alter_table('private_card', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_private_card_review_id'))

    op.drop_table('private_card')
    op.drop_table('mood')
    with op.batch_alter_table('improvement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_improvement_team_id_status'))

    op.drop_table('improvement')
    with op.batch_alter_table('care_case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_care_case_team_id_answered_at'))

    op.drop_table('care_case')
    with op.batch_alter_table('touchpoint', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_touchpoint_team_id_archived_at_stage_rank'))
        batch_op.drop_index(batch_op.f('ix_touchpoint_merged_into'))

    op.drop_table('touchpoint')
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_team_id_closed_at'))

    op.drop_table('review')
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_journal_team_id_sitting_seq'))

    op.drop_table('journal')
    op.drop_table('team_seq')
    op.drop_table('stage_skip')
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_member_team_id'))

    op.drop_table('member')
    op.drop_table('measure')
    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_batch_team_id'))

    op.drop_table('import_batch')
    with op.batch_alter_table('era', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_era_team_id'))

    op.drop_table('era')
    op.drop_table('cycle_skip')
    op.drop_table('workspace')
    op.drop_table('team')
    with op.batch_alter_table('journal_touch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_journal_touch_team_id_entity_entity_id_seq'))

    op.drop_table('journal_touch')
