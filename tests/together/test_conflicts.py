"""Two people, one change: the second save is told, and nothing is overwritten silently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.chrome.footer import Footer
from screens.dialogs.choose import OptionLines
from screens.dialogs.confirm import Confirm
from screens.forms.conflict import ConflictDialog, both
from screens.forms.form import Form
from store.board import touchpoints
from store.common.errors import Conflict, Gone
from store.domain.agenda import AgendaKind, Step, StepKey
from store.domain.stages import Stage
from store.improvements import improvements
from store.journal.seat import Seat
from store.teams import members, teams
from store.undo.undo import undo

if TYPE_CHECKING:
    from tests.conftest import Live


@pytest.fixture
def card(live: Live) -> str:
    """A card on the team's board, by id."""
    return touchpoints.add(live.seat, Stage.CONNECT, "Welcome", notes="first")


@pytest.fixture
def lee(live: Live) -> Seat:
    return live.as_member("Lee")


@pytest.fixture
def begin(live: Live, asked: Callable[..., Any], typed: Callable[..., Any]) -> Callable[..., Any]:
    """Opens a card by ``key`` and types: ``await begin(pilot, "e", " mine")``."""

    async def start(pilot: Pilot[Any], key: str, text: str) -> None:
        await pilot.pause()
        await pilot.press(key)
        await asked(pilot)
        await typed(pilot, text)

    return start


def words_on(screen: Any) -> str:
    return "\n".join(str(each.render()) for each in screen.query("Static"))


def test_a_conflict_tells_who_changed_which_field_when(live: Live, card: str, lee: Seat) -> None:
    sam = live.as_member("Sam")
    touchpoints.edit(lee, card, text="Hello", notes="more")
    live.clock.move(minutes=2)
    touchpoints.set_friction(sam, [card], 2)
    live.clock.move(minutes=1)
    with pytest.raises(Conflict) as caught:
        touchpoints.edit(live.seat, card, text="Mine", seen=1)
    assert caught.value.sentence == (
        "Sam changed the friction 1 minute ago. Lee changed the text and the notes 3 minutes ago."
    )
    told = {each.field: (each.now, each.who) for each in caught.value.changed}
    assert told == {"text": ("Hello", "Lee"), "notes": ("more", "Lee"), "friction": (2, "Sam")}
    touchpoints.edit(live.seat, card, text="Mine", seen=caught.value.version)
    assert live.card("Mine").notes == "more"


def test_ones_own_other_terminal_and_the_room_are_named(live: Live, card: str, lee: Seat) -> None:
    touchpoints.edit(live.seat, card, text="The room's")
    with pytest.raises(Conflict, match=r"^The room changed the text just now"):
        touchpoints.edit(lee, card, text="Mine", seen=1)
    touchpoints.edit(live.as_member("Lee"), card, text="There")
    with pytest.raises(Conflict, match=r"^You, at another terminal, changed the text just now"):
        touchpoints.edit(lee, card, text="Mine", seen=2)


def test_a_card_taken_away_names_who_did(live: Live, lee: Seat) -> None:
    archived, merged, into = touchpoints.add_many(lee, Stage.CONNECT, ["one", "two", "three"])
    touchpoints.archive(lee, [archived])
    touchpoints.merge(lee, into, [merged])
    removed = touchpoints.add(lee, Stage.CONNECT, "four")
    undo(lee)
    for id, deed in ((archived, "archived"), (merged, "merged"), (removed, "removed")):
        with pytest.raises(Gone, match=f"^Lee {deed} this touchpoint just now"):
            touchpoints.edit(live.seat, id, text="Mine", seen=1)


@pytest.mark.parametrize(("key", "kept"), [("m", "Welcome mine"), ("t", "Lee's words")])
async def test_one_text_of_two_is_chosen(
    live: Live, card: str, lee: Seat, begin: Callable[..., Any], key: str, kept: str
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, "e", " mine")
        touchpoints.edit(lee, card, text="Lee's words")
        live.clock.move(minutes=2)
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, ConflictDialog)
        shown = words_on(app.screen)
        assert "Lee changed the text 2 minutes ago." in shown
        assert shown.index("Lee's words") < shown.index("Welcome mine")
        keys = str(app.screen.query_one(Footer).render())
        assert all(each in keys for each in ("m Mine", "t Theirs", "b Both", "esc Back"))
        assert "m Mine t Theirs b Both, joined for you to edit esc Back" in " ".join(shown.split())
        assert live.texts()[0] == ["Lee's words"]
        await pilot.press(key)
        await pilot.pause()
        assert not app.screen.is_modal
    assert live.texts()[0] == [kept]


async def test_both_texts_are_joined_to_be_edited(
    live: Live, card: str, lee: Seat, begin: Callable[..., Any], typed: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, "e", " mine")
        touchpoints.edit(lee, card, text="Hello")
        await pilot.press("ctrl+s", "b")
        form = app.screen
        assert isinstance(form, Form)
        assert form.values()["text"] == "Hello / Welcome mine"
        assert live.texts()[0] == ["Hello"]
        await typed(pilot, "!")
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert live.texts()[0] == ["Hello / Welcome mine!"]


async def test_both_notes_are_kept_theirs_first(
    live: Live, card: str, lee: Seat, begin: Callable[..., Any], typed: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, "o", "")
        await pilot.press("end")
        await typed(pilot, " of mine")
        touchpoints.edit(lee, card, notes="first\nLee's line")
        await pilot.press("ctrl+s")
        assert "b Both, theirs first" in " ".join(words_on(app.screen).split())
        await pilot.press("b")
        await pilot.pause()
    assert live.card("Welcome").notes == "first\nLee's line\nfirst of mine"


async def test_going_back_keeps_ones_text_and_theirs(
    live: Live, card: str, lee: Seat, begin: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, "e", " mine")
        touchpoints.edit(lee, card, text="Hello")
        await pilot.press("ctrl+s", "escape")
        assert isinstance(app.screen, Form)
        assert app.screen.values()["text"] == "Welcome mine"
        assert "Lee changed the text just now. Your text is safe." in words_on(app.screen)
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, ConflictDialog)
        await pilot.press("t")
        await pilot.pause()
    assert live.texts()[0] == ["Hello"]


async def test_what_only_one_of_two_touched_is_kept_from_both(
    live: Live, card: str, lee: Seat, begin: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, "e", " mine")
        touchpoints.edit(lee, card, friction=3, channel="chat")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not app.screen.is_modal
    kept = live.card("Welcome mine")
    assert (kept.friction, kept.channel) == (3, "chat")
    assert live.notes == [
        "Lee changed the friction and the channel just now. Both texts are safe."
    ] or live.notes == ["Lee changed the channel and the friction just now. Both texts are safe."]


async def test_a_card_archived_meanwhile_is_saved_as_a_new_one(
    live: Live, card: str, lee: Seat, begin: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, "e", " mine")
        touchpoints.archive(lee, [card])
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, Confirm)
        assert "Lee archived this touchpoint just now." in words_on(app.screen)
        await pilot.press("y")
        await pilot.pause()
        assert not app.screen.is_modal
    assert live.texts()[0] == ["Welcome mine"]
    assert live.card("Welcome mine").notes == "first"


async def test_a_draft_meets_what_changed_since_it_was_begun(
    live: Live, card: str, lee: Seat, begin: Callable[..., Any], asked: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, "e", " mine")
        await pilot.press("escape")
        touchpoints.edit(lee, card, text="Hello", friction=1)
        await live.main(app).reload()
        await begin(pilot, "e", "!")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, ConflictDialog)
        assert "Welcome mine!" in words_on(app.screen)
        await pilot.press("m")
        await pilot.pause()
    assert live.card("Welcome mine!").friction == 1


async def test_a_draft_let_go_begins_from_what_stands_now(
    live: Live, card: str, lee: Seat, begin: Callable[..., Any], typed: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, "e", " mine")
        await pilot.press("escape")
        touchpoints.edit(lee, card, text="Hello")
        await live.main(app).reload()
        await begin(pilot, "e", "")
        await pilot.press("ctrl+n")
        await typed(pilot, "!")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not app.screen.is_modal
    assert live.texts()[0] == ["Hello!"]


async def test_an_improvement_keeps_what_each_of_two_changed(
    live: Live, lee: Seat, asked: Callable[..., Any], typed: Callable[..., Any]
) -> None:
    id = improvements.pick(live.seat, Stage.CONNECT, "Greet by name", cycle="2026-W47")
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("e")
        await asked(pilot)
        await typed(pilot, " first")
        owner = members.add_member(lee, "Kim")
        improvements.edit(
            lee, id, text="Greet", owner=owner, measure=None, target=None, touchpoint=None,
            touchpoint_only=False, due=date(2026, 11, 22), seen=1,
        )  # fmt: skip
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, ConflictDialog)
        await pilot.press("m")
        await pilot.pause()
    (kept,) = live.snapshot.planned
    assert kept.text == "Greet by name first"
    assert kept.owner is not None
    assert kept.owner.name == "Kim"


async def test_two_who_set_the_team_keep_both_settings(
    live: Live, lee: Seat, asked: Callable[..., Any], typed: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("comma")
        live.main(app).current_view.query_one(OptionLines).go_to("team.name")
        await pilot.press("enter")
        await asked(pilot)
        await typed(pilot, "!")
        teams.set_team(lee, reply_target_hours=48, cadence=teams.parse_cadence("monthly"))
        await pilot.press("ctrl+s")
        await pilot.pause()
    team = live.snapshot.team
    assert (team.name, team.reply_target_hours) == ("Acme Support!", 48)
    assert team.ahead[-1].cadence is teams.parse_cadence("monthly")


def test_an_agenda_and_a_name_are_not_overwritten_silently(live: Live, lee: Seat) -> None:
    seen = live.snapshot.team.version
    teams.set_agenda(lee, AgendaKind.SOLO, [Step(StepKey.PICK, 9), Step(StepKey.CLOSE, 2)])
    with pytest.raises(Conflict, match="Lee changed the agenda"):
        teams.set_agenda(live.seat, AgendaKind.SOLO, [Step(StepKey.PICK, 5)], seen=seen)
    sam = str(live.as_member("Sam").member_id)
    members.rename_member(lee, sam, "Samira")
    with pytest.raises(Conflict, match="Lee changed the name"):
        members.rename_member(live.seat, sam, "Samuel", was="Sam")


@pytest.mark.parametrize(
    ("theirs", "mine", "join", "joined"),
    [
        ("Hello", "Welcome", " / ", "Hello / Welcome"),
        ("", "Welcome", " / ", "Welcome"),
        ("a\nb", "a\nc", "\n", "a\nb\nc"),
        ("a", "a", "\n", "a"),
        ("", "c", "\n", "c"),
        ("a", "", "\n", "a"),
    ],
)
def test_both_is_theirs_then_mine(theirs: str, mine: str, join: str, joined: str) -> None:
    assert both(theirs, mine, join) == joined
