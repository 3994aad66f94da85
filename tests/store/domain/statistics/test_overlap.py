from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from store.domain.statistics.overlap import (
    ProvenImprovement,
    busy_with,
    is_busy,
    may_move,
    read_together,
    rivals,
)
from store.domain.statistics.windows import Window, after_window

BEFORE = Window(date(2026, 9, 21), date(2026, 11, 15))
START = date(2026, 11, 16)


def proof(
    name: str,
    done: int | None = None,
    *,
    days: int = 28,
    before: Window = BEFORE,
    touchpoint: str | None = None,
    narrowed: bool = False,
) -> ProvenImprovement:
    """A proof done so many days after the Monday of week 47."""
    done_on = None if done is None else START + timedelta(days=done)
    after = None if done_on is None else after_window(done_on, days)
    return ProvenImprovement(name, name, before, days, done_on, after, touchpoint, narrowed)


def test_a_measure_is_busy_from_done_until_the_window_closes() -> None:
    a = proof("A", 2)
    days = [START + timedelta(days=days) for days in (1, 2, 30, 31)]
    assert [is_busy(a, day) for day in days] == [False, True, True, False]
    assert not is_busy(proof("A"), START)
    new = proof("B")
    assert busy_with(new, [a, new, proof("C")], days[1]).blurring == (a,)
    assert not busy_with(new, [a], days[3])


def test_a_narrowed_proof_is_moved_only_from_its_own_touchpoint() -> None:
    chat, mail = proof("A", 0, touchpoint="chat"), proof("B", 3, touchpoint="mail", narrowed=True)
    assert not may_move(chat, mail)
    assert may_move(mail, chat)
    assert may_move(proof("C", 0), mail)
    assert may_move(proof("C", 0, touchpoint="mail"), mail)
    busy = busy_with(mail, [chat], START)
    assert (busy.blurring, busy.blurred) == ((), (chat,))
    assert busy


def test_what_was_done_in_or_between_the_windows_is_named() -> None:
    reader = proof("B", 4)
    others = [
        proof("long before", -100, days=7),
        proof("in the baseline", -20),
        proof("between", 2),
        proof("the same day", 4),
        proof("afterwards", 32),
        proof("later", 33),
        proof("not done"),
    ]
    named = ("in the baseline", "between", "the same day", "afterwards")
    assert rivals(reader, [*others, reader]) == named
    assert rivals(reader, others, together=("between",)) == tuple(
        each for each in named if each != "between"
    )
    assert "later" in rivals(proof("B"), others)


def test_of_two_that_ran_at_once_each_names_the_other() -> None:
    clean = Window(START + timedelta(days=7), START + timedelta(days=13))
    a, b = proof("A", 2), proof("B", 16, before=clean)
    assert rivals(a, [b]) == ("B",)
    assert rivals(b, [a]) == ("A",)
    assert rivals(proof("B", 31, before=clean), [a]) == ()


def test_together_takes_the_earlier_before_and_the_later_done_day() -> None:
    longer = proof("B", 9, days=35, before=Window(START, START))
    found = read_together([longer, proof("A", 2)])
    assert found is not None
    assert found.name == "“A” and “B” together"
    assert found.before == BEFORE
    assert found.after == after_window(START + timedelta(days=9), 35)
    assert (found.pushed_out, found.left_out) == (True, ())
    alone = read_together([proof("A", 2), proof("C")])
    assert alone is not None
    assert (alone.name, alone.after) == ("“A”", proof("A", 2).after)
    assert read_together([proof("C")]) is None


def test_the_end_is_pushed_out_once_at_most() -> None:
    a, b, c, d = (proof(name, done) for name, done in zip("ABCD", (0, 7, 20, 21), strict=True))
    found = read_together([a, b, c, d])
    assert found is not None
    assert found.name == "“A”, “B” and “C” together"
    assert found.after == Window(START + timedelta(days=21), START + timedelta(days=35))
    assert found.left_out == (d,)
    too_late = read_together([a, b, proof("C", 29)])
    assert too_late is not None
    assert [each.id for each in too_late.left_out] == ["C"]


def test_one_done_once_the_window_had_closed_is_read_alone() -> None:
    found = read_together([proof("A", 0), proof("B", 29)])
    assert found is not None
    assert ([each.id for each in found.members], found.pushed_out) == (["A"], False)
    assert [each.id for each in found.left_out] == ["B"]
    same_day = read_together([proof("A", 0), proof("B", 0)])
    assert same_day is not None
    assert not same_day.pushed_out


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(7, 56)), min_size=1, max_size=6))
def test_what_is_read_together_follows_all_its_members(found: list[tuple[int, int]]) -> None:
    proofs = [proof(str(place), done, days=days) for place, (done, days) in enumerate(found)]
    joined = read_together(proofs)
    assert joined is not None
    assert 1 <= len(joined.members) <= 3
    assert {*joined.members, *joined.left_out} == set(proofs)
    done = [each.done_on for each in joined.members if each.done_on is not None]
    assert joined.after.first == max(done) + timedelta(days=1)
    assert joined.after.days >= 7
    first = joined.members[0].after
    assert first is not None
    assert joined.pushed_out == (joined.after.last > first.last)
