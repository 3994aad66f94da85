"""What the app is handed when it opens, and what is left when it ends."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from care_tui import app_session
from care_tui.app import CareApp
from care_tui.app_session import AppSession, make_app_context, open_app
from care_tui.context import CommandContext
from care_tui.own_command import own_command
from care_tui.settings import Settings
from store.common.clock import clock_from_environment
from store.common.errors import Refused
from store.domain.agenda import AgendaKind
from store.teams.teams import NewTeam, create_team
from store.workspace.automatic_backups import daily_backups
from store.workspace.workspace import open_workspace
from tests.conftest import SAMPLED

TEAM = {
    "name": "Acme",
    "cadence": "weekly",
    "timezone": "Europe/Berlin",
    "review_day": "Friday",
    "review_time": "15:00",
    "member": "Dana\nLee\n",
}


@pytest.fixture
def sample(copied_sample: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample of one time, built once for all that open it."""
    monkeypatch.setenv("CARE_NOW", SAMPLED.isoformat())
    monkeypatch.setattr("store.demo.build.build_sample", copied_sample)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[CareApp]:
    """The apps that would have been run, in a terminal that can show them."""
    found: list[CareApp] = []

    def run(app: CareApp) -> int:
        found.append(app)
        return 7

    monkeypatch.setattr("care_tui.app.run_app", run)
    monkeypatch.setattr("care_tui.terminal.terminal.why_not", lambda *_streams: None)
    return found


def new_opening(place: Path) -> AppSession:
    return AppSession(str(place), None, None, clock_from_environment())


def test_without_a_workspace_the_welcome_comes_first(alone: Path, runs: list[CareApp]) -> None:
    assert open_app(CommandContext()) == 7
    (app,) = runs
    assert app.first_run is not None
    assert app.first_run.location == str(alone / "data" / "care" / "workspace.db")
    assert not (alone / "data").exists()


def test_with_one_the_team_is_there(care: Any, runs: list[CareApp]) -> None:
    assert open_app(CommandContext(str(care.workspace), None, "Lee"), start="board") == 7
    (app,) = runs
    assert (app.first_run, app.start) == (None, "board")
    seat = app.app_context.open_seat()
    snapshot = app.app_context.load(seat)
    assert snapshot.team.name == "Acme Support"
    assert {member.id: member.name for member in snapshot.team.members}[
        str(seat.member_id)
    ] == "Lee"
    assert app.app_context.reports == care.folder / "data" / "care" / "reports"
    assert app.app_context.is_sample is False
    seat.workspace.close()


def test_a_solo_review_is_open_before_the_app_is(
    care: Any, runs: list[CareApp], capsys: pytest.CaptureFixture[str]
) -> None:
    here = CommandContext(str(care.workspace), None, "Dana")
    open_app(here, start="review", kind=AgendaKind.SOLO)
    said = capsys.readouterr().err.strip()
    assert said.startswith("A solo review that plans Week ")
    assert said.endswith(" has begun. By mistake? X in it cancels it.")
    assert runs[0].app_context.notes == (said,)
    review = care.json("status")["review"]
    assert (review["open"], review["step"]) == (True, "evidence")
    open_app(here, start="review", kind=AgendaKind.SHORT)
    assert len(runs) == 2
    assert capsys.readouterr().err == ""
    assert runs[1].app_context.notes == ()


@pytest.mark.usefixtures("sample")
def test_the_sample_is_gone_when_the_app_ends(
    alone: Path,
    runs: list[CareApp],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TMPDIR", str(alone))
    monkeypatch.setattr("tempfile.tempdir", None)
    seen: list[Path] = []

    def run(app: CareApp) -> int:
        seat = app.app_context.open_seat()
        assert seat.workspace.path is not None
        seen.append(seat.workspace.path)
        assert app.app_context.is_sample
        assert app.app_context.reports is None
        assert app.app_context.load(seat).team.members
        app.app_context.drafts.put("k", {"text": "half"})
        return 0

    monkeypatch.setattr("care_tui.app.run_app", run)
    assert open_app(CommandContext(), sample=True) == 0
    assert seen[0].is_relative_to(alone)
    assert list(alone.iterdir()) == []
    said = capsys.readouterr()
    assert "The sample is gone." in said.out
    assert f"The sample again  {own_command()} demo\n" in said.out
    assert said.err == ""


def test_the_welcome_makes_a_team_or_nothing(alone: Path) -> None:
    place = alone / "new" / "work.db"
    made = new_opening(place)
    with pytest.raises(Refused, match="time zone"):
        made.make_team({**TEAM, "timezone": "Mars/Base"})
    assert list(alone.iterdir()) == []
    made.make_team(TEAM)
    assert made.seat().workspace.path == place
    made.close()


@pytest.mark.usefixtures("sample")
def test_the_welcome_opens_the_sample_once(alone: Path) -> None:
    made = new_opening(alone / "work.db")
    made.open_sample()
    first = made.folder
    made.open_sample()
    assert made.folder == first
    shell = make_app_context(made, Settings(), ascii=False)
    assert shell.is_sample
    made.close()
    assert first is not None
    assert not first.exists()
    assert not (alone / "work.db").exists()


def test_the_shell_follows_the_settings(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    settings = Settings(theme="care-light", problems=("An unknown key.",))
    shell = make_app_context(new_opening(alone / "w.db"), settings, ascii=False)
    assert (shell.appearance.theme, shell.appearance.ascii) == ("care-light", False)
    assert shell.notes == ("An unknown key.",)
    assert make_app_context(new_opening(alone / "w.db"), settings, ascii=True).appearance.ascii
    monkeypatch.setenv("LC_ALL", "C")
    assert make_app_context(new_opening(alone / "w.db"), settings, ascii=False).appearance.ascii
    shell.save_appearance(shell.appearance)
    assert 'theme = "care-light"' in (alone / "config" / "care" / "config.toml").read_text()


def test_leaving_pauses_the_timer(care: Any) -> None:
    from store.reviews.reviews import open_review

    made = new_opening(care.workspace)
    shell = make_app_context(made, Settings(), ascii=False)
    seat = shell.open_seat()
    open_review(seat)
    assert shell.leaving is not None
    shell.leaving(seat)
    review = shell.load(seat).review
    assert review is not None
    assert review.timer.running_since is None
    made.close()


def test_a_failure_of_the_screens_is_written_down(alone: Path) -> None:
    assert "ValueError" in app_session.report_failure(ValueError("x"))
    assert len(list((alone / "state" / "care" / "failures").iterdir())) == 1


def test_what_was_seen_last_is_painted_at_the_next_start(
    care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[Any] = []

    def run(app: CareApp) -> int:
        stored.append(app.app_context.seen_last())
        stored.append(app.app_context.load(app.app_context.open_seat()))
        return 0

    monkeypatch.setattr("care_tui.app.run_app", run)
    monkeypatch.setattr("care_tui.terminal.terminal.why_not", lambda *_streams: None)
    here = CommandContext(str(care.workspace), None, "Lee")
    assert open_app(here) == open_app(here) == 0
    first, seen, second, _ = stored
    assert first is None
    assert second == seen
    assert open_app(here, kind=AgendaKind.SHORT) == 0
    assert open_app(here) == 0
    assert stored[6] is None


def test_of_several_teams_only_the_one_that_was_named_is_painted(
    care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a name it is still to be said which team to open: nothing of one is shown."""
    stored: list[Any] = []

    def run(app: CareApp) -> int:
        seen = app.app_context.seen_last()
        stored.append(seen.team.name if seen else None)
        choice = app.app_context.team_choice
        assert choice is not None
        if choice.needs_choice():
            choice.choose(choice.list_teams()[0].id)
        app.app_context.load(app.app_context.open_seat())
        return 0

    monkeypatch.setattr("care_tui.app.run_app", run)
    monkeypatch.setattr("care_tui.terminal.terminal.why_not", lambda *_streams: None)

    def visit(team: str | None = None) -> str | None:
        assert open_app(CommandContext(str(care.workspace), team, "Lee")) == 0
        painted = stored.pop()
        assert painted is None or isinstance(painted, str)
        return painted

    visit()
    assert visit() == "Acme Support"
    _add_team(care.workspace, NewTeam("A second team", members=("Lee",)))
    visit()
    assert visit() is None
    assert visit("Acme Support") is None
    assert visit("Acme Support") == "Acme Support"
    assert visit("A second team") == "A second team"


def _add_team(place: Path, new: NewTeam) -> None:
    workspace = open_workspace(str(place), clock_from_environment())
    create_team(workspace, new)
    workspace.close()


class _Deaf:
    """Hears nothing of what others change."""

    def __getattr__(self, _name: str) -> Any:
        return lambda *_: None


class _SaidEnough(_Deaf):
    """Is told nothing."""

    def notice(self, sentence: str) -> None:
        pytest.fail(sentence)


def _kept(place: Path) -> list[str]:
    return [file.name for file in daily_backups(place)]


def test_the_first_opening_of_a_day_keeps_a_backup(care: Any, monkeypatch: Any) -> None:
    done: list[str] = []

    def at_once(do: Callable[[], None]) -> Future[None]:
        do()
        done.append("done")
        return Future()

    monkeypatch.setattr("care_tui.terminal.terminal.apart", at_once)
    monkeypatch.setattr("store.live.live_connection.LiveConnection.start", lambda _self: None)
    for day in ("2026-11-20T12:00", "2026-11-20T18:00", "2026-11-21T12:00"):
        monkeypatch.setenv("CARE_NOW", day)
        opened = new_opening(care.workspace)
        seat = opened.seat()
        assert not done
        opened.watch(seat, _Deaf())
        assert done == ["done"]
        done.clear()
        opened._live = None
        opened.close()
    assert _kept(care.workspace) == ["work-2026-11-20.db", "work-2026-11-21.db"]
    assert "work-2026-11-21.db" in care("doctor")


async def test_a_backup_that_cannot_be_made_is_said_once(care: Any, until: Any) -> None:
    (care.workspace.parent / "backups").write_text("in the way")
    opened = new_opening(care.workspace)
    app = CareApp(make_app_context(opened, Settings(), ascii=False))
    said: list[str] = []
    try:
        async with app.run_test(notifications=True) as pilot:
            await until(pilot, lambda: len(app._notifications) > 0)
            await pilot.press("2")
            said = [note.message for note in app._notifications]
        opened._back_up_today(opened.workspace(), _SaidEnough())
    finally:
        opened.close()
    (sentence,) = said
    assert sentence.startswith("Today's backup cannot be made in ")
    assert sentence.endswith("backups: not a directory.")


@pytest.mark.usefixtures("sample")
def test_the_sample_is_not_backed_up(alone: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("store.live.live_connection.LiveConnection.start", lambda _self: None)
    opened = new_opening(alone / "none.db")
    opened.open_sample()
    monkeypatch.setattr("care_tui.terminal.terminal.apart", lambda _do: pytest.fail("a backup"))
    opened.watch(opened.seat(), _Deaf())
    opened._live = None
    opened.close()
