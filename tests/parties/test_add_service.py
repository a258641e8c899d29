from typing import Any

import pytest

from assumptions.vocabulary import Participation, ServiceRole
from parties.actions import add_service
from parties.models import Organisation, Person, SmartDataService
from tests.parties.builders import organisation, reviewer, service
from tests.parties.changes import one_change, refused
from tests.parties.who import EVERYBODY, STAFF, check_who_may

pytestmark = pytest.mark.django_db


def add(actor: Person, provider: Organisation, **fields: Any) -> SmartDataService:
    said: dict[str, Any] = {"slug": "acme-sds", "name": "Acme SDS", "participation": Participation.SIT}
    return add_service(actor=actor, provider=provider, **(said | fields))


def test_adds_a_smart_data_service():
    actor, acme = reviewer(), organisation("Acme Data Ltd")
    service()

    with one_change(raises=[]) as change:
        added = add(actor, acme)

    added.refresh_from_db()
    assert (added.slug, added.name, added.provider) == ("acme-sds", "Acme SDS", acme)
    assert (added.role, added.participation) == (ServiceRole.SDS, Participation.SIT)
    assert (added.imported_sha256, added.imported_entry) == ("", None)
    new = {"id": "acme-sds", "name": "Acme SDS", "participation": "sit", "role": "sds"}
    change.says("add_service", by=actor, of=added, about=acme, new=new)


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_staff_may(who):
    there = service()
    check_who_may(who, STAFF, there, lambda actor: add(actor, there.provider))


ID = "Use 1 to 64 letters, digits, points, hyphens and underscores."


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"slug": "acme sds"}, "slug", ID),
        ({"slug": "acme-sds\n"}, "slug", ID),
        ({"slug": "a" * 65}, "slug", ID),
        ({"slug": ""}, "slug", "This field cannot be blank."),
        ({"slug": "taken"}, "slug", "This id is taken. Choose another."),
        ({"name": " "}, "name", "Write something here."),
        ({"participation": "neither"}, "participation", "Value 'neither' is not a valid choice."),
    ],
)
def test_says_which_field_is_wrong(fields, field, sentence):
    actor, there = reviewer(), service(slug="taken")

    with refused(sentence, field=field):
        add(actor, there.provider, **fields)
