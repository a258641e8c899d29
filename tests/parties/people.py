"""Everybody who could try to do something about the people of an organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from parties.errors import NotAllowed
from parties.models import Organisation, Person
from tests.parties.builders import administers, administrator, code_body, member, organisation, qwg, reviewer
from tests.parties.changes import everything

ITS_OWN = "an administrator of the organisation"
PROGRAMMES = "an administrator of the programme"

SOMEBODY: dict[str, Callable[[Organisation], Person]] = {
    ITS_OWN: administers,
    PROGRAMMES: lambda acme: administrator(),
    "a member of the organisation": member,
    "an administrator of another organisation": lambda acme: administers(organisation()),
    "a reviewer": lambda acme: reviewer(),
    "a Code Body": lambda acme: code_body(),
    "a QWG member": lambda acme: qwg(),
    "a removed administrator of the organisation": lambda acme: administers(acme, is_active=False),
    "a removed administrator of the programme": lambda acme: administrator(is_active=False),
    "a superuser of the organisation": lambda acme: member(acme, is_superuser=True, is_staff=True),
}
EVERYBODY = tuple(SOMEBODY)


def check_who_may(
    who: str,
    acme: Organisation,
    act: Callable[[Person], Any],
    allowed: tuple[str, ...] = (ITS_OWN, PROGRAMMES),
) -> None:
    """Those who are allowed get it done; to everybody else it is refused and nothing changes."""
    actor = SOMEBODY[who](acme)
    if who in allowed:
        act(actor)
        return
    before = everything()
    with pytest.raises(NotAllowed):
        act(actor)
    assert everything() == before
