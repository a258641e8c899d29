"""A mail server of one's own, which keeps what it is given."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.services.holding import free_ports

TAKEN, REFUSED = "250 OK", "451 Try again later"


@dataclass
class Smtp:
    """A server that runs, with the mails that it has taken so far."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    refuses: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        """What EMAIL_URL is set to."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by aiosmtpd for each mail, in its own thread."""
        if self.refuses:
            return REFUSED
        with self._lock:
            self.mails.append(message_from_bytes(envelope.original_content or b"", policy=policy.default))
        return TAKEN

    def empty(self) -> None:
        with self._lock:
            self.mails.clear()
        self.refuses = False


@contextmanager
def running() -> Iterator[Smtp]:
    """Start a server, in a thread: it ends with this process."""
    sink = Smtp(port=free_ports(1)[0])
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
