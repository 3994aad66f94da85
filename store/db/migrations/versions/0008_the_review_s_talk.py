"""Who led before, quotes and lessons of a review; where a terminal looks; the opening question"""

from alembic import op
import sqlalchemy as sa


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

# The agendas that every team had by default; stored by a team that saved them unchanged.
DEFAULTS_BEFORE = {
    'team': [
        ['check-in', 3],
        ['look-back', 8],
        ['map', 8],
        ['focus', 4],
        ['pick', 12],
        ['evidence', 6],
        ['close', 4],
    ],
    'solo': [['look-back', 2], ['map', 2], ['pick', 4], ['evidence', 2]],
    'short': [['look-back', 5], ['pick', 8], ['close', 2]],
}
team = sa.table('team', sa.column('id'), sa.column('agendas', sa.JSON()))


def upgrade() -> None:
    op.add_column('review', sa.Column('led_before_id', sa.String(length=24), nullable=True))
    op.add_column('review', sa.Column('quotes', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('review', sa.Column('learned', sa.JSON(), server_default='{}', nullable=False))
    op.add_column('review', sa.Column('called', sa.JSON(), nullable=True))
    op.add_column('presence', sa.Column('place', sa.String(length=12), nullable=True))
    op.add_column(
        'team', sa.Column('asks_question', sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    connection = op.get_bind()
    for id, agendas in connection.execute(sa.select(team.c.id, team.c.agendas)).all():
        own = {kind: steps for kind, steps in agendas.items() if steps != DEFAULTS_BEFORE.get(kind)}
        if own != agendas:
            connection.execute(team.update().where(team.c.id == id).values(agendas=own))
