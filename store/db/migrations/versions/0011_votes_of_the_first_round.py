"""The votes of the first round, where there was another"""

from alembic import op
import sqlalchemy as sa


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('vote_total', sa.Column('first_votes', sa.Integer(), nullable=True))
