"""A small thing to remember of a customer; who asked only once frustrated; an answer's form"""

from alembic import op
import sqlalchemy as sa


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('care_case', sa.Column('remember', sa.Text(), server_default='', nullable=False))
    op.add_column('question', sa.Column('frustrated', sa.Integer(), server_default='0', nullable=False))
    op.add_column('question', sa.Column('answered_as', sa.String(length=8), server_default='', nullable=False))
