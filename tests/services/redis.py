"""A Redis, or Valkey, of one's own, on a loopback port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.holding import answers, directory_for, free_ports, held, program


@contextmanager
def running(directory: Path | None = None, port: int | None = None) -> Iterator[str]:
    """Start a server; gives its URL. Started again with the same directory and port, it is the same one.

    It writes nothing to the disk, so that what it held is lost with it, as where a broker is lost.
    """
    port = port or free_ports(1)[0]
    options = {"bind": "127.0.0.1", "port": str(port), "save": "", "appendonly": "no", "loglevel": "warning"}
    with directory_for("redis", directory) as place:
        command = [program("redis-server", "valkey-server", package="redis-server")]
        for name, value in options.items():
            command += [f"--{name}", value]
        with held(
            command, directory=place, ready=lambda: answers(port), keeps_directory=directory is not None
        ):
            yield f"redis://127.0.0.1:{port}/0"
