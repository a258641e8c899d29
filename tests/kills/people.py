"""People at work while processes are killed: they ask for packs, and try to take them all the time."""

from __future__ import annotations

import hashlib
import http.client
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from tests.kills.installation import Installation
from tests.services.holding import PATIENCE

NOW_AND_THEN = 0.1  # seconds between two rounds
TOKEN = "a" * 32
AWAY = (OSError, http.client.HTTPException)  # the web server is being killed or started


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Browser:
    """Somebody who is signed in."""

    def __init__(self, installation: Installation, session: str) -> None:
        self.installation, self.session = installation, session

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        """One answer, whole; an error of ``AWAY`` where there is none or half of one."""
        connection = http.client.HTTPConnection("127.0.0.1", self.installation.port, timeout=PATIENCE)
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **fields}) if fields else None
        headers = {"Cookie": f"session={self.session}; csrf={TOKEN}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def request_pack(self, kind: str, as_of: date) -> UUID | None:
        """Ask for a pack; None where the program could not take it just now."""
        path = f"/services/{self.installation.service}/packs/new/"
        try:
            answer = self.ask("POST", path, {"kind": kind, "as_of": as_of.isoformat()})
        except AWAY:
            return None
        if answer.status != HTTPStatus.FOUND:
            assert answer.status in {HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE}, answer.body
            return None
        return UUID(answer.headers["Location"].strip("/").split("/")[-1])

    def download(self, pack: UUID) -> Answer:
        return self.ask("GET", f"/packs/{pack}/download/")


class Takers:
    """Threads that ask again and again for packs that are not made yet, and note whatever they get."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.waited_for: set[UUID] = set()
        self.seen: Counter[int] = Counter()
        self.failed_at: list[float] = []
        self.taken: dict[UUID, str] = {}  # the SHA-256 of what was served first
        self._browser = Browser(installation, installation.sessions[0])
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self) -> Takers:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)

    def _go_on(self) -> None:
        while not self._stop.wait(NOW_AND_THEN):
            for pack in sorted(self.waited_for - self.taken.keys()):
                self._try(pack)

    def _try(self, pack: UUID) -> None:
        try:
            answer = self._browser.download(pack)
        except AWAY:
            return
        self.seen[answer.status] += 1
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.failed_at.append(time.monotonic())
        if answer.status == HTTPStatus.OK:
            self.taken[pack] = hashlib.sha256(answer.body).hexdigest()


class Askers:
    """They ask for one pack after the other, each of another day, so that none is like one before."""

    def __init__(self, installation: Installation, takers: Takers) -> None:
        self.takers, self.asked = takers, 0
        self._browsers = [Browser(installation, session) for session in installation.sessions]

    def ask_for(self, kind: str) -> UUID | None:
        self.asked += 1
        browser = self._browsers[self.asked % len(self._browsers)]
        pack = browser.request_pack(kind, date(2025, 1, 1) + timedelta(days=self.asked))
        if pack:
            self.takers.waited_for.add(pack)
        return pack
