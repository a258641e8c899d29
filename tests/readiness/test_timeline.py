"""What happened to an SDS, an item or an organisation: newest first, and no more than the reader may see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, PartyCategory, RouteKind
from evidence.actions import (
    accept_evidence,
    add_use,
    file_in_pit,
    look_at_evidence,
    query_evidence,
    read_evidence,
    submit_evidence,
    withdraw_evidence,
)
from evidence.models import EvidenceItem
from journal import clock
from parties.actions import declare_route, invite_person, set_gate_date
from parties.models import Organisation, Person, SmartDataService
from readiness.actions import import_facts
from readiness.facts import facts_document
from tests.parties.builders import (
    administers,
    administrator,
    code_body,
    decide,
    file_named,
    item,
    mdr_route,
    member,
    on,
    organisation,
    programme,
    reviewer,
    service,
    supplier_route,
    use_of,
)
from tests.readiness.pages import page, signed_in, words

pytestmark = pytest.mark.django_db

SECRET = "Zanzibar"


def address(of: str, key: UUID) -> str:
    return reverse(f"readiness:{of}_timeline", args=[key])


def told(person: Person, of: str, thing: SmartDataService | EvidenceItem | Organisation, **asked: str) -> str:
    said = words(page(person, address(of, thing.pk), **asked))
    return said.split("Timeline", 1)[1].split("Rules: ")[0]


@dataclass
class Told:
    """A provider's SDS with a paper of its own, and one of the Supplier that collects for it."""

    sds: SmartDataService
    supplier: Organisation
    own: EvidenceItem
    theirs: EvidenceItem

    @property
    def provider(self) -> Person:
        return member(self.sds.provider)

    @property
    def collector(self) -> Person:
        return member(self.supplier)


@pytest.fixture
def there() -> Told:
    """The Supplier's paper came in for another SDS, and each text about it has a word that is secret."""
    programme()
    sds, elsewhere = service(name="Emberley Data"), service(name=f"{SECRET} SDS", slug=SECRET)
    supplier = organisation("Tarnwick Energy")
    own = item(sds, EvidenceKind.DBT_COMPLETION, by=member(sds.provider, name="Nia Farrow"))
    theirs = item(
        elsewhere,
        EvidenceKind.OUTPUT_TEST,
        [supplier_route(elsewhere, supplier)],
        by=member(elsewhere.provider, name=f"Anna {SECRET}"),
        file=file_named(f"{SECRET}.pdf"),
    )
    add_use(actor=reviewer(), item=theirs, service=sds, routes=[supplier_route(sds, supplier)])
    file_in_pit(actor=member(elsewhere.provider, name=f"Ben {SECRET}"), use=use_of(theirs, elsewhere))
    query_evidence(actor=reviewer(name=f"Cleo {SECRET}"), item=theirs, reason=f"Is {SECRET} yours?")
    read_evidence(actor=code_body(name=f"Dai {SECRET}"), file=theirs.files.get())
    return Told(sds, supplier, own, theirs)


def test_who_did_what_when_and_why_newest_first(there: Told):
    person = reviewer(name="Tomas Reyle")
    query_evidence(actor=person, item=there.own, reason="Which release?")
    accept_evidence(actor=person, item=there.own, until=clock.today())
    said = told(there.provider, "service", there.sds)
    accepted = f"Tomas Reyle accepted {there.own} Decision from Queried → to Accepted Accepted until"
    queried = f"Tomas Reyle queried {there.own} Which release?"
    handed_in = f"Nia Farrow handed in {there.own} File letter.pdf, SHA-256 {there.own.files.get().sha256}"
    places = [said.index(sentence) for sentence in (accepted, queried, handed_in)]
    assert places == sorted(places)


def test_the_hour_and_the_day_are_those_of_london(there: Told):
    summer = clock.today().replace(month=7, day=1) - timedelta(days=730)
    with on(summer):
        set_gate_date(actor=reviewer(), service=there.sds, gate=Gate.QUALIFICATION, on=summer)
    said = told(there.provider, "service", there.sds)
    assert f"1 July {summer.year} 12:00 Person" in said
    assert f"Gate Qualification Due on 1 July {summer.year}" in said


def test_a_provider_sees_of_anothers_paper_kind_status_and_day(there: Told):
    said = told(there.provider, "service", there.sds)
    assert "Test of output messages : queried" in said
    assert "let EV-" not in said, "what is done to it is the other party's"
    assert SECRET not in said
    assert f"handed in {there.own}" in said
    of_the_paper = told(there.provider, "item", there.theirs)
    assert "Test of output messages : handed in" in of_the_paper
    assert "2 entries about this item" in of_the_paper
    assert SECRET not in page(there.provider, address("item", there.theirs.pk))


def test_a_collector_sees_what_happens_to_its_papers_and_who_reads_them(there: Told):
    for said in (
        told(there.collector, "item", there.theirs),
        told(there.collector, "organisation", there.supplier),
    ):
        assert f"Cleo {SECRET} queried {there.theirs} Is {SECRET} yours?" in said
        assert f"Dai {SECRET} downloaded a file of {there.theirs} Reader Code Body File" in said
        assert "Emberley" not in said, "where others use it is theirs"
        assert "filed" not in said
        assert "count in one more place" not in said


def test_who_handed_a_paper_in_keeps_seeing_all_of_it(there: Told):
    paper = submit_evidence(
        actor=there.provider,
        service=there.sds,
        kind=EvidenceKind.SUBMISSION_TEST,
        routes=list(there.sds.routes.all()),
        details={},
        upload=file_named(),
    )
    decide(paper, DecisionOutcome.QUERIED)
    look_at_evidence(actor=reviewer(), item=paper, opened=True)
    assert paper.about == there.supplier
    for said in (told(there.provider, "service", there.sds), told(there.provider, "item", paper)):
        assert f"queried {paper} Which company is this about?" in said
        assert "read EV-" not in said, "that is told to whose it is"


@pytest.mark.parametrize("who", [reviewer, administrator, code_body])
def test_the_programme_and_code_bodies_see_it_whole(there: Told, who):
    person = who()
    said = told(person, "service", there.sds)
    assert f"Cleo {SECRET} queried {there.theirs} Is {SECRET} yours?" in said
    assert f"let {there.theirs} count in one more place Service Emberley Data" in said
    assert f"Ben {SECRET} filed {there.theirs} in the PIT evidence Service {SECRET} SDS" in told(
        person, "item", there.theirs
    )
    assert f"Dai {SECRET} downloaded" in told(person, "organisation", there.supplier)


def test_for_others_there_is_none(there: Told):
    stranger = member(organisation())
    closed = member(there.sds.provider, is_active=False)
    for of, thing in (("service", there.sds), ("item", there.own), ("organisation", there.sds.provider)):
        for person in (stranger, there.collector, member(organisation(), is_superuser=True)):
            assert signed_in(person).get(address(of, thing.pk)).status_code == 404
        assert signed_in(closed).get(address(of, thing.pk)).status_code != 200
        assert signed_in(there.provider).get(address(of, thing.pk)).status_code == 200
    assert signed_in(reviewer()).get(address("organisation", UUID(int=1))).status_code == 404


def test_a_collectors_route_does_not_open_the_service_and_the_provider_not_the_collector(there: Told):
    assert signed_in(there.collector).get(address("service", there.sds.pk)).status_code == 404
    assert signed_in(there.provider).get(address("organisation", there.supplier.pk)).status_code == 404


def test_all_that_is_an_organisations_stands_in_one_place(there: Told):
    second = service(there.sds.provider, name="Second")
    set_gate_date(actor=reviewer(name="Ada"), service=second, gate=Gate.QUALIFICATION, on=clock.today())
    said = told(there.provider, "organisation", there.sds.provider)
    assert "Ada set a date of Second at a gate" in said
    assert f"Nia Farrow handed in {there.own}" in said
    assert "Test of output messages" not in said, "it is another party's"
    assert f'href="{address("organisation", there.sds.provider_id)}"' in page(
        there.provider, address("service", there.sds.pk)
    )


def test_an_import_tells_how_much_came_and_not_what():
    route = {
        "id": "r1",
        "kind": "mdr",
        "declared_on": "2023-06-01",
        "collector": {"name": SECRET, "category": "other_sec_party", "dcc_roles": []},
    }
    sds = service(name="Acme")
    mdr_route(sds)
    document = facts_document(sds, as_of=clock.today()) | {"routes": [route]}
    document["service"] |= {"id": "came"}
    imported = import_facts(text=json.dumps(document)).service
    said = told(member(imported.provider), "service", imported)
    assert "Import of facts brought in the facts of Acme Values set" in said
    assert SECRET not in said


def test_a_route_names_the_collector_that_its_provider_declared(there: Told):
    declare_route(
        actor=there.provider,
        service=there.sds,
        kind=RouteKind.MDR,
        declared_on=clock.today(),
        collector=there.supplier,
        collector_category=PartyCategory.SUPPLIER,
    )
    assert (
        "declared a route: MDR, collected by Tarnwick Energy Collector Tarnwick Energy Declared on"
        in told(there.provider, "service", there.sds)
    )
    assert "declared a route" not in told(there.collector, "organisation", there.supplier)


def test_the_words_of_people_are_shown_as_words(there: Told):
    query_evidence(actor=reviewer(name="<b>Bo</b>"), item=there.own, reason="<script>alert(1)</script>")
    markup = page(there.provider, address("service", there.sds.pk))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in markup
    assert "&lt;b&gt;Bo&lt;/b&gt;" in markup
    assert "<script>alert" not in markup


def test_nothing_has_happened_yet():
    said = told(reviewer(), "service", service())
    assert "Nothing has happened yet" in said


def test_fifty_stand_on_a_page(there: Told):
    person, sds = reviewer(), service(name="Long")
    for place in range(51):
        day = clock.today() - timedelta(days=place)
        set_gate_date(actor=person, service=sds, gate=Gate.QUALIFICATION, on=day)
    first, second = (told(person, "service", sds, page=number) for number in ("1", "2"))
    assert first.count("set a date of Long") == 50
    assert "51 entries about this service" in first
    assert "1 to 50 of 51 Older" in first
    assert second.count("set a date of Long") == 1
    assert "51 to 51 of 51 Newer" in second


def test_the_pages_of_an_sds_and_of_an_item_lead_there(there: Told):
    for name, thing in (("service", there.sds), ("item", there.own)):
        markup = page(there.provider, reverse(f"readiness:{name}", args=[thing.pk]))
        assert f'href="{address(name, thing.pk)}"' in markup


@pytest.mark.parametrize("number", [1, 4])
def test_the_number_of_queries_does_not_grow(there: Told, number: int, django_assert_num_queries):
    for _ in range(number):
        paper = item(there.sds, EvidenceKind.DCC_ADAPTER, [mdr_route(there.sds)])
        file_in_pit(actor=there.provider, use=use_of(paper))
        withdraw_evidence(actor=there.provider, item=paper)
    for person, how_much_waits in ((there.provider, 0), (reviewer(), 1)):
        client = signed_in(person)
        with django_assert_num_queries(QUERIES + how_much_waits):
            client.get(address("service", there.sds.pk))


# The session and the person; the SDS; the months, how many entries, a page of them, their items and their
# SDSs.
QUERIES = 2 + 1 + 5


def test_people_are_told_of_to_those_who_look_after_them():
    acme = organisation()
    boss = administers(acme)
    invite_person(actor=boss, email="private@home.example", organisation=acme)
    address = reverse("readiness:organisation_timeline", args=[acme.pk])
    for somebody in (member(acme), reviewer(), code_body()):
        assert "private@home.example" not in page(somebody, address)
    for somebody in (boss, administrator()):
        assert "private@home.example" in page(somebody, address)
