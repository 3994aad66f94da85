"""Members: several at once, and other names."""

from __future__ import annotations

import pytest

from store.common.errors import NotFound, Refused
from store.domain.stages import Stage
from store.improvements import improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.teams import members
from store.undo import undo


def _names(seat: Seat) -> list[str]:
    return [member.name for member in load_snapshot(seat).team.present_members]


def test_several_join_at_once_and_are_one_step_to_undo(room: Seat) -> None:
    before = _names(room)
    ids = members.add_members(room, ["Zoe", " Yan "])
    assert [members.find_member(room, name) for name in ("Zoe", "Yan")] == ids
    assert undo.undo(room) == "Zoe, Yan joined the team"
    assert _names(room) == before


@pytest.mark.parametrize("names", [["Zoe", "dana"], ["Zoe", "zoe"], ["Zoe", " "]])
def test_where_one_name_is_refused_nobody_joins(room: Seat, names: list[str]) -> None:
    before = _names(room)
    with pytest.raises(Refused):
        members.add_members(room, names)
    assert _names(room) == before


def test_another_name_is_shown_on_what_they_own_and_can_be_undone(room: Seat, dana: Seat) -> None:
    improvements.pick(room, Stage.CONNECT, "Greet by name", owner=dana.member_id)
    members.rename_member(room, str(dana.member_id), " Dana Maria ")
    (owned,) = load_snapshot(room).planned
    assert owned.owner is not None
    assert owned.owner.name == "Dana Maria"
    assert members.find_member(room, "dana maria") == dana.member_id
    undo.undo(room)
    assert members.find_member(room, "Dana") == dana.member_id


def test_a_name_may_be_spelt_another_way_but_not_be_anothers(room: Seat, dana: Seat) -> None:
    members.rename_member(room, str(dana.member_id), "DANA")
    assert "DANA" in _names(room)
    with pytest.raises(Refused, match="That is the name of Lee"):
        members.rename_member(room, str(dana.member_id), "lee")
    members.member_leaves(room, members.find_member(room, "Lee"))
    with pytest.raises(Refused, match="Lee, who has left"):
        members.rename_member(room, str(dana.member_id), "Lee")
    with pytest.raises(Refused, match="can't be empty"):
        members.rename_member(room, str(dana.member_id), " ")
    with pytest.raises(NotFound):
        members.rename_member(room, "nobody", "Zoe")
