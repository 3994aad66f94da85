"""Teams: making them, setting them, members who come and go, skipped cycles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlalchemy import func, select

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.db.tables.ballot_models import MoodRow
from store.db.tables.models import MemberRow, TeamRow
from store.domain.agenda import DEFAULT_AGENDAS, AgendaKind, Step, StepKey
from store.domain.calendar import Stretch
from store.domain.cycles import Cadence
from store.domain.stages import Stage
from store.domain.statistics.measures import Better, MeasureKind, PerCycle
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams import cycle_skips, members, teams
from store.teams.teams import NewTeam, create_team
from store.undo.undo import undo
from store.workspace.workspace import TeamRef, Workspace


def _names(seat: Seat) -> list[str]:
    return [member.name for member in load_snapshot(seat).team.present_members]


def test_a_team_starts_with_what_it_is_given(workspace: Workspace) -> None:
    ref = create_team(
        workspace,
        NewTeam(
            "  Night\u202e shift ",
            Cadence.MONTHLY,
            "europe/berlin",
            0,
            time(9, 30),
            "first",
            ("Ada", "Bo"),
        ),
    )
    snapshot = load_snapshot(Seat(workspace, ref.id))
    team = snapshot.team
    assert (team.name, team.cadence, team.zone) == ("Night shift", Cadence.MONTHLY, "Europe/Berlin")
    assert (team.review_weekday, team.review_time, team.review_week) == (0, time(9, 30), "first")
    assert (team.reply_target_hours, team.show_authors) == (24, False)
    assert [member.name for member in team.members] == ["Ada", "Bo"]
    assert snapshot.seq == 1
    assert snapshot.cycle is not None
    assert snapshot.cycle.label == "2026-11"


@pytest.mark.parametrize("name", ["Acme Support", "ACME  support", "\uff21cme Support"])
def test_a_second_team_of_the_same_name_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(Refused, match="There is a team “Acme Support” already"):
        create_team(workspace, NewTeam(name))
    assert len(workspace.teams()) == 1


def test_a_zone_that_does_not_exist_is_refused_with_the_nearest(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="Europe/Berlin") as refused:
        create_team(workspace, NewTeam("Other", zone="Europe/Berlim"))
    assert refused.value.field == "timezone"
    assert len(workspace.teams()) == 1


@pytest.mark.parametrize("name", ["", "  ", "\x1b\u200b", "x" * 81])
def test_a_team_needs_a_name_that_can_be_seen(workspace: Workspace, name: str) -> None:
    with pytest.raises(Refused) as refused:
        create_team(workspace, NewTeam(name))
    assert refused.value.field == "name"


def test_two_members_of_one_name_are_refused_and_nothing_is_made(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="“ada” is named twice"):
        create_team(workspace, NewTeam("Other", members=("Ada", "ada")))
    assert len(workspace.teams()) == 1


def test_the_only_team_needs_no_name(workspace: Workspace, team: TeamRef) -> None:
    assert workspace.find_team() == team
    assert workspace.find_team("acme support") == team
    with pytest.raises(NotFound, match=r"no team “Acne” here\. Teams: Acme Support\."):
        workspace.find_team("Acne")
    create_team(workspace, NewTeam("Beta"))
    with pytest.raises(Refused, match=r"Which team.*Acme Support, Beta"):
        workspace.find_team()


def test_members_are_found_by_name(workspace: Workspace, team: TeamRef, dana: Seat) -> None:
    assert workspace.find_member(team, " DANA ") == dana.member_id
    with pytest.raises(NotFound, match="Members: Dana, Kim, Lee, Sam"):
        workspace.find_member(team, "Zoe")
    members.member_leaves(dana, str(dana.member_id))
    with pytest.raises(Refused, match="Dana has left Acme Support"):
        workspace.find_member(team, "Dana")


def test_settings_change_one_at_a_time(room: Seat) -> None:
    before = load_snapshot(room).team
    teams.set_team(room, review_weekday=0, review_time=time(8, 5))
    team = load_snapshot(room).team
    assert (team.review_weekday, team.review_time) == (0, time(8, 5))
    assert (team.name, team.zone, team.review_week) == (before.name, before.zone, "last")
    teams.set_team(
        room,
        name="Beta",
        zone="asia/tokyo",
        cadence=Cadence.MONTHLY,
        review_week="First",
        show_authors=True,
    )
    team = load_snapshot(room).team
    assert (team.name, team.zone, team.review_week) == ("Beta", "Asia/Tokyo", "first")
    assert team.show_authors


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"zone": "Mars/Olympus"},
        {"review_week": "second"},
        {"reply_target_hours": 0},
        {"reply_target_hours": 721},
    ],
)
def test_settings_that_are_wrong_change_nothing(room: Seat, wrong: dict[str, object]) -> None:
    before = load_snapshot(room)
    with pytest.raises(Refused):
        teams.set_team(room, **{"review_weekday": 1, **wrong})  # type: ignore[arg-type]
    after = load_snapshot(room)
    assert (after.team, after.seq) == (before.team, before.seq)


def test_a_name_that_another_team_has_is_refused(workspace: Workspace, room: Seat) -> None:
    create_team(workspace, NewTeam("Beta"))
    with pytest.raises(Refused, match="There is a team “Beta” already"):
        teams.set_team(room, name="beta")
    teams.set_team(room, name="ACME Support")
    assert load_snapshot(room).team.name == "ACME Support"


def test_a_cadence_change_waits_for_the_cycles_end(room: Seat, clock: SetClock) -> None:
    teams.set_team(room, cadence=Cadence.MONTHLY)
    team = load_snapshot(room).team
    assert team.cadence is Cadence.WEEKLY
    assert team.ahead == (
        Stretch(Cadence.WEEKLY, date(2026, 11, 17), date(2026, 11, 22)),
        Stretch(None, date(2026, 11, 23), date(2026, 11, 30)),
        Stretch(Cadence.MONTHLY, date(2026, 12, 1), None),
    )
    clock.move(days=7)
    assert load_snapshot(room).cycle is None
    clock.move(days=7)
    snapshot = load_snapshot(room)
    assert snapshot.team.cadence is Cadence.MONTHLY
    assert snapshot.cycle is not None
    assert snapshot.cycle.label == "2026-12"


def test_a_waiting_cadence_change_can_be_withdrawn(room: Seat) -> None:
    teams.set_team(room, cadence=Cadence.MONTHLY)
    teams.set_team(room, cadence=Cadence.WEEKLY)
    assert load_snapshot(room).team.ahead == (Stretch(Cadence.WEEKLY, date(2026, 11, 17), None),)


def _plan_by_review(room: Seat) -> None:
    reviews.open_review(room, AgendaKind.SHORT, planned="2026-W48")


def _plan_by_pick(room: Seat) -> None:
    improvements.pick(room, Stage.CONNECT, "Say hello", cycle="2026-W48")


def _plan_by_skip(room: Seat) -> None:
    improvements.skip_stage(room, Stage.CONNECT, "Busy", cycle="2026-W48")


@pytest.mark.parametrize("plan", [_plan_by_review, _plan_by_pick, _plan_by_skip])
def test_a_cadence_change_waits_for_what_is_planned_already(
    room: Seat, clock: SetClock, plan: Callable[[Seat], None]
) -> None:
    plan(room)
    teams.set_team(room, cadence=Cadence.MONTHLY)
    clock.move(days=7)
    running = load_snapshot(room).cycle
    assert running is not None
    assert running.label == "2026-W48"
    clock.move(days=6)
    assert load_snapshot(room).cycle is None
    clock.move(days=1)
    assert load_snapshot(room).team.cadence is Cadence.MONTHLY


def test_a_cycle_planned_in_the_waiting_cadence_keeps_its_place(
    room: Seat, clock: SetClock
) -> None:
    teams.set_team(room, cadence=Cadence.MONTHLY)
    improvements.pick(room, Stage.CONNECT, "Say hello", cycle="2026-12")
    teams.set_team(room, cadence=Cadence.WEEKLY)
    clock.at = clock.at.replace(month=12, day=20)
    snapshot = load_snapshot(room)
    assert snapshot.cycle is not None
    assert snapshot.cycle.label == "2026-12"
    assert snapshot.team.ahead[-1] == Stretch(Cadence.WEEKLY, date(2027, 1, 4), None)


def test_a_skipped_cycle_ahead_does_not_hold_a_cadence_change_up(room: Seat) -> None:
    cycle_skips.skip_cycle(room, "2026-W52", "Holiday")
    teams.set_team(room, cadence=Cadence.MONTHLY)
    assert load_snapshot(room).team.ahead[-1].first_day == date(2026, 12, 1)
    assert [each.cycle.label for each in load_snapshot(room).strip] == ["2026-W47"]


def test_a_dropped_pick_ahead_holds_no_cadence_change_up(room: Seat) -> None:
    id = improvements.pick(room, Stage.CONNECT, "Mistyped", cycle="2027-W05")
    improvement_status.drop(room, id, "Mistyped")
    teams.set_team(room, cadence=Cadence.MONTHLY)
    assert load_snapshot(room).team.ahead[-1].first_day == date(2026, 12, 1)


def test_an_agenda_is_the_teams_to_change(room: Seat) -> None:
    steps = (Step(StepKey.PICK, 20), Step(StepKey.CHECK_IN, 1), Step(StepKey.CLOSE, 2))
    teams.set_agenda(room, AgendaKind.SHORT, steps)
    agendas = load_snapshot(room).team.agendas
    assert agendas[AgendaKind.SHORT] == steps
    assert len(agendas[AgendaKind.TEAM]) == 7
    with pytest.raises(Refused, match="needs the Pick step"):
        teams.set_agenda(room, AgendaKind.SHORT, steps[1:])


def test_a_step_is_moved_but_focus_never_before_map_nor_anything_behind_close(room: Seat) -> None:
    def keys() -> list[str]:
        return [step.key.value for step in load_snapshot(room).team.agendas[AgendaKind.TEAM]]

    usual = ["check-in", "evidence", "look-back", "map", "focus", "pick", "close"]
    assert keys() == usual
    teams.move_agenda_step(room, AgendaKind.TEAM, StepKey.EVIDENCE, 1)
    assert keys() == ["check-in", "look-back", "evidence", "map", "focus", "pick", "close"]
    with pytest.raises(Refused, match="Focus comes after Map"):
        teams.move_agenda_step(room, AgendaKind.TEAM, StepKey.FOCUS, -1)
    with pytest.raises(Refused, match="Close is the last step"):
        teams.move_agenda_step(room, AgendaKind.TEAM, StepKey.PICK, 1)
    with pytest.raises(Refused, match="Focus is not in this agenda"):
        teams.move_agenda_step(room, AgendaKind.SOLO, StepKey.FOCUS, 1)
    teams.move_agenda_step(room, AgendaKind.TEAM, StepKey.EVIDENCE, -1)
    assert keys() == usual


def test_only_an_agenda_that_differs_from_the_default_is_stored(room: Seat) -> None:
    def stored() -> dict[str, object]:
        with room.reading() as session:
            team = session.get(TeamRow, room.team_id)
            assert team is not None
            return team.agendas

    teams.move_agenda_step(room, AgendaKind.TEAM, StepKey.EVIDENCE, 1)
    assert set(stored()) == {"team"}
    teams.set_agenda(room, AgendaKind.TEAM, DEFAULT_AGENDAS[AgendaKind.TEAM])
    assert stored() == {}


def test_a_member_joins_once(room: Seat) -> None:
    members.add_member(room, "Zoe")
    assert _names(room) == ["Dana", "Kim", "Lee", "Sam", "Zoe"]
    with pytest.raises(Refused, match="Zoe is in the team already"):
        members.add_member(room, "ZOE")


def test_a_member_who_left_comes_back_as_the_same(room: Seat, dana: Seat) -> None:
    members.member_leaves(room, str(dana.member_id))
    assert "Dana" not in _names(room)
    assert members.add_member(room, "dana") == dana.member_id
    assert "Dana" in _names(room)


def test_a_member_leaves_once(room: Seat, lee: Seat) -> None:
    members.member_leaves(room, str(lee.member_id))
    with pytest.raises(Refused, match="Lee has left already"):
        members.member_leaves(room, str(lee.member_id))


def test_who_leaves_leaves_open_improvements_unowned_and_heading_look_back(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    improvements.pick(room, Stage.CONNECT, "First", owner=lee.member_id)
    improvements.pick(room, Stage.ASSIST, "Second", owner=dana.member_id)
    finished = improvements.pick(room, Stage.RESOLVE, "Third", owner=dana.member_id)
    improvement_status.done(room, finished)
    assert members.member_leaves(room, str(dana.member_id)) == 1
    snapshot = load_snapshot(room)
    assert [(i.text, i.owner and i.owner.name) for i in snapshot.undecided] == [
        ("Second", None),
        ("First", "Lee"),
    ]
    kept = next(i for i in snapshot.planned if i.text == "Third")
    assert kept.owner is not None
    assert kept.owner.name == "Dana"


def test_who_leaves_loses_the_lead_and_unrevealed_ballots(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    review = reviews.open_review(dana)
    ballots.give_mood(dana, 5)
    ballots.give_mood(lee, 2)
    members.member_leaves(lee, str(dana.member_id))
    with room.reading() as session:
        left = session.scalars(select(MoodRow.member_id).where(MoodRow.review_id == review)).all()
    assert left == [lee.member_id]
    snapshot = load_snapshot(room)
    assert snapshot.review is not None
    assert snapshot.review.lead is None


def test_who_left_gives_no_ballot_and_is_not_here(dana: Seat, lee: Seat) -> None:
    reviews.open_review(lee, present=[str(dana.member_id)])
    members.member_leaves(lee, str(dana.member_id))
    snapshot = load_snapshot(lee)
    assert snapshot.review is not None
    assert [member.name for member in snapshot.review.present] == ["Lee"]
    with pytest.raises(Refused, match="Dana has left the team"):
        ballots.give_mood(dana, 5)
    with pytest.raises(Refused, match="Dana has left the team"):
        reviews.join(dana)


def test_a_measure_of_the_teams_own(room: Seat) -> None:
    made = teams.add_measure(
        room, "late-vans", kind=MeasureKind.COUNT, better=Better.DOWN, per_cycle=PerCycle.LAST
    )
    assert (made.title, made.own) == ("Late vans", True)
    with pytest.raises(Refused, match="has a measure “late-vans” already"):
        teams.add_measure(room, "late-vans", kind=MeasureKind.RATE, better=Better.UP)
    with pytest.raises(Refused, match="built in"):
        teams.add_measure(room, "csat", kind=MeasureKind.RATE, better=Better.UP)


def test_a_cycle_is_skipped_with_a_reason_until_it_ends(room: Seat) -> None:
    cycle, warning, _ = cycle_skips.skip_cycle(room, None, "Holiday")
    assert (cycle.label, warning) == ("2026-W47", None)
    snapshot = load_snapshot(room)
    assert snapshot.cycle_skipped == "Holiday"
    with pytest.raises(Refused, match="2026-W47 is skipped already"):
        cycle_skips.skip_cycle(room, "2026-W47", "Again")
    with pytest.raises(Refused, match="2026-W46 has ended"):
        cycle_skips.skip_cycle(room, "2026-W46", "Too late")
    with pytest.raises(Refused, match="2026-12 is not one of this team's cycles"):
        cycle_skips.skip_cycle(room, "2026-12", "Wrong kind")
    with pytest.raises(Refused, match="The reason can't be empty"):
        cycle_skips.skip_cycle(room, "2026-W48", " ")


def test_a_third_skip_in_eight_is_accepted_as_a_miss_with_a_warning(
    room: Seat, clock: SetClock
) -> None:
    assert cycle_skips.skip_cycle(room, "2026-W47", "One")[1] is None
    assert cycle_skips.skip_cycle(room, "2026-W50", "Two")[1] is None
    warning = cycle_skips.skip_cycle(room, "2026-W53", "Three")[1]
    assert warning is not None
    assert "2026-W53" in warning
    assert "third skipped cycle in eight" in warning
    assert cycle_skips.skip_cycle(room, "2027-W02", "Eight after the first")[1] is None


def test_the_warning_names_the_miss_in_whatever_order_skips_are_entered(room: Seat) -> None:
    assert cycle_skips.skip_cycle(room, "2026-W50", "One")[1] is None
    assert cycle_skips.skip_cycle(room, "2026-W51", "Two")[1] is None
    warning = cycle_skips.skip_cycle(room, "2026-W49", "Three")[1]
    assert warning == "2026-W51 is the third skipped cycle in eight: it counts as a miss."
    warning = cycle_skips.skip_cycle(room, "2026-W48", "Four")[1]
    assert warning == "2026-W50 is the third skipped cycle in eight: it counts as a miss."


def test_skips_of_another_cadence_are_not_counted_together(room: Seat) -> None:
    teams.set_team(room, cadence=Cadence.MONTHLY)
    cycle_skips.skip_cycle(room, "2026-12", "One")
    cycle_skips.skip_cycle(room, "2027-01", "Two")
    assert cycle_skips.skip_cycle(room, "2026-W47", "The last week")[1] is None
    warning = cycle_skips.skip_cycle(room, "2027-02", "Three")[1]
    assert warning == "2027-02 is the third skipped cycle in eight: it counts as a miss."


def test_a_cycle_is_skipped_at_most_a_year_ahead(room: Seat) -> None:
    assert cycle_skips.skip_cycle(room, "2027-W46", "Holiday")[0].label == "2027-W46"
    with pytest.raises(Refused, match="more than a year ahead") as refused:
        cycle_skips.skip_cycle(room, "2027-W48", "Holiday")
    assert refused.value.field == "cycle"


def test_the_cycle_an_open_review_plans_is_not_skipped(room: Seat) -> None:
    reviews.open_review(room, AgendaKind.SHORT, planned="2026-W48")
    with pytest.raises(Refused, match=r"The open review plans 2026-W48\. Close it first"):
        cycle_skips.skip_cycle(room, "2026-W48", "Holiday")
    assert cycle_skips.skip_cycle(room, "2026-W49", "Holiday")[1] is None


def test_no_cycle_runs_between_two_cadences(room: Seat, clock: SetClock) -> None:
    teams.set_team(room, cadence=Cadence.MONTHLY)
    clock.move(days=7)
    with pytest.raises(Refused, match="No cycle runs today"):
        cycle_skips.skip_cycle(room, None, "Holiday")


def test_a_team_that_is_gone_is_said_to_be(workspace: Workspace) -> None:
    nowhere = Seat(workspace, "gone")
    with pytest.raises(NotFound):
        members.add_member(nowhere, "Zoe")
    with pytest.raises(NotFound):
        load_snapshot(nowhere)


def test_another_teams_things_are_out_of_reach(workspace: Workspace, room: Seat) -> None:
    other = Seat(workspace, create_team(workspace, NewTeam("Beta", members=("Zoe",))).id)
    card = touchpoints.add(other, Stage.CONNECT, "Theirs")
    with pytest.raises(NotFound):
        touchpoints.edit(room, card, text="Mine")
    zoe = workspace.find_member(workspace.find_team("Beta"), "Zoe")
    with pytest.raises(NotFound):
        improvements.pick(room, Stage.CONNECT, "Mine", owner=zoe)
    with workspace.reading() as session:
        assert session.scalar(select(func.count()).select_from(TeamRow)) == 2
        assert session.scalar(select(func.count()).select_from(MemberRow)) == 5


@pytest.mark.parametrize(("text", "number"), [("Friday", 4), ("mon", 0), (" SUN ", 6)])
def test_weekdays_are_read(text: str, number: int) -> None:
    assert teams.parse_weekday(text) == number


@pytest.mark.parametrize("text", ["", "Fryday", "4", "fr"])
def test_what_is_no_weekday_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a weekday"):
        teams.parse_weekday(text)


@pytest.mark.parametrize(("text", "found"), [("15:00", time(15)), ("9:05", time(9, 5))])
def test_times_are_read(text: str, found: time) -> None:
    assert teams.parse_time(text) == found


@pytest.mark.parametrize("text", ["", "15", "24:00", "9:5", "9:60", "-1:00", "a:bc"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a time"):
        teams.parse_time(text)


def test_cadences_are_read() -> None:
    assert teams.parse_cadence(" Monthly") is Cadence.MONTHLY
    with pytest.raises(Refused, match="weekly or monthly"):
        teams.parse_cadence("yearly")


def test_a_skip_is_taken_back_until_the_cycle_ends(room: Seat, clock: SetClock) -> None:
    cycle_skips.skip_cycle(room, None, "Holiday")
    assert cycle_skips.unskip_cycle(room, None).label == "2026-W47"
    assert load_snapshot(room).cycle_skipped is None
    with pytest.raises(NotFound, match="2026-W47 is not skipped"):
        cycle_skips.unskip_cycle(room, "2026-W47")
    undo(room)
    assert load_snapshot(room).cycle_skipped == "Holiday"
    clock.move(days=7)
    with pytest.raises(Refused, match="2026-W47 has ended, so its skip stays"):
        cycle_skips.unskip_cycle(room, "2026-W47")
