"""Where the web line listens, and by which address people reach it."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import field
from pathlib import Path
from urllib.parse import urlsplit

from store.common.dataclass import dataclass
from store.common.errors import Refused

_ADDRESS = re.compile(r"(?:\[(?P<v6>[0-9a-fA-F:.%]+)\]|(?P<v4>[^:\[\]]+)):(?P<port>\d{1,5})")


@dataclass(frozen=True)
class WebAddress:
    """How the web line is to be served."""

    bind: str
    port: int
    url: str = ""
    """The address people type, without a slash at its end; empty: this machine's alone."""
    proxies: frozenset[str] = field(default_factory=frozenset)
    """Addresses whose word on who comes is taken."""
    certificate: tuple[Path, Path] | None = None
    """Files of the TLS certificate and of its key."""

    @property
    def is_secure(self) -> bool:
        """Whether people come by https, so that their cookie may say so."""
        return self.url.startswith("https://")

    def url_at(self, port: int) -> str:
        """The address people type where the line listens at ``port``."""
        host = f"[{self.bind}]" if ":" in self.bind else self.bind
        return self.url or f"http://{host}:{port}"

    def hosts(self, port: int) -> frozenset[str]:
        """What a request may name as its host: the address people type, and no other, so that
        no foreign name that is pointed here is served."""
        if self.url:
            return frozenset({urlsplit(self.url).netloc.casefold()})
        return frozenset({f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")})


def parse_web(
    listen: str,
    url: str = "",
    proxies: tuple[str, ...] = (),
    certificate: Path | None = None,
    key: Path | None = None,
) -> WebAddress:
    """The web line that options describe. Raises Refused where they do not fit together."""
    match = _ADDRESS.fullmatch(listen.strip())
    if match is None or int(match["port"]) > 65535:
        raise Refused(
            f"“{listen}” is not an address with a port, such as 127.0.0.1:8022.", field="web"
        )
    bind = match["v6"] or match["v4"]
    if (certificate is None) != (key is None):
        raise Refused(
            "A certificate needs its key: give --web-cert and --web-key.", field="web-cert"
        )
    files = (certificate, key) if certificate is not None and key is not None else None
    clean = _checked_url(url) if url else ""
    if not is_loopback(bind) and not clean and files is None:
        raise Refused(
            "Without TLS only this machine may listen: give --web-url https://… where a proxy is in front, or --web-cert and --web-key.",
            field="web",
        )
    if files is not None and not clean:
        raise Refused("With a certificate, --web-url https://… says its name.", field="web-url")
    return WebAddress(bind, int(match["port"]), clean, frozenset(map(_proxy, proxies)), files)


def is_loopback(bind: str) -> bool:
    """Whether only this machine reaches the address."""
    if bind == "localhost":
        return True
    try:
        return ipaddress.ip_address(bind.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _checked_url(url: str) -> str:
    parts = urlsplit(url.strip().rstrip("/"))
    is_plain = parts.scheme == "http" and is_loopback(parts.hostname or "")
    fits = parts.hostname and not (parts.path or parts.query or parts.fragment or parts.username)
    if not fits or not (parts.scheme == "https" or is_plain):
        raise Refused(
            f"“{url}” is not an address such as https://care.example.org.", field="web-url"
        )
    return f"{parts.scheme}://{parts.netloc.casefold()}"


def _proxy(address: str) -> str:
    try:
        return str(ipaddress.ip_address(address.strip()))
    except ValueError:
        raise Refused(f"“{address}” is not a proxy's IP address.", field="web-proxy") from None
