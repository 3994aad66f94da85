"""Who looks into a topic, and by when"""

from alembic import op
import sqlalchemy as sa


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('topic', sa.Column('looked_into_by', sa.Text(), server_default='', nullable=False))
