import pytest

from parties.actions import add_organisation
from parties.models import Organisation
from tests.parties.builders import administrator, reviewer, service
from tests.parties.changes import one_change, refused
from tests.parties.who import EVERYBODY, STAFF, check_who_may

pytestmark = pytest.mark.django_db


def test_adds_an_organisation():
    actor = administrator()
    other = service()

    with one_change(raises=[]) as change:
        added = add_organisation(actor=actor, name="Acme Data Ltd")

    assert added.pk != other.provider.pk
    assert Organisation.objects.get(pk=added.pk).name == "Acme Data Ltd"
    change.says("add_organisation", by=actor, of=added, about=added, new={"name": "Acme Data Ltd"})


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_staff_may(who):
    check_who_may(who, STAFF, service(), lambda actor: add_organisation(actor=actor, name="Acme"))


def test_names_are_taken_to_the_letter():
    actor = reviewer()
    add_organisation(actor=actor, name="Acme Data Ltd")

    with refused("This name is taken."):
        add_organisation(actor=actor, name="Acme Data Ltd")

    for other in (
        "acme data ltd",
        "Acme Data Ltd.",
        "Acme Data Ltd ",
        " Acme Data Ltd",
        "Acme  Data Ltd",
        "Acmé",
    ):
        assert add_organisation(actor=reviewer(), name=other).name == other


@pytest.mark.parametrize("letter", ["a", "é", "𝔄"])
def test_names_may_be_long_in_any_script(letter):
    actor = reviewer()
    added = add_organisation(actor=actor, name=letter * 2000)
    add_organisation(actor=actor, name=letter * 1999)

    assert Organisation.objects.get(name=letter * 2000) == added
    with refused("Ensure this value has at most 2000 characters (it has 2001).", field="name"):
        add_organisation(actor=actor, name=letter * 2001)
    with refused("This name is taken."):
        add_organisation(actor=actor, name=letter * 2000)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "This field cannot be blank."),
        ("   ", "Write something here."),
        ("Acme\nData", "Write this on one line, without control characters."),
        ("Acme\0Data", "Write this on one line, without control characters."),
        ("Acme\ud800", "Write this on one line, without control characters."),
    ],
)
def test_says_what_is_wrong_with_a_name(name, sentence):
    actor = reviewer()

    with refused(sentence, field="name"):
        add_organisation(actor=actor, name=name)
