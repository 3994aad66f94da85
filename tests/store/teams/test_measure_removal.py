"""Removing a measure of the team's own, and what keeps one."""

from __future__ import annotations

import pytest

from store.common.errors import AlreadyThere, Refused
from store.db.custom_measures import load_own_measures
from store.domain.stages import Stage
from store.domain.statistics.measures import Better, MeasureKind
from store.evidence import evidence
from store.improvements import improvements
from store.journal.seat import Seat
from store.teams import teams
from store.teams.measure_removal import remove_measure
from store.undo.undo import redo, undo


def _keys(seat: Seat) -> list[str]:
    with seat.reading() as session:
        return [each.key for each in load_own_measures(session, seat.team_id)]


def _add(seat: Seat, better: Better = Better.DOWN) -> None:
    teams.add_measure(seat, "late", kind=MeasureKind.RATE, better=better)


def test_an_unused_measure_goes_and_comes_back(room: Seat) -> None:
    _add(room)
    assert remove_measure(room, " Late ") == "late"
    assert _keys(room) == []
    assert undo(room) == "Removed the measure late"
    assert _keys(room) == ["late"]


def test_a_used_one_stays(room: Seat) -> None:
    _add(room)
    evidence.log(room, Stage.RESOLVE, measure="late", value="yes")
    improvements.pick(room, Stage.RESOLVE, "Own it", measure="late")
    with pytest.raises(Refused, match="it is used by 1 answer and 1 improvement"):
        remove_measure(room, "late")
    with pytest.raises(Refused, match="built in"):
        remove_measure(room, "csat")
    with pytest.raises(Refused, match="no measure"):
        remove_measure(room, "zzz")


def test_the_adding_of_one_in_use_is_not_undone(room: Seat, dana: Seat) -> None:
    _add(room)
    evidence.log(dana, Stage.RESOLVE, measure="late", value="yes")
    with pytest.raises(Refused, match="it is used by 1 answer"):
        undo(room)
    assert _keys(room) == ["late"]


def test_nor_is_its_removal_done_again(room: Seat, dana: Seat) -> None:
    _add(room)
    remove_measure(room, "late")
    undo(room)
    evidence.log(dana, Stage.RESOLVE, measure="late", value="yes")
    with pytest.raises(Refused, match="it is used by 1 answer"):
        redo(room)


def test_the_same_measure_again_is_there_already(room: Seat) -> None:
    _add(room)
    with pytest.raises(AlreadyThere):
        _add(room)
    with pytest.raises(Refused, match="but another one"):
        _add(room, Better.UP)
