"""Passwords in the words of a start: what is taken for one, and what is left alone."""

from __future__ import annotations

import pytest

from care_tui.argv_privacy import without_passwords


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("postgresql://me:p@ssword1@h/care", "postgresql://me:***@h/care"),
        ("postgresql://me:a/b@c?d@h/care", "postgresql://me:***@h/care"),
        ("--workspace=Postgres://me:two words@h", "--workspace=Postgres://me:***@h"),
        ("postgresql:/me:p@h/care", "postgresql:/me:***@h/care"),
        ("postgresql://h/c?a=b&sslpassword=p&c=d", "postgresql://h/c?a=b&sslpassword=***&c=d"),
        ("There is no file “postgres:me:p@h”.", "There is no file “postgres:me:***@h”."),
        ("postgresql://me@h:5432/care", "postgresql://me@h:5432/care"),
        ("postgresql://h:5432/care", "postgresql://h:5432/care"),
        ("postgres: write to me@home", "postgres: write to me@home"),
        ("https://me:p@h", "https://me:p@h"),
    ],
)
def test_what_is_taken_for_a_password(text: str, found: str) -> None:
    assert without_passwords(text) == found
