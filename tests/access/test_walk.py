"""Every URL, asked for by everybody: the answers are those that are written out, and those of the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from evidence.models import Consent, EvidenceItem
from packs.models import Pack
from parties.access import ANY, RELATIONS, TABLE
from parties.models import CollectionRoute, Invitation, Organisation, Person, SmartDataService
from parties.permissions import _RELATIONS
from readiness.converters import GateConverter, RequirementConverter, SourceConverter
from tests.access.expected import (
    BY_TOKEN,
    GOES_ON,
    GROUPS,
    LIBRARY,
    NO_SUCH_METHOD,
    OK,
    PAGES,
    SIGNS_IN,
    Page,
)
from tests.access.world import (
    OF_EVERYBODY,
    RELATIONS_TO,
    ROLE_OF,
    STRANGER,
    TOKEN,
    World,
    make_world,
    undone,
)

pytestmark = pytest.mark.django_db
NOT_THERE = 404
# What the rules call their sources and requirements is told to everybody.
PUBLIC_NAMES = {GateConverter, SourceConverter, RequirementConverter}

TO_A_SERVICE = {"provides_it", "collects_for_it", "collects_by_it", "shared_with_qwg"}
TO_A_CONSENT = {"gave_it"}
TO_A_PACK = {"asked_for_by_them", "asked_for_by_the_qwg", "asked_for_it"}
TO_A_PERSON = {"administers_it", "is_somebody_else"}
TO_AN_ORGANISATION = {"is_theirs", "administers_it"}
TO_NOTHING = {"administers_theirs"}
# No page hangs on this one: the decision does, for which the tests of its actions ask.
OF_A_DECISION = {"did_not_hand_it_in"}
TO_AN_ITEM = {
    name
    for name in set(RELATIONS) - {ANY} - TO_A_SERVICE - TO_A_CONSENT - TO_A_PACK - OF_A_DECISION
    if name not in TO_A_PERSON | TO_AN_ORGANISATION | TO_NOTHING
}
SORT_OF: dict[type, set[str]] = {
    type(None): set(RELATIONS) - {ANY},
    Pack: TO_A_PACK,
    Consent: TO_A_CONSENT,
    SmartDataService: TO_A_SERVICE,
    CollectionRoute: TO_A_SERVICE,
    EvidenceItem: TO_AN_ITEM,
    Organisation: TO_AN_ORGANISATION,
    Person: TO_A_PERSON,
    Invitation: {"administers_it"},
}


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    path: str
    pattern: URLPattern

    @property
    def is_a_librarys(self) -> bool:
        return self.name.startswith(GROUPS)


def addresses(resolver: Any = None, path: str = "/", names: tuple[str, ...] = ()) -> Iterator[Address]:
    """Every URL of the configuration, with those that are included."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            space = (each.namespace,) if each.namespace else ()
            yield from addresses(each, f"{path}{each.pattern}", (*names, *space))
        else:
            yield Address(":".join((*names, each.name or "unnamed")), f"{path}{each.pattern}", each)


@pytest.fixture
def world(monkeypatch) -> World:
    return make_world(monkeypatch)


def client_of(world: World, who: str) -> Client:
    client = Client()
    if who != STRANGER:
        client.force_login(world.people[who])
    return client


def answer_to(client: Client, method: str, address: str, sent: dict[str, str]) -> int:
    """The answer's status; that it sends a stranger to sign in is told from other redirects."""
    with undone():
        answer = getattr(client, method)(address, sent if method == "post" else {})
        if method == "get" and answer.get("Location") == address:  # once it is noted who opened it
            answer = client.get(address)
    if answer.status_code == GOES_ON and answer["Location"].startswith(reverse("account_login")):
        return SIGNS_IN
    return int(answer.status_code)


def status(world: World, page: Page, who: str, method: str) -> int:
    sent = {name: str(world.things[thing].pk) for name, thing in page.sends.items()}
    return answer_to(client_of(world, who), method, page.address(world.things), sent)


def test_every_url_has_an_entry_and_every_entry_a_url():
    own = {address.name for address in addresses() if not address.is_a_librarys}
    assert own == {page.url for page in PAGES} | {BY_TOKEN}
    assert {address.name for address in addresses() if address.is_a_librarys} == set(LIBRARY)


def test_the_ids_in_our_urls_can_not_be_guessed():
    kinds = {
        type(converter)
        for address in addresses()
        if not address.is_a_librarys and address.name != BY_TOKEN
        for converter in address.pattern.pattern.converters.values()
    }
    assert kinds - PUBLIC_NAMES == {UUIDConverter}


@pytest.mark.parametrize("who", [STRANGER, *ROLE_OF])
def test_everybody_gets_what_is_written_out(world, who):
    said = {
        (str(page), method): status(world, page, who, method) for page in PAGES for method in ("get", "post")
    }
    assert said == {
        (str(page), method): _expected(page, who, answer)
        for page in PAGES
        for method, answer in (("get", page.get), ("post", page.post))
    }


def _expected(page: Page, who: str, answer: int | None) -> int:
    if who == STRANGER and not page.is_strangers_too:
        return SIGNS_IN
    if answer is None:
        return NO_SUCH_METHOD
    return answer if who in page.who or who == STRANGER else NOT_THERE


@pytest.mark.parametrize("page", [page for page in PAGES if page.permission], ids=str)
def test_what_is_written_out_is_what_the_table_says(page):
    grants = TABLE[page.permission].grants
    allowed = {
        who
        for who, role in ROLE_OF.items()
        if {ANY, *OF_EVERYBODY.get(page.of, ()), *RELATIONS_TO[page.of].get(who, ())}
        & set(grants.get(role, ()))
    }
    assert page.who == allowed


def test_people_are_to_things_what_is_written_out(world):
    for thing, written in RELATIONS_TO.items():
        sort = SORT_OF[type(world.about[thing])]
        found = {
            who: {name for name in sort if _RELATIONS[name](world.people[who], world.about[thing])}
            for who in ROLE_OF
        }
        of_everybody = OF_EVERYBODY.get(thing, set())
        assert all(of_everybody <= names for names in found.values()), thing
        more = {who: names - of_everybody for who, names in found.items()}
        assert {who: names for who, names in more.items() if names} == written, thing


def test_a_library_answers_strangers_as_written_out_and_all_who_have_signed_in_alike(world):
    for name, answers in LIBRARY.items():
        address = reverse(name, args=["1", "set-password"] if name.endswith("from_key") else [])
        said = {
            who: tuple(answer_to(client_of(world, who), method, address, {}) for method in ("get", "post"))
            for who in (STRANGER, *ROLE_OF)
        }
        assert said == dict.fromkeys(ROLE_OF, answers[2:]) | {STRANGER: answers[:2]}, name


def test_the_link_of_an_invitation_is_for_who_holds_it_and_no_other_is_there(world):
    for who in (STRANGER, *ROLE_OF):
        for token, answer in ((TOKEN, OK), (f"{TOKEN}x", NOT_THERE)):
            for method in ("get", "post"):
                assert answer_to(client_of(world, who), method, reverse(BY_TOKEN, args=[token]), {}) == answer


def test_signing_out_ends_the_session_of_everybody(world):
    for who in ROLE_OF:
        client = client_of(world, who)
        assert client.post(reverse("account_logout")).status_code == GOES_ON
        assert "_auth_user_id" not in client.session
