"""A virus scanner of one's own, which knows two signatures: up at once, with little memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.services.holding import answers, directory_for, free_ports, held, program

# The harmless text that every scanner calls a virus; in two parts, lest one finds it in this very file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
EICAR_NAME = "Eicar-Test-Signature.UNOFFICIAL"  # so it calls what is no signature of its makers
KNOWN_BYTES = b"%PDF-1.7\n% a paper that is known by its digest\n"
KNOWN_NAME = "Known-By-Digest.UNOFFICIAL"
LONGEST = 1024 * 1024  # bytes that it takes at once

CONFIGURATION = """\
Foreground yes
DatabaseDirectory {place}/signatures
LocalSocket {place}/clamd.sock
TCPSocket {port}
TCPAddr 127.0.0.1
StreamMaxLength {longest}
AlertExceedsMax yes
"""


@dataclass(frozen=True)
class Scanner:
    """Where one scanner listens: on a port, and on a socket."""

    url: str
    socket_url: str


@contextmanager
def running(directory: Path | None = None, port: int | None = None) -> Iterator[Scanner]:
    """Start a scanner. Started again with the same directory and port, it is the same one."""
    port = port or free_ports(1)[0]
    with directory_for("clamd", directory) as place:
        _write_signatures(place / "signatures")
        settings, socket = place / "clamd.conf", place / "clamd.sock"
        settings.write_text(CONFIGURATION.format(place=place, port=port, longest=LONGEST))
        with held(
            [program("clamd", package="clamav-daemon"), "--config-file", str(settings)],
            directory=place,
            ready=lambda: socket.exists() and answers(port),
            keeps_directory=directory is not None,
        ):
            yield Scanner(f"clamd://127.0.0.1:{port}", f"unix://{socket}")


def _write_signatures(place: Path) -> None:
    place.mkdir(exist_ok=True)
    (place / "known.ndb").write_text(f"{_given(EICAR_NAME)}:0:*:{EICAR.hex()}\n")
    digest = hashlib.md5(KNOWN_BYTES).hexdigest()
    (place / "known.hdb").write_text(f"{digest}:{len(KNOWN_BYTES)}:{_given(KNOWN_NAME)}\n")


def _given(name: str) -> str:
    return name.removesuffix(".UNOFFICIAL")
