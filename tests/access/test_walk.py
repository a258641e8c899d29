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
from parties.models import CollectionRoute, SmartDataService
from parties.permissions import _RELATIONS
from tests.access.expected import LIBRARIES, PAGES, Page
from tests.access.world import RELATIONS_TO, ROLE_OF, STRANGER, SUPERUSER, World, make_world, undone

pytestmark = pytest.mark.django_db
NOT_THERE, NO_SUCH_METHOD, GOES_ON = 404, 405, 302


TO_A_SERVICE = {"provides_it", "collects_for_it", "collects_by_it", "shared_with_qwg"}
TO_A_CONSENT = {"gave_it"}
TO_A_PACK = {"asked_for_by_them", "asked_for_by_the_qwg"}
OF_NO_PARTY = {ANY, "did_not_hand_it_in"}
TO_AN_ITEM = set(RELATIONS) - OF_NO_PARTY - TO_A_SERVICE - TO_A_CONSENT - TO_A_PACK
SORT_OF = {
    type(None): TO_A_SERVICE | TO_A_CONSENT | TO_A_PACK | TO_AN_ITEM,
    Pack: TO_A_PACK,
    Consent: TO_A_CONSENT,
    SmartDataService: TO_A_SERVICE,
    CollectionRoute: TO_A_SERVICE,
    EvidenceItem: TO_AN_ITEM,
}


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    path: str
    pattern: URLPattern

    @property
    def is_a_librarys(self) -> bool:
        return self.name.startswith(LIBRARIES)


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


def status(world: World, page: Page, who: str, method: str) -> int:
    """The answer's status; that it sends a stranger to sign in is told from other redirects."""
    address = reverse(page.url, args=[world.things[page.thing].pk] if page.thing else [])
    sent = {name: str(world.things[thing].pk) for name, thing in page.sends.items()}
    with undone():
        answer = getattr(client_of(world, who), method)(address, sent if method == "post" else {})
    if answer.status_code == GOES_ON and answer["Location"].startswith(reverse("sign_in")):
        return -1
    return int(answer.status_code)


def test_every_url_has_an_entry_and_every_entry_a_url():
    own = {address.name for address in addresses() if not address.is_a_librarys}
    assert own == {page.url for page in PAGES}
    assert all(any(address.name.startswith(group) for address in addresses()) for group in LIBRARIES)


def test_the_ids_in_our_urls_can_not_be_guessed():
    kinds = {
        type(converter)
        for address in addresses()
        if not address.is_a_librarys
        for converter in address.pattern.pattern.converters.values()
    }
    assert kinds == {UUIDConverter}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_everybody_gets_what_is_written_out(world, page):
    said = {
        (who, method): status(world, page, who, method)
        for who in (STRANGER, *ROLE_OF)
        for method in ("get", "post")
    }
    expected = {
        (who, method): _expected(page, who, answer)
        for who in (STRANGER, *ROLE_OF)
        for method, answer in (("get", page.get), ("post", page.post))
    }
    assert said == expected


def _expected(page: Page, who: str, answer: int | None) -> int:
    if who == STRANGER:
        return -1
    if answer is None:
        return NO_SUCH_METHOD
    return answer if who in page.who else NOT_THERE


@pytest.mark.parametrize("page", [page for page in PAGES if page.permission], ids=str)
def test_what_is_written_out_is_what_the_table_says(page):
    grants = TABLE[page.permission].grants
    allowed = {
        who
        for who, role in ROLE_OF.items()
        if {ANY, *RELATIONS_TO[page.of].get(who, set())} & set(grants.get(role, ()))
    }
    assert page.who == allowed


@pytest.mark.parametrize("thing", RELATIONS_TO)
def test_people_are_to_things_what_is_written_out(world, thing):
    sort = SORT_OF[type(world.about[thing])]
    found = {
        who: {name for name in sort if _RELATIONS[name](world.people[who], world.about[thing])}
        for who, role in ROLE_OF.items()
        if role in ("member", "qwg")
    }
    assert {who: names for who, names in found.items() if names} == RELATIONS_TO[thing]


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admin_is_there_for_those_of_the_system_alone(world, method):
    paths = [address.path for address in addresses() if address.name.startswith("admin:")]
    paths = [
        path.replace("<path:object_id>", "1").replace("^(?P<app_label>auth)/$", "auth/") for path in paths
    ]
    paths = [path.replace("<path:content_type_id>", "1").replace("(?P<url>.*)$", "x") for path in paths]
    doors = (reverse("admin:login"), reverse("sign_in"))
    for who in (STRANGER, *ROLE_OF):
        if who == SUPERUSER:
            continue
        for path in set(paths) - {reverse("admin:login"), reverse("admin:logout")}:
            with undone():
                answer = getattr(client_of(world, who), method)(path)
            assert answer.status_code == GOES_ON, (who, path)
            assert answer["Location"].startswith(doors), (who, path)


def test_signing_in_is_open_and_signing_out_is_by_post(world):
    assert client_of(world, STRANGER).get(reverse("sign_in")).status_code == 200
    assert client_of(world, STRANGER).post(reverse("sign_in"), {}).status_code == 200
    for who in ROLE_OF:
        client = client_of(world, who)
        assert client.get(reverse("sign_out")).status_code == NO_SUCH_METHOD
        assert client.post(reverse("sign_out")).status_code == GOES_ON
        assert "_auth_user_id" not in client.session
