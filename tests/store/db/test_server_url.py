"""What a PostgreSQL URL means, and that no part of a password in it is ever shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.common.errors import Refused
from store.db.engine import shown_url, workspace_url
from store.db.server_url import named_schema
from store.workspace.location import shown_location

SECRET = "hunter2-canary"


@pytest.mark.parametrize(
    ("place", "user", "password", "host", "name"),
    [
        ("postgresql://me:p@ssword1@h/care", "me", "p@ssword1", "h", "care"),
        ("postgresql://me:a@b@c@h:5433/care", "me", "a@b@c", "h", "care"),
        ("postgresql://me:a:b@h/care", "me", "a:b", "h", "care"),
        ("postgresql://me:a/b?c@h/care", "me", "a/b?c", "h", "care"),
        ("postgresql://me:p%40ss@h/care", "me", "p@ss", "h", "care"),
        ("postgresql://me@corp:p@h/care", "me@corp", "p", "h", "care"),
        ("postgresql://me@h/care?application_name=a@b", "me", None, "h", "care"),
        ("postgresql://h?user=me@corp", None, None, "h", None),
        ("PostgreSQL://me:p@[::1]:5433/care", "me", "p", "::1", "care"),
        ("postgres://me@h/c%20d", "me", None, "h", "c d"),
    ],
)
def test_a_url_means_what_was_written(
    place: str, user: str | None, password: str | None, host: str, name: str | None
) -> None:
    url = workspace_url(place)
    assert (url.username, url.password, url.host, url.database) == (user, password, host, name)
    assert url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "place",
    [
        f"postgresql://me:a@{SECRET}/b@h/care",
        f"postgresql://me:a@b?{SECRET}@h/care",
        f"postgresql://me:{SECRET}@h/care?application_name=a@b",
        f"postgresql://h:5432/care?user={SECRET}@b",
    ],
)
def test_a_password_of_which_nobody_knows_the_end_is_refused(place: str) -> None:
    with pytest.raises(Refused, match="Write @ as %40") as refused:
        workspace_url(place)
    assert SECRET not in refused.value.message + shown_location(place)


@pytest.mark.parametrize(
    "place",
    [f"postgresql:/me:{SECRET}@h/care", f"postgres:me:{SECRET}@h", f"postgresqll://me:{SECRET}@h"],
)
def test_a_url_that_is_written_wrongly_is_no_file(place: str) -> None:
    with pytest.raises(Refused, match="begins with postgresql://"):
        workspace_url(place)
    assert SECRET not in shown_location(place)


@pytest.mark.parametrize(
    ("place", "host", "port", "said"),
    [
        ("a:5432,b:5433", "a,b", "5432,5433", "a:5432,b:5433"),
        ("a,b:5433", "a,b", ",5433", "a,b:5433"),
        ("a,b", "a,b", ",", "a,b"),
        ("[::1]:5432,b", "::1,b", "5432,", "[::1]:5432,b"),
        ("%2Frun%2Fpg,b:1", "/run/pg,b", ",1", "%2Frun%2Fpg,b:1"),
    ],
)
def test_hosts_are_listed_as_libpq_lists_them(place: str, host: str, port: str, said: str) -> None:
    url = workspace_url(f"postgresql://me:p@{place}/care?target_session_attrs=read-write")
    _, options = url.get_dialect()().create_connect_args(url)
    assert (options["host"], options["port"]) == (host, port)
    assert (options["user"], options["dbname"]) == ("me", "care")
    assert shown_url(url) == f"postgresql://me@{said}/care"
    assert shown_url(workspace_url(shown_url(url))) == shown_url(url)


def test_hosts_in_the_options_are_shown_alike() -> None:
    url = workspace_url("postgresql://me@/care?host=a:1&host=b:2")
    assert shown_url(url) == "postgresql://me@a:1,b:2/care"
    url = workspace_url("postgresql:///care?host=a,b&port=1&options=-csearch_path%3Dacme")
    assert shown_url(url) == "postgresql://a:1,b:1/care?options=-csearch_path%3Dacme"


@pytest.mark.parametrize("ports", ["1,2,3", "1,x", "x"])
def test_ports_that_are_none_or_too_many_are_refused(ports: str) -> None:
    with pytest.raises(Refused, match="ports"):
        workspace_url(f"postgresql:///care?host=a,b&port={ports}")


letters = st.text(alphabet="a:/?#@%,[]& ", max_size=12)


@given(before=letters, after=letters, tail=st.sampled_from(["", "/care", "/care?a=b", ":5432/c"]))
@settings(max_examples=500, deadline=None)
def test_no_part_of_a_password_is_shown_whatever_is_in_it(
    before: str, after: str, tail: str
) -> None:
    """The secret stands between the first ``:`` and the last ``@``, with anything around it."""
    place = f"postgresql://me:{before}{SECRET}{after}@h{tail}"
    said = shown_location(place)
    try:
        said += shown_url(workspace_url(place))
    except Refused as refused:
        said += refused.message
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("options", "schema"),
    [
        ("", None),
        ("?options=-cstatement_timeout%3D5s", None),
        ("?options=-csearch_path%3Dacme", "acme"),
        ("?options=-csearch_path%3DAcme,public", "acme"),
        ("?options=-c%20search_path%3D%22Acme%22", "Acme"),
        ("?options=--search-path%3Dacme", "acme"),
        ("?options=-csearch_path%3D%22$user%22", None),
    ],
)
def test_the_schema_that_is_named_is_known(options: str, schema: str | None) -> None:
    assert named_schema(workspace_url(f"postgresql://h/care{options}")) == schema
