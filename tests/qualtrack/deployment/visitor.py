"""Somebody whose browser reaches the pages through the proxy, which ends TLS."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from http.client import HTTPResponse
from http.cookies import SimpleCookie
from typing import NoReturn
from urllib.parse import urlencode, urlsplit

from tests.launched import PATIENCE

HOST = "qualtrack.example"


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Each answer is looked at."""


class Visitor:
    def __init__(self, port: int | str) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.cookies: dict[str, str] = {}
        self._opener = urllib.request.build_opener(_Stays)

    def ask(
        self, path: str, sent: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> HTTPResponse:
        given = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "203.0.113.9",
            "Referer": f"https://{HOST}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        body = urlencode(sent).encode() if sent is not None else None
        request = urllib.request.Request(self.address + path, body, given | (headers or {}))
        try:
            answer: HTTPResponse = self._opener.open(request, timeout=PATIENCE)
        except urllib.error.HTTPError as other:
            answer = other  # type: ignore[assignment]  # it is the answer too
        for written in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(written).items()}
        return answer

    def page(self, path: str) -> str:
        answer = self.ask(path)
        assert answer.status == 200, (path, answer.status, answer.read().decode())
        return answer.read().decode()

    def send(self, page: str, action: str, **fields: str) -> str:
        """Send the form of a page; where one is led then."""
        markup = self.page(page)
        form = markup[markup.index(f'action="{action}"') :] if f'action="{action}"' in markup else markup
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        first_of_each = dict(reversed(hidden))
        answer = self.ask(action, first_of_each | fields)
        if answer.status != 302:
            self._fail(action, answer)
        where = urlsplit(answer.headers["Location"])
        return where.path

    def _fail(self, action: str, answer: HTTPResponse) -> NoReturn:
        raise AssertionError((action, answer.status, answer.read().decode()))
