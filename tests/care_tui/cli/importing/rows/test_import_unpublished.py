"""Reviews that are not published, or are marked as spam: asked about before they count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")


def reviews(column: str, *said: str) -> str:
    rows = (
        f"2026-09-{1 + at:02},{(5, 1, 4, 2)[at % 4]},{said[at % len(said)]},It came on day {at} as told\n"
        for at in range(12)
    )
    return f"Review date,Rating,{column},Review\n{''.join(rows)}"


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Review status", ("published", "removed", "published", "Published")),
        ("Review Status", ("Approved", "Rejected", "Approved", "Reported")),
        ("Status", ("approved", "hold", "approved", "edited")),
        ("State", ("published", "hidden", "published", "published")),
        ("Moderation status", ("APPROVED", "SPAM", "APPROVED", "APPROVED")),
        ("Published", ("true", "false", "true", "true")),
        ("is_deleted", ("0", "1", "0", "0")),
        ("Bewertungsstatus", ("veröffentlicht", "gelöscht", "veröffentlicht", "veröffentlicht")),
        ("Statut", ("publié", "supprimé", "publié", "publié")),
    ],
)
def test_reviews_that_are_not_published_are_asked_about(
    care: Any, file: Callable[..., str], column: str, said: tuple[str, ...]
) -> None:
    path = file(reviews(column, *said))
    refused = care.refused(*IMPORT, path)
    assert (
        f"3 rows are not published, by “{column}”. Say --unfinished skip to leave them out, or"
        " --unfinished take to count them." in refused
    )
    (found,) = care.json(*IMPORT, path, "--unfinished", "skip", "--dry-run")
    assert found["n"] == 9
    assert found["problems"][0] == {
        "line": 3,
        "reason": f"it is not published, by “{column}”",
    }
    (found,) = care.json(*IMPORT, path, "--unfinished", "take", "--dry-run")
    assert found["n"] == 12


@pytest.mark.parametrize("column", ["Is spam", "isSpam", "Marked as spam", "Spam"])
def test_spam_is_asked_about(care: Any, file: Callable[..., str], column: str) -> None:
    path = file(reviews(column, "false", "false", "true", "false", "false", "false"))
    assert f"2 rows are marked as spam, by “{column}”." in care.refused(*IMPORT, path)
    (found,) = care.json(*IMPORT, path, "--unfinished", "skip")
    assert found["n"] == 10


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Review status", ("published", "published")),
        ("Review status", ("published", "edited")),
        ("Status", ("open", "closed")),
        ("Status", ("active", "cancelled")),
        ("Is spam", ("false", "false")),
        ("Approved", ("Ann", "Bob")),
    ],
)
def test_other_statuses_ask_nothing(
    care: Any, file: Callable[..., str], column: str, said: tuple[str, ...]
) -> None:
    (found,) = care.json(*IMPORT, file(reviews(column, *said)))
    assert found["n"] == 12


@pytest.mark.parametrize(
    ("said", "asked"), [(("approved", "rejected"), False), (("published", "deleted"), True)]
)
def test_a_rating_may_be_of_a_claim(
    care: Any, file: Callable[..., str], said: tuple[str, str], asked: bool
) -> None:
    text = (
        reviews("Status", *said).replace("Review date", "Date").replace(",Review\n", ",Comment\n")
    )
    ran = care.run(*IMPORT, file(text))
    assert ("are not published" in ran.err) is asked


def test_both_are_told_at_once(care: Any, file: Callable[..., str]) -> None:
    text = reviews("Status,Is spam", "published,false", "hidden,false", "published,true")
    assert (
        "4 rows are not published, by “Status”, and 4 rows are marked as spam, by “Is spam”."
        in care.refused(*IMPORT, file(text))
    )
