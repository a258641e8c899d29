"""Everybody who could try an action, in words, and the check that only those who may can do it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import pytest

from parties.errors import NotAllowed
from parties.models import Person, SmartDataService
from tests.parties.builders import administrator, code_body, member, organisation, reviewer
from tests.parties.changes import everything

PROVIDER = "a member of the provider"
OTHER_PARTY = "a member of another party"
REVIEWER = "a reviewer"
CODE_BODY = "a Code Body"
ADMINISTRATOR = "an administrator"
STAFF = frozenset({REVIEWER, ADMINISTRATOR})

_PEOPLE: dict[str, Callable[..., Person]] = {
    PROVIDER: lambda service, **fields: member(service.provider, **fields),
    OTHER_PARTY: lambda service, **fields: member(organisation(), **fields),
    REVIEWER: lambda service, **fields: reviewer(**fields),
    CODE_BODY: lambda service, **fields: code_body(**fields),
    ADMINISTRATOR: lambda service, **fields: administrator(**fields),
}
_SUPERUSER = "a superuser of another party"
_INACTIVE = {f"inactive: {who}": who for who in _PEOPLE}
EVERYBODY = (*_PEOPLE, _SUPERUSER, *_INACTIVE)


def somebody(who: str, service: SmartDataService) -> Person:
    """The person of that description, as seen from an SDS."""
    if who == _SUPERUSER:
        return _PEOPLE[OTHER_PARTY](service, is_superuser=True, is_staff=True)
    return _PEOPLE[_INACTIVE.get(who, who)](service, is_active=who not in _INACTIVE)


def check_who_may(
    who: str, allowed: Collection[str], service: SmartDataService, act: Callable[[Person], Any]
) -> None:
    """Those who are allowed get it done; to everybody else it is refused and nothing changes."""
    actor = somebody(who, service)
    if who in allowed:
        act(actor)
        return
    before = everything()
    with pytest.raises(NotAllowed):
        act(actor)
    assert everything() == before
