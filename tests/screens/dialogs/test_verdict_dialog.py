"""An improvement read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from screens.dialogs.verdict_dialog import verdict_text
from screens.theme.glyphs import UNICODE
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvement_status, improvements
from store.queries.verdict_details import load_verdict_details

if TYPE_CHECKING:
    from tests.conftest import Live


@pytest.mark.parametrize(
    ("decide", "word"),
    [(improvement_status.drop, "dropped"), (improvement_status.carry, "carried")],
)
def test_what_was_given_up_waits_for_no_verdict(live: Live, decide: Any, word: str) -> None:
    id = improvements.pick(live.seat, Stage.CONNECT, "Use names", measure="csat")
    evidence.log(live.seat, Stage.CONNECT, measure="csat", value=5)
    decide(live.seat, id, "No time")
    text = verdict_text(load_verdict_details(live.seat, id), UNICODE)
    assert "No time" in text
    assert f"It was {word}" in text
    assert "so there is no verdict" in text
    assert "counts" not in text
