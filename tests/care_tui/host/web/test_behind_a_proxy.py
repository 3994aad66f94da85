"""The proxies of docs/hosting.md in front of the page, with TLS: come in, type, send, be counted."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from tests.care_tui.host.conftest import ROOT, Hosted
from tests.care_tui.host.web.conftest import BROWSER, Page, app_in

PROGRAMS = "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"
NAME = "care.example.org"
AROUND_NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {block}
}}
"""
AROUND_CADDY = """
{{
    admin off
    auto_https disable_redirects
    skip_install_trust
    storage file_system {folder}/caddy
}}
{block}
"""


class HereResolver(AbstractResolver):
    """Knows one name, and that it is this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        assert host == NAME
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        """Nothing is open."""


class ProxiedPage(Page):
    """The page as a browser sees it that comes by the proxy."""

    certificate: Path

    @property
    def origin(self) -> dict[str, str]:
        return {"Origin": f"https://{NAME}"}

    def client(self, address: str | None = None) -> aiohttp.ClientSession:
        trusting = ssl.create_default_context(cafile=str(self.certificate))
        connector = aiohttp.TCPConnector(
            local_addr=(address or self.host.address, 0), ssl=trusting, resolver=HereResolver()
        )
        said = {**BROWSER, "Host": NAME}
        client = aiohttp.ClientSession(self.url, headers=said, connector=connector)
        self.clients.append(client)
        return client


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def written_block(heading: str, **changes: str) -> str:
    """The block under ``heading`` in docs/hosting.md, with other ports and the certificate here."""
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    found = re.search(rf"\n{heading}[^\n]*:\n\n```\n(.*?)```", text, re.DOTALL)
    assert found is not None
    block = found[1]
    for written, here in changes.items():
        assert written in block
        block = block.replace(written, here)
    return block


def nginx(folder: Path, listen: int, behind: int) -> list[str]:
    """Write its configuration; how it is started."""
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{listen} ssl",
        "/etc/ssl/care": str(folder),
        "127.0.0.1:8022": f"127.0.0.1:{behind}",
    }
    block = written_block("nginx", **changes)
    file = folder / "nginx.conf"
    file.write_text(AROUND_NGINX.format(folder=folder, block=block))
    return ["-p", str(folder), "-c", str(file)]


def caddy(folder: Path, listen: int, behind: int) -> list[str]:
    """Write its configuration; how it is started."""
    here = f"https://{NAME}:{listen} {{\n    bind 127.0.0.1\n    tls {folder}/full.pem {folder}/key.pem"
    block = written_block("Caddy", **{f"{NAME} {{": here, "127.0.0.1:8022": f"127.0.0.1:{behind}"})
    file = folder / "Caddyfile"
    file.write_text(AROUND_CADDY.format(folder=folder, block=block))
    return ["run", "--config", str(file), "--adapter", "caddyfile"]


@pytest.fixture(params=[nginx, caddy])
async def proxied(
    request: pytest.FixtureRequest, alone: Hosted, tmp_path: Path
) -> AsyncIterator[ProxiedPage]:
    name = request.param.__name__
    program, openssl = shutil.which(name, path=PROGRAMS), shutil.which("openssl")
    if program is None or openssl is None:
        pytest.skip(f"needs {name} and openssl, to try docs/hosting.md")
    listen, behind = free_port(), free_port()
    made = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN={NAME}"
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "full.pem")]
    subprocess.run(
        [openssl, *made.split(), "-addext", f"subjectAltName=DNS:{NAME}", *files],
        check=True,
        capture_output=True,
    )
    web = ("--web", f"127.0.0.1:{behind}", "--web-url", f"https://{NAME}")
    alone.server.start(*web, "--web-proxy", "127.0.0.1")
    proxy = subprocess.Popen(
        [program, *request.param(tmp_path, listen, behind)],
        env={**alone.environment, "XDG_DATA_HOME": str(tmp_path)},
        stderr=subprocess.DEVNULL,
    )
    page = ProxiedPage(alone, f"https://{NAME}:{listen}")
    page.certificate = tmp_path / "full.pem"
    alone.until(lambda: answers(listen))
    yield page
    await page.close()
    proxy.terminate()
    proxy.wait(10)


def answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


async def test_people_come_in_type_and_send_a_file_by_the_proxy(proxied: ProxiedPage) -> None:
    client = proxied.client()
    async with client.get("/page.js") as answer:
        assert answer.status == 200 and "wss:" in answer.headers["Content-Security-Policy"]
    said = {"code": proxied.host.invite(), "stay": True}
    async with client.post("/in", json=said, headers=proxied.origin) as answer:
        assert answer.status == 204
        cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-care=") and "Secure" in cookie
    async with app_in(client, proxied) as app:
        await app.wait_for("● Dana")
        await app.type("2")
        await app.wait_for("a Add")
        await app.type("aBy a proxy\r")
        proxied.host.until(lambda: proxied.host.texts() == ["By a proxy"])
        await app.type("\x1b")
        rows = b"Survey date,NPS\n" + b"2026-11-02,9\n" * 200_000
        assert len(rows) > 1 << 20
        for data, status in ((rows, 204), (b"x" * ((20 << 20) + 1), 413)):
            async with client.post("/file", data=data, headers=proxied.origin) as answer:
                assert answer.status == status
        await app.wait_for("What is in a file?")
    async with client.post(
        "/file", data=rows, headers={"Origin": "https://evil.example"}
    ) as answer:
        assert answer.status == 403


async def test_wrong_codes_are_counted_by_who_the_proxy_saw(proxied: ProxiedPage) -> None:
    async def guess(client: aiohttp.ClientSession, **headers: str) -> float:
        before, said = time.monotonic(), {**proxied.origin, **headers}
        async with client.post("/in", json={"code": "no"}, headers=said) as answer:
            assert answer.status == 401
        return time.monotonic() - before

    stranger: Any = proxied.client("127.0.0.201")
    took = [await guess(stranger, **{"X-Forwarded-For": f"9.9.9.{n}"}) for n in range(3)]
    assert took[2] >= 1.8
    # The quickest of several, as a busy machine makes anybody wait.
    others = [await guess(proxied.client(f"127.0.0.{place}")) for place in range(202, 206)]
    assert min(others) < took[2] - 0.5
