"""An improvement read whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from screens.dialogs.verdict_dialog import verdict_text
from screens.theme.glyphs import UNICODE
from store.common.clock import SetClock
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.verdict_details import load_verdict_details
from store.workspace.workspace import Workspace

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
    text = verdict_text(load_verdict_details(live.seat, id), UNICODE, 86)
    assert "No time" in text
    assert f"It was {word}" in text
    assert "so there is no verdict" in text
    assert "counts" not in text


def test_the_range_is_drawn_as_wide_as_a_line_has_room(
    copied_sample: Callable[..., Workspace], tmp_path: Path
) -> None:
    now = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
    workspace = copied_sample(tmp_path / "care.db", now)
    workspace.clock = SetClock(now)
    seat = Seat(workspace, workspace.find_team().id)
    picked = next(each for each in load_snapshot(seat).planned if each.stage is Stage.CONNECT)
    details = load_verdict_details(seat, picked.id)
    workspace.close()
    for width in (86, 70, 52):
        lines = verdict_text(details, UNICODE, width).split("\n")
        at = next(index for index, line in enumerate(lines) if line.startswith("  worse"))
        axis, drawn, target = lines[at - 1 : at + 2]
        assert all(cell_len(line) <= width for line in (axis, drawn, target))
        assert axis.index(" 0 ") + 1 == drawn.index("┊")
        assert drawn.index("◇") == target.index("◇")
    assert "\n  worse" not in verdict_text(details, UNICODE, 40)
