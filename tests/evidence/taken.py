"""A file as a browser takes it, from us or from where we send it."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.test import Client

from parties.models import Person


@dataclass(frozen=True, slots=True)
class Taken:
    status: int
    content: bytes
    disposition: str
    content_type: str


def taken(person: Person, address: str) -> Taken:
    """What the person gets there, links followed without any of our cookies."""
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    if answer.status_code == 302:
        return opened(answer["Location"])
    said = answer.headers
    return Taken(
        answer.status_code, _content(answer), said.get("Content-Disposition", ""), said["Content-Type"]
    )


def opened(link: str) -> Taken:
    """What a link to the store gives to anybody."""
    try:
        with urllib.request.urlopen(link) as answer:
            said = answer.headers
            return Taken(
                answer.status, answer.read(), said["Content-Disposition"] or "", said["Content-Type"]
            )
    except urllib.error.HTTPError as refused:
        return Taken(refused.code, refused.read(), "", "")


def _content(answer: HttpResponseBase) -> bytes:
    return bytes(answer.getvalue()) if answer.streaming else bytes(answer.content)  # type: ignore[attr-defined]
