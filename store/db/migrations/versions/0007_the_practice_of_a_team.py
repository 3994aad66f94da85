"""Owners of cases and what is known of a customer, promises, questions asked again, quarters"""

from alembic import op
import sqlalchemy as sa

import store.db.tables.types


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

WORDS = {
    'touchpoint': ('sign', 'unasked', 'stuck'),
    'care_case': ('customer', 'since', 'last_matter'),
}
CASE_COLUMNS = (
    'id', 'version', 'team_id', 'ref', 'ref_key', 'subject', 'stage', 'touchpoint_id', 'opened_at',
    'interactions', 'last_interaction_at', 'called_at', 'solved_at', 'answered_at', 'answer',
)
"""What an older version keeps of a case; a workspace may have them in another order."""


def _team_link(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f(f'fk_{table}_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True)


def _add_owner() -> None:
    """Give cases a link to their owner.

    SQLite can't add one, so the table is made anew, by hand: Alembic's own way writes the links
    in another order each time, and an upgrade is to give the same tables whenever it runs.
    """
    if op.get_bind().dialect.name != 'sqlite':
        op.add_column('care_case', sa.Column('owner_id', sa.String(length=24), nullable=True))
        op.create_foreign_key(op.f('fk_care_case_owner_id'), 'care_case', 'member', ['owner_id'], ['id'], initially='DEFERRED', deferrable=True)
        return
    op.create_table('care_case_anew',
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
    sa.Column('customer', sa.Text(), server_default='', nullable=False),
    sa.Column('since', sa.Text(), server_default='', nullable=False),
    sa.Column('last_matter', sa.Text(), server_default='', nullable=False),
    sa.Column('first_reply_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('owner_id', sa.String(length=24), nullable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_care_case_team_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['touchpoint_id'], ['touchpoint.id'], name=op.f('fk_care_case_touchpoint_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['owner_id'], ['member.id'], name=op.f('fk_care_case_owner_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_care_case')),
    sa.UniqueConstraint('team_id', 'ref_key', name=op.f('uq_care_case_team_id_ref_key'))
    )
    names = ', '.join(CASE_COLUMNS)
    op.execute(f'INSERT INTO care_case_anew ({names}) SELECT {names} FROM care_case')
    op.drop_table('care_case')
    op.rename_table('care_case_anew', 'care_case')
    op.create_index(op.f('ix_care_case_team_id_answered_at'), 'care_case', ['team_id', 'answered_at'], unique=False)


def upgrade() -> None:
    for table, names in WORDS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), server_default='', nullable=False))
    op.add_column('team', sa.Column('words', sa.JSON(), server_default='{}', nullable=False))
    op.add_column('care_case', sa.Column('first_reply_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=True))
    _add_owner()
    op.create_table('case_handover',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('case_id', sa.String(length=24), nullable=False),
    sa.Column('from_id', sa.String(length=24), nullable=True),
    sa.Column('to_id', sa.String(length=24), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['care_case.id'], name=op.f('fk_case_handover_case_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['from_id'], ['member.id'], name=op.f('fk_case_handover_from_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['to_id'], ['member.id'], name=op.f('fk_case_handover_to_id'), initially='DEFERRED', deferrable=True),
    _team_link('case_handover'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_handover'))
    )
    op.create_index(op.f('ix_case_handover_case_id'), 'case_handover', ['case_id'], unique=False)
    op.create_index(op.f('ix_case_handover_team_id_case_id'), 'case_handover', ['team_id', 'case_id'], unique=False)
    op.create_table('promise',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('subject_key', sa.Text(), nullable=False),
    sa.Column('who', sa.Text(), nullable=False),
    sa.Column('up_to', sa.Text(), nullable=False),
    sa.Column('hours', sa.Integer(), nullable=True),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    _team_link('promise'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise')),
    sa.UniqueConstraint('team_id', 'kind', 'subject_key', name=op.f('uq_promise_team_id_kind_subject_key'))
    )
    op.create_table('question',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('text_key', sa.Text(), nullable=False),
    sa.Column('asked', sa.Integer(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('answered_where', sa.Text(), nullable=False),
    sa.Column('joined_into', sa.String(length=24), nullable=True),
    sa.Column('made_at', store.db.tables.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['joined_into'], ['question.id'], name=op.f('fk_question_joined_into'), initially='DEFERRED', deferrable=True),
    _team_link('question'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('team_id', 'text_key', name=op.f('uq_question_team_id_text_key'))
    )
    op.create_index(op.f('ix_question_joined_into'), 'question', ['joined_into'], unique=False)
    op.create_table('quarter_answer',
    sa.Column('team_id', sa.String(length=24), nullable=False),
    sa.Column('about', sa.String(length=24), nullable=False),
    sa.Column('answer', sa.String(length=8), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    _team_link('quarter_answer'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quarter_answer')),
    sa.UniqueConstraint('team_id', 'about', name=op.f('uq_quarter_answer_team_id_about'))
    )
