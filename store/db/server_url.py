"""A PostgreSQL URL as people write it: what it means, and how it is shown without its secrets.

What stands between the first ``:`` and the last ``@`` after the scheme may be a password or a
part of one. It is understood as one or the URL is refused; it is never shown.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote

from sqlalchemy import URL

from store.common.errors import Refused

_MEANT = re.compile(r"postgres\w*(\+\w*)?:", re.IGNORECASE)
_PLAIN_HOST = re.compile(r"[^:/?@]*:\d*/[^/?]*\?")
"""A host with its port, a database and options: no user and no password before it."""
_HOST = re.compile(r"(?:\[([^\]]*)\]|([^:\[\]]*))(?::(\d*))?")
_SCHEMAS = re.compile(r"(?:^|\s)(?:-c\s*|--)search[_-]path=((?:\\.|\S)+)")
"""The schemas in libpq's ``options``, which may hold settings that are secret besides."""
_ADDRESS = ("host", "port", "service")
"""libpq's options that say where a server is, and nothing secret."""
_UNCLEAR = (
    "The workspace's URL has an @ that may be a part of the password."
    " Write @ as %40, / as %2F and ? as %3F in a name, a password or an option."
)
_NO_URL = "That workspace is neither a file path nor a database URL."


def means_server(location: str) -> bool:
    """Whether ``location`` was meant as a PostgreSQL URL, rightly written or not."""
    return _MEANT.match(location) is not None


def read_server_url(location: str) -> URL:
    """The URL that ``location`` means; several hosts, each with its port, as libpq takes them.

    Raises Refused where it cannot be told where a password ends, and for what is no URL.
    """
    scheme, slashes, rest = location.partition("://")
    if not slashes or scheme.lower() not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise Refused("The URL of a workspace on PostgreSQL begins with postgresql://.")
    user, password, rest = _split_user(rest)
    location, _, query = rest.partition("?")
    hosts, slash, database = location.partition("/")
    options: dict[str, str | tuple[str, ...]] = {}
    for key, value in parse_qsl(query):
        before = options.get(key, ())
        options[key] = (
            (*([before] if isinstance(before, str) else before), value) if before else value
        )
    written = options.pop("password", None)
    if isinstance(written, tuple):
        written = written[-1]
    host, port, more = _split_hosts(hosts)
    try:
        return URL.create(
            "postgresql+psycopg",
            username=user,
            password=password or written,
            host=host,
            port=port,
            database=unquote(database) if slash else None,
            query=_with_ports({**more, **options}),
        )
    except (TypeError, ValueError):
        raise Refused(_NO_URL) from None


def _split_user(rest: str) -> tuple[str | None, str | None, str]:
    """The user's name, the password, and what follows both."""
    head, at, after = rest.rpartition("@")
    if ":" in head:
        several = "@" in head and re.search("[/?]", head)
        if several or _PLAIN_HOST.match(head):
            raise Refused(_UNCLEAR)
        name, _, password = head.partition(":")
        return unquote(name), unquote(password), after
    authority = re.split("[/?]", rest, maxsplit=1)[0]
    name, at, _ = authority.rpartition("@")
    return (unquote(name), None, rest[len(name) + 1 :]) if at else (None, None, rest)


def _split_hosts(text: str) -> tuple[str | None, int | None, dict[str, str]]:
    """The only host and its port, or several as libpq's options of these names."""
    matches = [_HOST.fullmatch(each) for each in text.split(",")]
    if None in matches:
        raise Refused(_NO_URL)
    hosts = [unquote(each[1] or each[2] or "") for each in matches if each]
    ports = [each[3] or "" for each in matches if each]
    if len(hosts) == 1 and not hosts[0].startswith("/"):
        return hosts[0] or None, int(ports[0]) if ports[0] else None, {}
    options = {"host": ",".join(hosts)}
    options["port"] = ",".join(ports)
    return None, None, options


def _with_ports(options: dict[str, str | tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    """``options`` with a port for each host, where one is given for all."""
    host, port = options.get("host"), options.get("port")
    if not isinstance(port, str):
        return options
    hosts, ports = host.count(",") + 1 if isinstance(host, str) else 1, port.split(",")
    if len(ports) not in (1, hosts) or not all(each.isdigit() or not each for each in ports):
        raise Refused("The ports in the workspace's URL are not numbers, or not one a host.")
    return {**options, "port": ",".join(ports if len(ports) == hosts else ports * hosts)}


def shown_server(url: URL) -> str:
    """A server's URL, fit to be shown: its user, hosts, service, database and schema, and no more."""
    addresses = {key: value for key, value in url.query.items() if key in _ADDRESS}
    hosts = _listed(addresses)
    schemas = _SCHEMAS.findall(" ".join(url.normalized_query.get("options", ())))
    if schemas:
        addresses["options"] = f"-csearch_path={schemas[-1]}"
    plain = URL.create(
        "postgresql",
        username=url.username,
        host=url.host,
        port=url.port,
        database=url.database,
        query=addresses,
    )
    shown_url = plain.render_as_string(hide_password=True)
    if not hosts:
        return shown_url
    user = f"{quote(url.username, safe=' +')}@" if url.username else ""
    return f"postgresql://{user}{hosts}{shown_url.removeprefix(f'postgresql://{user}')}"


def named_schema(url: URL) -> str | None:
    """The schema that ``url`` names first in its options; None where it names none,
    or the user's own."""
    schemas = _SCHEMAS.findall(" ".join(url.normalized_query.get("options", ())))
    if not schemas:
        return None
    first = str(schemas[-1]).split(",")[0].strip()
    if "$user" in first:
        return None
    return first.strip('"') if first.startswith('"') else first.casefold()


def _listed(addresses: dict[str, str | tuple[str, ...]]) -> str:
    """Several hosts as libpq lists them in a URL, taken out of ``addresses``; nothing for one."""
    host, port = addresses.get("host", ""), addresses.get("port", "")
    hosts = list(host) if isinstance(host, tuple) else host.split(",")
    ports = list(port) if isinstance(port, tuple) else port.split(",")
    if len(hosts) < 2:
        return ""
    del addresses["host"]
    addresses.pop("port", None)
    if not isinstance(host, tuple):
        hosts = [f"[{each}]" if ":" in each else quote(each, safe="") for each in hosts]
    ports = ports if len(ports) == len(hosts) else ports[:1] * len(hosts)
    return ",".join(
        f"{each}:{port}" if port else each for each, port in zip(hosts, ports, strict=True)
    )
