"""A wire to a server that can be cut: a proxy on a loopback port that ends connections when it is told to."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

RESET = struct.pack("ii", 1, 0)  # closing sends a reset, as a cable that is pulled never sends a proper end
PART = 4096  # bytes


@dataclass
class Wire:
    """Where the proxy listens, and after how many bytes each way it ends each connection; None for never."""

    port: int
    up: int | None = None
    down: int | None = None
    cuts: int = 0

    def cut(self, *, up: int | None = None, down: int | None = None) -> None:
        self.up, self.down, self.cuts = up, down, 0

    def mend(self) -> None:
        self.cut()


class _Connection(socketserver.BaseRequestHandler):
    server: _Proxy

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.to)) as outward:
            down = threading.Thread(target=self.pump, args=(outward, self.request, "down"), daemon=True)
            down.start()
            self.pump(self.request, outward, "up")
            down.join()

    def pump(self, source: socket.socket, target: socket.socket, way: str) -> None:
        passed = 0
        with suppress(OSError):
            while part := source.recv(PART):
                passed += len(part)
                allowed: int | None = getattr(self.server.wire, way)
                if allowed is not None and passed > allowed:
                    self.server.wire.cuts += 1
                    break
                target.sendall(part)
        for end in (source, target):
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                end.shutdown(socket.SHUT_RDWR)


class _Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, to: int) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.to = to
        self.wire = Wire(port=self.server_address[1])


@contextmanager
def wired(to: int) -> Iterator[Wire]:
    """A wire to a loopback port."""
    with _Proxy(to) as proxy:
        threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield proxy.wire
        proxy.shutdown()
