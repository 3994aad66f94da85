"""What is promised, held against what was kept."""

from __future__ import annotations

import math

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.stages import Stage
from store.evidence import cases, evidence
from store.evidence.promise_kept import Kept, promise_page, reply_kept
from store.journal.seat import Seat
from store.teams import promises
from store.undo.undo import undo


def test_what_is_not_kept_says_what_to_promise() -> None:
    waits = [10.0] * 23 + [40.5] * 5 + [90.0] * 2
    kept = reply_kept(24, waits)
    assert kept == Kept(24, 30, 23, 41)
    assert kept.sentence == (
        "You aim at 24 hours and reach it for 77% of 30. 9 of 10 are answered within 41 hours: "
        "aim at that, or change something."
    )


@pytest.mark.parametrize(
    ("waits", "sentence"),
    [
        ([1.0] * 9 + [30.0], "You aim at 24 hours and reach it for 90% of 10."),
        (
            [1.0] * 8 + [math.inf] * 2,
            "You aim at 24 hours and reach it for 80% of 10. Aim at what you can reach, or change "
            "something.",
        ),
    ],
)
def test_the_sentence_follows_from_the_figures(waits: list[float], sentence: str) -> None:
    kept = reply_kept(24, waits)
    assert kept is not None
    assert kept.sentence == sentence


def test_fewer_than_ten_say_nothing() -> None:
    assert reply_kept(24, [1.0] * 9) is None


def test_cases_are_counted_by_channel_and_who_still_waits_in_time_is_not(
    dana: Seat, clock: SetClock
) -> None:
    chat = touchpoints.add(dana, Stage.ASSIST, "Chat", channel="chat")
    promises.promise_reply(dana, "Chat", 1)
    for number in range(10):
        cases.add(dana, f"C-{number}", touchpoint=chat)
    clock.move(hours=2)
    for number in range(10):
        cases.contact(dana, f"C-{number}")
    cases.add(dana, "T-1")
    general, own = promise_page(dana).kept
    assert (general.hours, general.n, general.kept) == (24, 10, 10)
    assert (own.channel, own.hours, own.n, own.kept, own.within) == ("Chat", 1, 10, 0, 2)
    clock.move(hours=30)
    (general, _) = promise_page(dana).kept
    assert (general.n, general.kept) == (11, 10)
    clock.move(days=92)
    assert promise_page(dana).kept == ()


def test_first_replies_that_were_imported_or_logged_give_the_share(dana: Seat) -> None:
    for answer in ("yes",) * 7 + ("no",) * 3:
        evidence.log(dana, Stage.RESOLVE, measure="first-reply", value=answer)
    (kept,) = promise_page(dana).kept
    assert (kept.n, kept.kept, kept.within) == (10, 7, None)


def test_promises_are_made_replaced_taken_back_and_undone(dana: Seat) -> None:
    promises.promise_step_up(dana, "Ada")
    promises.promise_step_up(dana, "Lee")
    promises.promise_decision(dana, "Everybody", "a refund", "50 EUR")
    assert [each.who for each in promises.promises(dana)] == ["Everybody", "Lee"]
    promises.take_back(dana, promises.PromiseKind.STEP_UP)
    undo(dana)
    undo(dana)
    assert [each.sentence for each in promises.promises(dana)] == ["One step up: Lee."]
    for hours in (0, 721):
        with pytest.raises(Refused, match="1 to 720"):
            promises.promise_reply(dana, "chat", hours)
    with pytest.raises(Refused, match="can't be empty"):
        promises.promise_reply(dana, " ", 2)
