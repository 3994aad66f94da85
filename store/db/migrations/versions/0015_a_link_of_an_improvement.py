"""A link of an improvement"""

from alembic import op
import sqlalchemy as sa


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('improvement', sa.Column('link', sa.Text(), server_default='', nullable=False))
