"""An improvement read whole."""

from __future__ import annotations

import pytest

from screens.dialogs.proven import proven_text
from screens.marks import UNICODE
from store import evidence, improvements, outcomes
from store.practice.stages import Stage
from store.working import load_proven


@pytest.mark.parametrize(
    ("decide", "word"), [(outcomes.drop, "dropped"), (outcomes.carry, "carried")]
)
def test_what_was_given_up_waits_for_no_verdict(live, decide, word):
    id = improvements.pick(live.seat, Stage.CONNECT, "Use names", measure="csat")
    evidence.log(live.seat, Stage.CONNECT, measure="csat", value=5)
    decide(live.seat, id, "No time")
    text = proven_text(load_proven(live.seat, id), UNICODE)
    assert "No time" in text
    assert f"It was {word}" in text
    assert "so there is no verdict" in text
    assert "counts" not in text
