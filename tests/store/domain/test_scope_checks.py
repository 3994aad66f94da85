from datetime import date

from store.domain.cycles import parse_cycle
from store.domain.scope_checks import size_question, small_checks, unmet

WEEK = parse_cycle("2026-W47")


def test_one_owner_within_the_cycle_with_a_proof_is_small() -> None:
    assert unmet("Ana", WEEK.end, WEEK, has_proof=True) == ()


def test_each_failing_check_is_said() -> None:
    assert unmet(None, date(2026, 11, 23), WEEK, has_proof=False) == (
        "an owner",
        "an end by 22 Nov",
        "a proof",
    )
    assert unmet(None, WEEK.end, WEEK, has_proof=True) == ("an owner",)


def missing(text: str, owner: str | None = "Ana", *, provable: bool = True) -> list[str]:
    found = small_checks(text, owner, WEEK.end, WEEK, provable=provable)
    return [each.lacking for each in found if not each.met]


def test_what_is_still_missing_is_named() -> None:
    assert missing("Ring back by noon") == []
    assert missing("Ring back", None, provable=False) == [
        "an owner",
        "a proof that can end in a verdict",
    ]
    late = small_checks("Ring back", "Ana", date(2026, 11, 23), WEEK, provable=True)
    assert [each.lacking for each in late if not each.met] == ["an end by 22 Nov"]


def test_a_long_text_or_two_joined_changes_are_asked_kindly() -> None:
    assert size_question("Ring back by noon") is None
    assert size_question("word " * 15) is None
    assert size_question("word " * 16) == "16 words: could it be half of this?"
    for text in ("Ring back and write a note", "Ring back; write a note", "Ring back + note"):
        asked = size_question(text)
        assert asked is not None
        assert "could it be half of this?" in asked
    assert size_question("Answer in the brand's sandbox") is None
