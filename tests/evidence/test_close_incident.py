import pytest
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind, ItemState
from evidence.actions import check_file, close_incident
from evidence.models import EvidenceItem, Incident
from journal import clock
from parties.models import SmartDataService
from tests.evidence.damaged import incident_on
from tests.parties.builders import administrator, item, service
from tests.parties.changes import one_change, refused
from tests.parties.who import ADMINISTRATOR, EVERYBODY, check_who_may
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db


def paper(sds: SmartDataService | None = None) -> EvidenceItem:
    return item(sds or service(), EvidenceKind.DBT_COMPLETION)


def test_it_ends_with_a_reason_and_changes_no_facts():
    letter, actor = paper(), administrator()
    incident = incident_on(letter)
    with one_change(raises=[]) as change:
        close_incident(actor=actor, incident=incident, why=" Handed in anew as EV-0002. ")
    incident.refresh_from_db()
    assert (incident.closed_by, incident.closed_why) == (actor, "Handed in anew as EV-0002.")
    file = letter.files.get()
    change.says(
        "close_incident",
        by=actor,
        of=letter,
        about=letter.about,
        old={"bytes_found": "other"},
        new={"file": {"name": file.name, "sha256": file.sha256, "size": file.size}},
        why="Handed in anew as EV-0002.",
    )
    assert letter.state_on(clock.today()) is ItemState.IN_REVIEW


def test_the_file_is_kept_back_still_and_the_next_check_opens_another():
    letter, actor = paper(), administrator()
    close_incident(actor=actor, incident=incident_on(letter), why="Lost for good.")
    address = reverse("evidence:download_file", args=[letter.files.get().pk])
    assert signed_in(actor).get(address).status_code == 409
    check_file(file=letter.files.get())
    assert Incident.objects.filter(closed_at__isnull=True).count() == 1
    assert Incident.objects.count() == 2


def test_a_reason_is_needed_and_it_is_closed_once():
    actor, incident = administrator(), incident_on(paper())
    with refused("Say why it needs no more doing; it is kept in the journal.", field="why"):
        close_incident(actor=actor, incident=incident, why="  ")
    close_incident(actor=actor, incident=incident, why="Lost for good.")
    with refused("This incident is closed already: Lost for good."):
        close_incident(actor=actor, incident=incident, why="Again")


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_an_administrator_may(who):
    sds = service()
    incident = incident_on(paper(sds))
    check_who_may(
        who, {ADMINISTRATOR}, sds, lambda actor: close_incident(actor=actor, incident=incident, why="Lost.")
    )
