"""What a PostgreSQL server's refusal means to a person, and what in a database is unfit.

A server that refuses a connection gives a reason only in words, which this module looks for;
libpq does not hand on its code. Where the words are none it knows, as in another language,
the sentence says that the server refused, and that its log tells why.
"""

from __future__ import annotations

import difflib
import re

import psycopg
from psycopg.pq import Conninfo
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError

from store.common.errors import Refused, Unreachable
from store.db.unreachable import BUSY, LOST, unreachable_sentence

_CROWDED = ("40001", "40P01", "55P03", "57014")
"""SQLSTATEs of a transaction that stood in another's way."""
_FULL = ("53100", "53200")
_READ_ONLY = "25006"
_NOT_ALLOWED = "42501"
_NO_DATABASE = "3D000"
_NO_SCHEMA = "3F000"
_TURNED_AWAY = ("28000", "28P01")
_BY_STATE = {
    _NO_DATABASE: "There is no such database: {place}. Make it first, as with createdb.",
    _NO_SCHEMA: "There is no such schema: {place}. Make it first, as with CREATE SCHEMA.",
    **dict.fromkeys(_TURNED_AWAY, "The server did not accept the name or password for {place}."),
}
_NOT_UTF8 = (
    "{place} stores its text as {encoding}, and a workspace needs UTF8. Make a database for it,"
    " as with createdb --encoding=UTF8 --template=template0."
)
_BY_WORDS: tuple[tuple[str, type[Refused], str], ...] = (
    (
        "invalid (connection option|URI query parameter)",
        Refused,
        "The workspace's URL has an option that PostgreSQL does not know{option}.",
    ),
    (
        r"invalid \w+ value:|for connection option|invalid port number|sslmode value",
        Refused,
        "An option in the workspace's URL has a value that PostgreSQL does not take{option}.",
    ),
    (
        "unrecognized configuration parameter|invalid value for parameter",
        Refused,
        "The workspace's URL sets something that the server does not know: see its options.",
    ),
    (
        "unsupported startup parameter",
        Refused,
        "The pooler at {place} does not take the options in the URL. Leave them out, and set them"
        " for the user, as with ALTER ROLE … SET search_path.",
    ),
    (
        "does not support SSL",
        Refused,
        "The server offers no TLS, and the URL asks for it: {place}."
        " Turn TLS on at the server, or take sslmode out of the URL.",
    ),
    (
        "root certificate file .* does not exist|sslrootcert|root.*certificate.*could not",
        Refused,
        "The file that the server's certificate is checked with is missing or cannot be read."
        " Name it with sslrootcert in the URL: {place}.",
    ),
    (
        "private key file|certificate file|load client certificate|client key",
        Refused,
        "Your certificate or its key is missing or cannot be read."
        " Look at sslcert and sslkey in the URL: {place}.",
    ),
    (
        "valid client certificate",
        Refused,
        "The server asks for a certificate of yours."
        " Name it with sslcert and sslkey in the URL: {place}.",
    ),
    (
        "does not match host name",
        Refused,
        "The server's certificate is for another host than the one in the URL: {place}.",
    ),
    (
        "certificate verify failed|self.signed certificate|certificate has expired",
        Refused,
        "The server's certificate is not one that this machine trusts: {place}."
        " Name the file to check it with by sslrootcert in the URL.",
    ),
    (
        "SSL error|SSL connection|SSL SYSCALL|negotiated SSL",
        Unreachable,
        "No TLS connection could be made: {place}."
        " Look at the options in the URL that begin with ssl, or ask the server's administrator.",
    ),
    (
        "pg_hba.* (no encryption|SSL off)",
        Refused,
        "The server lets you in only with TLS, or not from this machine: {place}."
        " Try sslmode=require in the URL, or ask its administrator.",
    ),
    (
        "pg_hba",
        Refused,
        "The server does not let you in from this machine: {place}. Ask its administrator.",
    ),
    (
        "too many clients|too many connections|connection slots are reserved",
        Unreachable,
        "The server has as many connections as it allows: {place}. Try again later.",
    ),
    (
        "permission denied for database",
        Refused,
        "You may not connect to {place}. Its owner can allow it: GRANT CONNECT ON DATABASE.",
    ),
    (
        "permission denied for schema",
        Refused,
        "You may not use the schema of {place}, or may not make tables in it."
        " Its owner can allow it: GRANT USAGE, CREATE ON SCHEMA.",
    ),
    (
        "hot standby mode|session is (not )?read-only",
        Unreachable,
        "No server is of the kind that target_session_attrs in the URL asks for: {place}.",
    ),
    (
        "translate host name|resolve host|[Nn]ame or service not known|name resolution",
        Unreachable,
        "The host was not found: {place}. Is its name right, and is the network there?",
    ),
    (
        "database system is|not yet accepting",
        Unreachable,
        "{place} cannot be reached now. Try again.",
    ),
    ("authentication failed|no password supplied", Refused, _BY_STATE["28000"]),
    ('role ".*" (does not exist|is not permitted)', Refused, _BY_STATE["28000"]),
    ('database ".*" does not exist', Refused, _BY_STATE[_NO_DATABASE]),
    (
        r"failed: \w+:  ",
        Unreachable,
        "The server answered, but refused the connection: {place}."
        " Its log says why. Try again, or ask its administrator.",
    ),
)
"""Words of libpq or the server, what they are, and what is said; the first that fits counts."""


class NotUtf8(psycopg.OperationalError):
    """A database that keeps its text in another encoding than UTF-8; its argument is which."""


class OptionsLeftOut(psycopg.OperationalError):
    """A pooler that lets one in without the options in the URL, and so into another schema."""


def no_schema(connection: psycopg.Connection[tuple[object, ...]]) -> psycopg.Error:
    """Why a connection has no schema to work in: it is not there, or may not be used."""
    schema_exists = connection.execute(
        "SELECT count(*) FROM pg_namespace"
        " WHERE nspname = ANY (string_to_array(replace(replace("
        "current_setting('search_path'), '\"', ''), ' ', ''), ','))"
    ).fetchone()
    if schema_exists and schema_exists[0]:
        return psycopg.errors.InsufficientPrivilege("permission denied for schema")
    return psycopg.errors.InvalidSchemaName("no schema has been selected")


def server_failure(error: DBAPIError, location: str | None) -> Refused | None:
    """What a server's failure means; ``location`` is named where the workspace is opened.

    To who is at work in a workspace whatever can only be mended by opening it anew is a loss.
    None for what is a mistake of the program.
    """
    cause = error.orig
    if not isinstance(cause, psycopg.Error):
        return None
    closed = _at_opening(cause, location)
    if closed is not None:
        return closed
    state = cause.sqlstate
    named = location or "The workspace"
    if state == _NOT_ALLOWED:
        at_location = f" at {location}" if location else ""
        return Refused(f"The server does not allow you to do this{at_location}. Ask its owner.")
    if state == _READ_ONLY:
        return Refused(
            f"{named} may only be read: the server allows you no changes. Nothing was changed."
        )
    if state in _FULL:
        at_location = f"at {location}" if location else "where the workspace is"
        return Refused(f"There is no room left {at_location}. Nothing was changed.")
    if isinstance(error, DataError):
        return Refused(f"{named} does not take a value as large as that. Nothing was changed.")
    if state in _CROWDED:
        return Unreachable(BUSY)
    gone = isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
    return unreachable_sentence(location) if gone else None


def _at_opening(cause: psycopg.Error, location: str | None) -> Refused | None:
    """What whoever opens a workspace can mend or has to wait for; None where it is nothing such."""
    known = _known(cause)
    if known is None:
        return None
    kind, sentence = known
    if location is None:
        return None if cause.sqlstate == _NOT_ALLOWED else Unreachable(LOST)
    encoding = cause.args[0] if isinstance(cause, NotUtf8) else ""
    return kind(sentence.format(place=location, option=_option(str(cause)), encoding=encoding))


def _known(cause: psycopg.Error) -> tuple[type[Refused], str] | None:
    if isinstance(cause, NotUtf8):
        return Refused, _NOT_UTF8
    if cause.sqlstate in _BY_STATE:
        return Refused, _BY_STATE[cause.sqlstate]
    if cause.sqlstate not in (None, _NOT_ALLOWED):
        return None
    words = str(cause)
    for pattern, kind, sentence in _BY_WORDS:
        if re.search(pattern, words):
            return kind, sentence
    return None


def _option(words: str) -> str:
    """The option of a URL that libpq complains about, and which one may have been meant."""
    named = re.search(r'(?:option|parameter:?) "([a-z_]{1,40})"', words)
    named = named or re.search(r"invalid ([a-z_]{1,40}) value", words)
    if named is None:
        return ""
    name = named[1]
    option_names = [option.keyword.decode() for option in Conninfo.get_defaults()]
    similar = [] if name in option_names else difflib.get_close_matches(name, option_names, n=1)
    return f": “{name}”" + (f". Did you mean “{similar[0]}”" if similar else "")
