"""What another program calls by an id of its own is there once."""

from __future__ import annotations

import pytest

from store.board import touchpoints
from store.common.errors import AlreadyThere, Refused
from store.domain.stages import Stage
from store.evidence import evidence
from store.evidence.erasing import erase
from store.evidence.evidence import NewAnswer
from store.journal.external_ids import id_for
from store.journal.seat import Seat
from store.undo.undo import redo, undo

C = Stage.CONNECT


def test_an_id_is_always_the_same_and_one_of_its_kind() -> None:
    assert id_for("team", "evidence", "crm-1") == id_for("team", "evidence", " crm-1 ")
    ids = {
        id_for(team, noun, key)
        for team in ("team", "other")
        for noun in ("evidence", "touchpoint")
        for key in ("crm-1", "crm-2", "CRM-1")
    }
    assert len(ids) == 12
    assert all(len(id) == 12 for id in ids)


def test_a_touchpoint_is_added_once_whatever_became_of_it(dana: Seat) -> None:
    id = touchpoints.add(dana, C, "Card", external_id="crm-1")
    touchpoints.archive(dana, [id])
    with pytest.raises(AlreadyThere, match="crm-1 was added already: “Card”") as refused:
        touchpoints.add(dana, C, "Again", external_id="crm-1")
    assert refused.value.id == id
    undo(dana)
    undo(dana)
    assert touchpoints.add(dana, C, "Again", external_id="crm-1") == id


def test_an_answer_is_logged_once_and_an_erased_one_never_returns(dana: Seat, lee: Seat) -> None:
    id = evidence.log(dana, C, quote="Good", external_id="crm-1")
    with pytest.raises(AlreadyThere) as refused:
        evidence.log(lee, C, quote="Other", external_id="crm-1")
    assert refused.value.id == id
    erase(dana, id)
    with pytest.raises(AlreadyThere):
        evidence.log(dana, C, quote="Good", external_id="crm-1")
    assert evidence.page(dana).items == ()


def test_several_answers_are_one_step_and_those_on_file_are_left(dana: Seat) -> None:
    evidence.log(dana, C, quote="Good", external_id="1")
    answers = [NewAnswer(C, quote=f"Answer {key}", external_id=key) for key in ("1", "2", "2", "3")]
    logged = evidence.log_many(dana, answers)
    assert [each.is_new for each in logged] == [False, True, False, True]
    assert logged[1].id == logged[2].id
    quotes = {each.quote for each in evidence.page(dana).items}
    assert quotes == {"Good", "Answer 2", "Answer 3"}
    assert undo(dana) == "Logged 2 answers"
    assert [each.quote for each in evidence.page(dana).items] == ["Good"]
    assert redo(dana) == "Logged 2 answers"
    assert len(evidence.page(dana).items) == 3


def test_where_one_answer_is_refused_none_is_logged(dana: Seat) -> None:
    answers = [
        NewAnswer(C, quote="Good"),
        NewAnswer(C, measure="csat", value=9, place="Line 2"),
    ]
    with pytest.raises(Refused, match=r"^Line 2: CSAT takes"):
        evidence.log_many(dana, answers)
    assert evidence.page(dana).items == ()
    with pytest.raises(Refused, match="At most 1,000 answers"):
        evidence.log_many(dana, answers[:1] * 1001)
