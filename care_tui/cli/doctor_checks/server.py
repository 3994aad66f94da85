"""What the doctor looks at where the workspace is on a server: the line there, and its files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from care_tui.cli.doctor_checks.check import DoctorCheck
from care_tui.settings import is_open_to_others

if TYPE_CHECKING:
    from care_tui.context import CommandContext
    from store.workspace.workspace import Workspace

_UNENCRYPTED = (
    "No: whoever is on the network between here and the server can read and change what is sent."
    " Add sslmode=verify-full to the URL."
)
_UNCHECKED = (
    "Encrypted, but the server need not prove who it is. Add sslmode=verify-full to the URL."
)


def server_line(workspace: Workspace) -> Iterator[DoctorCheck]:
    """Whether what goes to the server and comes back can be read or changed on its way."""
    from store.db.server_link import read_link

    link = read_link(workspace.engine)
    if link is None:
        return
    if link.encrypted and link.checked:
        yield DoctorCheck("TLS", "Encrypted, and the server's certificate is checked.")
    elif link.is_local:
        yield DoctorCheck("TLS", "Not needed: the connection stays on this machine.")
    elif link.encrypted:
        yield DoctorCheck("TLS", _UNCHECKED, ok=None)
    else:
        yield DoctorCheck("TLS", _UNENCRYPTED, ok=False)


def server_files(context: CommandContext) -> Iterator[DoctorCheck]:
    """The service that the URL names, and passwords that others on this machine may read."""
    from store.db.server_link import find_service, password_file, service_files, service_name
    from store.db.server_url import read_server_url

    url = read_server_url(context.location)
    if name := service_name(url):
        files = service_files()
        service = find_service(name, files)
        if service is None:
            places = " or ".join(map(str, files))
            yield DoctorCheck("service", f"{places} has no service “{name}”.", ok=False)
        elif service.has_password and is_open_to_others(service.file):
            yield DoctorCheck("service", _open_to_others(service.file), ok=False)
        else:
            yield DoctorCheck("service", f"{name}, in {service.file}")
    passwords = password_file(url)
    if is_open_to_others(passwords):
        sentence = f"{_open_to_others(passwords)} Until then PostgreSQL does not use it."
        yield DoctorCheck("password", sentence, ok=False)
    elif passwords.is_file():
        yield DoctorCheck("password", f"{passwords} is yours alone")
    file = context.settings.path
    if file is not None and is_open_to_others(file) and _has_password(context.settings.workspace):
        yield DoctorCheck("password", _open_to_others(file), ok=False)


def _has_password(location: str) -> bool:
    from store.db.server_url import means_server, read_server_url

    return means_server(location) and bool(read_server_url(location).password)


def _open_to_others(file: object) -> str:
    return f"Others on this machine may read {file}, and it has passwords: chmod 600 {file}."
