from typing import Any

import pytest

from parties.actions import add_person
from parties.models import Person, Role
from tests.parties.builders import administrator, organisation, person, service
from tests.parties.changes import one_change, refused
from tests.parties.who import ADMINISTRATOR, EVERYBODY, check_who_may

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough pass phrase"


def add(actor: Person, **fields: Any) -> Person:
    said: dict[str, Any] = {
        "email": "Bo@Example.test",
        "name": "Bo Example",
        "role": Role.REVIEWER,
        "password": PASSWORD,
    }
    return add_person(actor=actor, **(said | fields))


def test_adds_somebody_who_can_sign_in():
    actor, acme = administrator(), organisation("Acme Data Ltd")

    with one_change(raises=[]) as change:
        added = add(actor, role=Role.MEMBER, organisation=acme)

    assert added.check_password(PASSWORD)
    assert (added.name, added.role, added.organisation) == ("Bo Example", "member", acme)
    assert not added.is_staff
    assert not added.is_superuser
    new = {"name": "Bo Example", "role": "member", "organisation": "Acme Data Ltd"}
    change.says("add_person", by=actor, of=added, about=acme, new=new)


def test_nobodys_password_is_in_the_journal():
    with one_change(raises=[]) as change:
        added = add(administrator())

    said = f"{change.entry.new}{change.entry.old}{change.entry.why}"
    assert PASSWORD not in said
    assert added.password not in said


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_an_administrator_may(who):
    check_who_may(who, {ADMINISTRATOR}, service(), add)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CODE_BODY, Role.QWG, Role.ADMINISTRATOR])
def test_only_members_belong_to_an_organisation(role):
    actor, acme = administrator(), organisation()
    sentence = "A member belongs to an organisation; nobody else does."

    with refused(sentence):
        add(actor, role=role, organisation=acme)
    with refused(sentence):
        add(actor, role=Role.MEMBER)


def test_an_address_is_one_persons_in_any_case():
    actor = administrator()
    person(Role.REVIEWER, email="bo@example.test")

    with refused("Somebody signs in with this address already. Give another.", field="email"):
        add(actor, email="BO@example.TEST")
