"""Hidden authors are not kept; whether the lead was asked before a reveal of few"""

from alembic import op
import sqlalchemy as sa


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

REVEALS = ('revealed', 'step-moved', 'review-closed')
team = sa.table('team', sa.column('id'), sa.column('show_authors', sa.Boolean()))
touchpoint = sa.table('touchpoint', sa.column('id'), sa.column('author_id'))
journal = sa.table(
    'journal',
    sa.column('team_id'),
    sa.column('seq'),
    sa.column('kind'),
    sa.column('changes', sa.JSON()),
)
touch = sa.table(
    'journal_touch',
    sa.column('team_id'),
    sa.column('seq'),
    sa.column('entity'),
    sa.column('entity_id'),
)


def upgrade() -> None:
    op.add_column('review', sa.Column('asked_step', sa.String(length=12), nullable=True))
    connection = op.get_bind()
    found = False
    for id, shows in connection.execute(sa.select(team.c.id, team.c.show_authors)).all():
        cards = _revealed_hidden(connection, id, shows)
        found = found or bool(cards)
        _forget(connection, id, cards)
    if found and connection.dialect.name == 'sqlite':
        # The write-ahead log is emptied by who opens or writes next (store.db.wal_truncation).
        connection.exec_driver_sql('PRAGMA user_version=1')


def _revealed_hidden(connection: sa.Connection, id: str, shows: bool) -> set[str]:
    """The team's cards that have an author though it hid authors when they were revealed.

    Reads its journal backwards from ``shows``, how the team has it now.
    """
    rows = connection.execute(
        sa.select(journal.c.kind, journal.c.changes)
        .where(
            journal.c.team_id == id,
            journal.c.seq.in_(
                sa.select(touch.c.seq).where(
                    touch.c.team_id == id, touch.c.entity.in_(('team', 'touchpoint'))
                )
            ),
        )
        .order_by(journal.c.seq.desc())
    )
    cards: set[str] = set()
    for kind, images in rows:
        for image in images:
            before, after = image['before'], image['after']
            if image['entity'] == 'team' and before and 'show_authors' in before:
                shows = before['show_authors']
            made = image['entity'] == 'touchpoint' and before is None
            if made and kind in REVEALS and not shows:
                cards.add(image['id'])
    return cards


def _forget(connection: sa.Connection, id: str, cards: set[str]) -> None:
    """Take the authors of these cards out of the table and out of the journal's values."""
    if not cards:
        return
    for card in sorted(cards):
        connection.execute(
            touchpoint.update().where(touchpoint.c.id == card).values(author_id=None)
        )
    touched = sa.select(touch.c.seq, touch.c.entity_id).where(
        touch.c.team_id == id, touch.c.entity == 'touchpoint'
    )
    for seq in sorted({seq for seq, card in connection.execute(touched) if card in cards}):
        where = (journal.c.team_id == id, journal.c.seq == seq)
        images = connection.execute(sa.select(journal.c.changes).where(*where)).scalar_one()
        for image in images:
            for values in (image['before'], image['after']):
                if image['id'] in cards and values and values.get('author_id') is not None:
                    values['author_id'] = None
        connection.execute(journal.update().where(*where).values(changes=images))
