"""Backups from before hidden authors were no longer kept: found, and removed when asked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from store.board import touchpoints
from store.common.errors import Refused
from store.domain.agenda import StepKey
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.workspace.automatic_backups import back_up_before, back_up_daily, daily_backups
from store.workspace.old_backups import naming_backups, remove_naming_backups

DAYS = [date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)]


def make_old(backup: Path, author: str | None) -> None:
    """Make the backup one of an earlier version, its revealed cards with their author."""
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
        connection.execute(
            "UPDATE touchpoint SET author_id = ? WHERE text = 'Written privately'", (author,)
        )
        connection.commit()


@pytest.fixture
def backups(room: Seat, dana: Seat, path: Path) -> list[Path]:
    """Two of an earlier version, one with nothing private in it, and one of this."""
    touchpoints.add(dana, Stage.CONNECT, "In the open")
    plain = back_up_daily(path, DAYS[0])
    reviews.open_review(room)
    review = load_snapshot(room).review
    assert review is not None
    keys = [step.key for step in review.steps]
    reviews.go_to_step(room, keys.index(StepKey.MAP))
    ballots.write_card(dana, Stage.CONNECT, "Written privately")
    reviews.ask_reveal(room)
    reviews.reveal(room)
    daily, now = back_up_daily(path, DAYS[1]), back_up_daily(path, DAYS[2])
    upgraded = back_up_before(path, "9999")
    assert plain and daily and now and upgraded
    for each in (plain, daily, upgraded):
        make_old(each, dana.member_id)
    return [plain, daily, now, upgraded]


def test_those_that_name_hidden_authors_are_found_and_removed(
    backups: list[Path], path: Path
) -> None:
    plain, daily, now, upgraded = backups
    assert set(naming_backups(path)) == {daily, upgraded}
    assert set(remove_naming_backups(path, DAYS[1])) == {daily, upgraded}
    assert not upgraded.exists()
    assert set(daily_backups(path)) == {plain, daily, now}
    assert naming_backups(path) == []
    assert remove_naming_backups(path, DAYS[1]) == []


def test_where_today_cannot_be_kept_nothing_is_removed(backups: list[Path], path: Path) -> None:
    away = path.with_name("elsewhere")
    (path.parent / "backups").rename(away)
    (path.parent / "backups").symlink_to(away)
    with pytest.raises(Refused, match=r"it is a link, and none is followed\. Nothing was removed"):
        remove_naming_backups(path, DAYS[1])
    assert len(list(away.iterdir())) == len(backups)
