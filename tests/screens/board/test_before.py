"""Private turns on the board between the reviews, by real keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.pilot import Pilot

from screens.board.add_line import AddLine
from screens.board.before import BeforePane
from screens.chrome.footer import Footer
from screens.core.app_context import NoDrafts
from screens.dialogs.choose import Choose, OptionLines
from screens.forms.fields import OneLine
from screens.widgets.board.board_widget import BoardWidget
from store.board import touchpoints
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.models.review import Waiting
from store.reviews import ballots, early, reviews

if TYPE_CHECKING:
    from tests.conftest import Live

SMALL = (80, 24)
Settle = Callable[[Pilot[Any]], Any]
Until = Callable[..., Any]
Typed = Callable[..., Any]


def seen(app: App[Any]) -> str:
    """Everything the terminal shows, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def shown(app: App[Any]) -> str:
    """All cards that are drawn on any board of the screen."""
    boards = app.screen.query(BoardWidget)
    return repr([board.columns for board in boards if board.display])


def said(app: App[Any], where: str) -> str:
    return str(app.screen.query_one(where).render())


async def begin(pilot: Pilot[Any], until: Until) -> None:
    await pilot.press("w")
    await until(pilot, lambda: any(line.is_open for line in pilot.app.screen.query(AddLine)))


async def test_a_member_writes_votes_edits_and_takes_back_for_the_next_review(
    live: Live, settle: Settle, until: Until, typed: Typed, asked: Until
) -> None:
    touchpoints.add_many(live.seat, Stage.CONNECT, ["Welcome", "Greeting"])
    dana = live.as_member("Dana")
    app = live.app(seat=dana)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await begin(pilot, until)
        head = said(app, "#before-head")
        assert "Dana, only you see this." in head
        assert "review reveals it. 5 of 5 votes left." in head
        await typed(pilot, "The refund form")
        await pilot.press("enter")
        await until(pilot, lambda: len(early.my_cards(dana)) == 1)
        await pilot.press("tab")
        await typed(pilot, "Help")
        await pilot.press("enter")
        await until(pilot, lambda: len(early.my_cards(dana)) == 2)
        await pilot.press("escape")
        await settle(pilot)
        assert [card.stage for card in early.my_cards(dana)] == [Stage.CONNECT, Stage.ASSIST]

        # The cursor is on the private card of Assist: it can be edited and taken back.
        await pilot.press("e")
        await asked(pilot)
        await typed(pilot, " page")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: early.my_cards(dana)[1].text == "Help page")
        await settle(pilot)
        await pilot.press("x")
        await until(pilot, lambda: [c.text for c in early.my_cards(dana)] == ["The refund form"])
        await settle(pilot)
        await pilot.press("h", "home", "v", "v")
        await until(pilot, lambda: early.my_votes(dana) == {live.card("Welcome").id: 2})
        await pilot.press("V")
        await until(pilot, lambda: "4 of 5 votes left" in said(app, "#before-head"))

        # The board itself, and the other views, wait.
        await pilot.press("f", "r", "1")
        await settle(pilot)
        assert live.main(app).view == "board"
        assert not app.screen.is_modal
        assert live.card("Welcome").friction == 0
        await pilot.press("w")
        await until(pilot, lambda: not app.screen.query(BeforePane))
        await settle(pilot)
        assert "The refund form" not in shown(app)
        assert live.notes[-1].startswith("What you gave privately waits for")
        assert live.texts() == [["Welcome", "Greeting"], [], [], []]
        await pilot.press("1")
        await settle(pilot)
        lines = seen(app)
        assert "1 private touchpoint and one person's votes wait for" in lines
        assert "The refund form" not in lines
    assert live.snapshot.waiting == Waiting(1, 1)


async def test_at_the_rooms_screen_each_chooses_their_name_and_sees_only_their_own(
    live: Live, settle: Settle, until: Until, typed: Typed
) -> None:
    early.write_card(live.as_member("Lee"), Stage.CONNECT, "Lee's own")
    app = live.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        labels = [option.label for option in app.screen.query_one(OptionLines).options]
        assert labels == ["Dana", "Lee", "Sam", "Back to everybody"]
        await pilot.press("1")
        await until(pilot, lambda: any(line.is_open for line in app.screen.query(AddLine)))
        assert "Lee's own" not in shown(app)
        await typed(pilot, "Dana's own")
        await pilot.press("enter")
        await until(pilot, lambda: "Dana's own" in shown(app))
        await pilot.press("escape", "w")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert "Dana's own" not in repr(
            [board.columns for board in live.main(app).query(BoardWidget)]
        )
        await pilot.press("2")
        await until(pilot, lambda: "Lee's own" in shown(app))
        assert "Dana's own" not in shown(app)
        await until(pilot, lambda: any(line.is_open for line in app.screen.query(AddLine)))
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("4")
        await until(pilot, lambda: not app.screen.is_modal)
        await settle(pilot)
        assert not app.screen.query(BeforePane)
        assert live.main(app).turn == ""
    assert live.texts() == [[], [], [], []]


async def test_half_typed_words_wait_for_the_next_turn_and_are_never_offered_in_the_open(
    live: Live, settle: Settle, until: Until, typed: Typed
) -> None:
    dana, drafts = live.as_member("Dana"), NoDrafts()
    app = live.app(seat=dana, drafts=drafts)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await begin(pilot, until)
        await typed(pilot, "The ref")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, lambda: not app.screen.query(BeforePane))
        await settle(pilot)
        await pilot.press("a")
        await until(pilot, lambda: any(line.is_open for line in app.screen.query(AddLine)))
        assert app.screen.query_one(OneLine).value == ""
        await pilot.press("escape")
        await settle(pilot)
        await begin(pilot, until)
        assert app.screen.query_one(BeforePane).query_one(OneLine).value == "The ref"
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, lambda: not app.screen.query(BeforePane))

        # In the review's Map its writer goes on with it.
        reviews.open_review(dana, AgendaKind.TEAM)
        steps = [step.key for step in live.snapshot.review.steps] if live.snapshot.review else []
        reviews.go_to_step(dana, steps.index(StepKey.MAP))
        await live.main(app).reload()
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, lambda: any(line.is_open for line in app.screen.query(AddLine)))
        await settle(pilot)
        (line,) = (line for line in app.screen.query(AddLine) if line.is_open)
        assert line.query_one(OneLine).value == "The ref"


async def test_a_review_that_opens_meanwhile_ends_the_turn_and_has_the_cards(
    live: Live, settle: Settle, until: Until, typed: Typed
) -> None:
    dana = live.as_member("Dana")
    app = live.app(seat=dana)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await begin(pilot, until)
        await typed(pilot, "The refund form")
        await pilot.press("enter")
        await until(pilot, lambda: len(early.my_cards(dana)) == 1)
        reviews.open_review(live.seat)
        await live.main(app).reload()
        await until(pilot, lambda: not app.screen.query(BeforePane))
        await settle(pilot)
        assert live.main(app).turn == ""
        await until(pilot, lambda: "A review has begun. What you gave waits in it." in live.notes)
        await pilot.press("w")
        await settle(pilot)
        assert not app.screen.query(BeforePane)
    assert [card.text for card in ballots.my_cards(dana)] == ["The refund form"]


async def test_its_key_is_named_where_there_is_room_and_in_no_review(
    live: Live, settle: Settle, until: Until
) -> None:
    app = live.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        footer = app.screen.query_one(Footer)
        assert "w Private" in str(footer.render())
        reviews.open_review(live.seat)
        await live.main(app).reload()
        await until(pilot, lambda: "w Private" not in str(footer.render()))


async def test_where_nobody_is_in_the_team_it_says_what_to_do(
    live: Live, settle: Settle, until: Until
) -> None:
    from store.teams import members

    for name in ("Dana", "Lee", "Sam"):
        members.member_leaves(live.seat, str(live.as_member(name).member_id))
    app = live.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, lambda: live.notes)
        assert "Nobody is in the team yet" in live.notes[-1]
        assert not app.screen.query(BeforePane)


async def test_a_guest_without_a_name_writes_nothing(
    live: Live, settle: Settle, until: Until
) -> None:
    app = live.app(hosted=True)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, lambda: live.notes)
        assert "Only members" in live.notes[-1]
        assert not app.screen.query(BeforePane)
