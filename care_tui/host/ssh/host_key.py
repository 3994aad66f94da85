"""The host key: made on first start, kept for its owner alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import asyncssh

from store.common.errors import Refused
from store.common.private_directory import make_own_folder


def host_key(path: Path) -> asyncssh.SSHKey:
    """The private key in ``path`` (0600), made there if there is none yet.

    Raises Refused when it cannot be read or written, is no key, or others may read it.
    """
    try:
        if not path.exists():
            _make(path)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Refused(
                f"Others may read the host key {path}. Run chmod 600 on it, or move it away."
            )
        return asyncssh.read_private_key(path)
    except OSError as error:
        raise Refused(f"The host key {path} cannot be used: {error.strerror}.") from None
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError):
        raise Refused(f"{path} is not a private key without a passphrase.") from None


def known_fingerprint(path: Path) -> str | None:
    """What ``path``'s host key is compared by; None where no key can be read there."""
    try:
        return asyncssh.read_private_key(path).get_fingerprint()
    except (OSError, asyncssh.KeyImportError, asyncssh.KeyEncryptionError):
        return None


def _make(path: Path) -> None:
    """Write a new key as a whole; of several who do so at once, one does."""
    make_own_folder(path.parent)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(asyncssh.generate_private_key("ssh-ed25519").export_private_key())
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)
