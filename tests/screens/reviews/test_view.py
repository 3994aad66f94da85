"""Past reviews by their real keys, on a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from screens.chrome.footer import Footer
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.improvements import improvements
from store.reviews import ballots, reviews
from store.reviews.closing import close_review

if TYPE_CHECKING:
    from tests.conftest import Live

SIZES = [(80, 24), (120, 36)]


def seen(app: App[Any]) -> str:
    """Everything the terminal shows, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def footer(app: App[Any]) -> str:
    return str(app.screen.query_one(Footer).render())


@pytest.fixture
def held(live: Live) -> Live:
    """Reviews that planned weeks 45, 46 and 47; the last was rated by three."""
    live.clock.move(days=-21)
    for label in ("2026-W45", "2026-W46", "2026-W47"):
        people = [live.as_member(name) for name in ("Dana", "Lee", "Sam")]
        present = [str(seat.member_id) for seat in people]
        reviews.open_review(live.seat, AgendaKind.SHORT, label, present=present)
        text = f"[/b] * Change * in {label}"
        improvements.pick(live.seat, Stage.CONNECT, text, cycle=label)
        reviews.go_to_step(live.seat, 2)
        if label == "2026-W47":
            for mark, seat in zip((4, 5, 3), people, strict=True):
                ballots.rate(seat, mark)
        close_review(live.seat)
        live.clock.move(days=7)
    return live


async def test_without_any_it_says_how_to_start(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = live.app("reviews")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "No review has been closed yet. Press r to start the first." in seen(app)
        assert "Export" not in footer(app)


async def test_the_open_one_is_named(live: Live, settle: Callable[[Pilot[Any]], Any]) -> None:
    reviews.open_review(live.seat, AgendaKind.SHORT)
    app = live.app("reviews")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Week 48 is being planned now. Press r to go on with its review." in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_has_the_newest_first(
    held: Live, settle: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> None:
    app = held.app("reviews")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = seen(app)
        assert text.index("W47   Fri 13 Nov") < text.index("W46   Fri 6 Nov")
        assert "4.0 n 3" in text
        assert "3 reviews held" in text
        if size[0] == 80:
            assert "D · L S" in text or "D L S" in text
            assert "D Dana" in text


async def test_enter_reads_one_whole_and_esc_goes_back(
    held: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = held.app("reviews")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "enter")
        await settle(pilot)
        text = seen(app)
        assert "Acme Support: CARE review, Week 46" in text
        assert "• Connect: [/b] * Change * in 2026-W46" in text
        assert "worth it" not in text
        await pilot.press("left_square_bracket")
        await settle(pilot)
        assert "Acme Support: CARE review, Week 45" in seen(app)
        await pilot.press("end")
        await settle(pilot)
        assert "Next review" in seen(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "W47   Fri 13 Nov" in seen(app)
        assert held.main(app).view == "reviews"


async def test_with_room_the_report_stands_beside_the_list(
    held: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = held.app("reviews")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "Acme Support: CARE review, Week 47" in seen(app)
        assert "verdicts     worth it" in seen(app)
        await pilot.press("j")
        await settle(pilot)
        assert "Acme Support: CARE review, Week 46" in seen(app)
        assert "W47   Fri 13 Nov" in seen(app)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "Acme Support: CARE review" not in seen(app)


async def test_e_saves_the_report_and_never_over_another(
    held: Live,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    tmp_path: Path,
    asked: Callable[..., Any],
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "acme-support-2026-W47.md").write_text("Mine")
    app = held.app("reviews", reports=folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("E")
        await asked(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: held.notes)
        assert (folder / "acme-support-2026-W47.md").read_text() == "Mine"
        assert "Change" in (folder / "acme-support-2026-W47-2.md").read_text()


async def test_a_folder_that_cannot_be_written_is_said(
    held: Live,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    tmp_path: Path,
    asked: Callable[..., Any],
) -> None:
    (tmp_path / "file").write_text("")
    app = held.app("reviews", reports=tmp_path / "file")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("E")
        await asked(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: held.notes)
        assert held.notes[0].startswith("The file could not be saved in")
