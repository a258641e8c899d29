"""What somebody does at the OpenID provider: its real pages, by a browser that keeps its cookies."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from django.test import Client
from django.urls import reverse

HERE = "http://testserver/"
REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')


def start(client: Client, **further: str) -> str:
    """The provider's address to which our page sends somebody on."""
    page = client.post(reverse("start_single_sign_on"), further)
    assert page.status_code == 200, page
    (address,) = REFRESH.findall(page.content.decode())
    return html.unescape(str(address))


def come_back(address: str, login: str | None) -> str:
    """Sign in there and agree, or turn back where there is no login; the address that leads back to us."""
    window = requests.Session()
    answer = window.get(address, allow_redirects=False)
    while not answer.headers.get("Location", "").startswith(HERE):
        if answer.is_redirect:
            answer = window.get(urljoin(answer.url, answer.headers["Location"]), allow_redirects=False)
        elif login is None:
            (abort,) = re.findall(r'href="([^"]+/abort)"', answer.text)
            answer = window.get(urljoin(answer.url, abort), allow_redirects=False)
        else:
            (submit,) = re.findall(r'<form[^>]* action="([^"]+)"', answer.text)
            (prompt,) = re.findall(r'name="prompt" value="(\w+)"', answer.text)
            said = {"prompt": prompt, "login": login, "password": "any"}
            answer = window.post(urljoin(answer.url, submit), said, allow_redirects=False)
        assert answer.status_code < 400, answer.text
    there = urlsplit(answer.headers["Location"])
    return f"{there.path}?{there.query}"


def sign_in_by_provider(client: Client, login: str | None, **further: str) -> Any:
    return client.get(come_back(start(client, **further), login))
