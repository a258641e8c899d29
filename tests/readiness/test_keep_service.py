"""Keeping an SDS by its pages: added, changed, its routes and its gates, each with what follows."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Participation
from journal import clock
from journal.models import Entry
from parties.models import Person, SmartDataService
from tests.parties.builders import (
    code_body,
    days_ago,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    service,
    supplier_route,
)
from tests.readiness.pages import nothing_changes, page, signed_in, words
from tests.readiness.proposing import Asked

pytestmark = pytest.mark.django_db
ADD = "/services/add/"


@pytest.fixture(autouse=True)
def _settings() -> None:
    programme(gate_dates={"qualification_testing": days_ago(3).isoformat()})


def keep(sds: SmartDataService) -> str:
    return reverse("readiness:keep_service", args=[sds.pk])


def asked(form: str, thing: Any, who: Person | None = None, /, **typed: Any) -> Asked:
    return Asked(signed_in(who or reviewer()), reverse(f"readiness:{form}", args=[thing.pk]), typed)


def new_service(**typed: Any) -> Asked:
    said = {"name": "Rook Hollow", "participation": "sit", "role": "sds"}
    return Asked(signed_in(reviewer()), ADD, said | typed)


def test_a_service_is_added_with_an_id_from_its_name_once_however_often_it_is_sent():
    provider = service(slug="rook-hollow").provider
    with nothing_changes():
        shown = new_service(provider=provider.pk)
    assert "It is asked for 6 gates, SIT CIT first. Its id is rook-hollow-2, for good" in shown.text
    answers = [shown.save(), shown.save()]
    added = SmartDataService.objects.get(slug="rook-hollow-2")
    assert {answer.url for answer in answers} == {keep(added)}
    assert (added.name, added.participation, added.role) == ("Rook Hollow", "sit", "sds")
    assert Entry.objects.filter(action="add_service").count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Give the service a name."),
        ({"participation": ""}, "Choose one: it says which gates are asked."),
        ({"provider": "00000000-0000-0000-0000-000000000000"}, "Choose one of the organisations."),
        ({"slug": "two words"}, "Use 1 to 64 letters, digits, points, hyphens and underscores."),
        ({"slug": "taken"}, "Heron has this id already. Choose another."),
    ],
)
def test_what_a_service_lacks_is_told_beside_the_field(typed: dict[str, str], sentence: str):
    service(slug="taken", name="Heron")
    party = organisation()
    with nothing_changes():
        form = new_service(**{"provider": party.pk, **typed})
    assert form.text.count(sentence) == 2
    assert "Rook Hollow" in form.markup or not typed.get("name", "x")


def test_a_service_that_takes_part_otherwise_is_asked_for_other_gates():
    sds = service(name="Heron")
    mdr_route(sds)
    said = {"name": "Heron", "provider": sds.provider_id, "role": "sds", "participation": "sit"}
    shown = asked("change_service", sds, why="As its PQS says", **said)
    assert "Takes part as from Non-SIT participant → to SIT participant" in shown.text
    assert "SIT CIT Not applicable to Not ready" in shown.text
    assert "Qualification Testing Not ready to Not applicable" in shown.text
    assert "Qualification Testing is late no more" in shown.text
    assert shown.save().url == keep(sds)
    sds.refresh_from_db()
    assert sds.participation == "sit"
    assert Entry.objects.get(action="change_service").why == "As its PQS says"
    assert shown.save().url == keep(sds)
    assert Entry.objects.filter(action="change_service").count() == 1


def test_another_provider_is_refused_where_anything_hangs_on_it():
    sds, other = service(name="Heron"), organisation()
    item(sds, EvidenceKind.DBT_COMPLETION)
    said = {"name": "Heron", "provider": other.pk, "role": "sds", "participation": "non_sit"}
    shown = asked("change_service", sds, **said)
    text = words(shown.save().content.decode())
    assert "Add a new service for the other organisation." in text
    sds.refresh_from_db()
    assert sds.provider != other


def route_typed(sds: SmartDataService, **typed: Any) -> dict[str, Any]:
    said = {
        "kind": "mdr",
        "collector": sds.provider_id,
        "collector_category": "other_sec_party",
        "declared_on": clock.today().isoformat(),
    }
    return said | typed


def test_a_provider_declares_a_route_and_sees_first_what_it_turns():
    sds = service(participation=Participation.NON_SIT)
    who = member(sds.provider)
    item(sds, EvidenceKind.PIT_COMPLETION, decided=DecisionOutcome.ACCEPTED)
    with nothing_changes():
        shown = asked("declare_route", sds, who, **route_typed(sds))
    assert "Collection route declared" in shown.text
    assert "Asked from then on: SEC accession; Security assessment;" in shown.text
    assert shown.save().url == keep(sds)
    assert "Route 1, MDR Collected by" in words(page(who, keep(sds)))
    shown.save()
    assert sds.routes.count() == 1
    assert Entry.objects.filter(action="declare_route").count() == 1


def test_a_supplier_route_is_declared_with_all_that_is_said_of_it():
    sds, supplier = service(), organisation("Volt Energy")
    typed = route_typed(
        sds,
        kind="supplier_roles",
        collector=supplier.pk,
        collector_category="supplier",
        collector_dcc_roles=["IS", "ES"],
        roles_used=["IS", "ES"],
        own_customers_only="yes",
    )
    asked("declare_route", sds, **typed).save()
    route = sds.routes.get()
    assert (route.kind, route.collector, route.own_customers_only) == ("supplier_roles", supplier, True)
    assert (route.collector_dcc_roles, route.roles_used) == (["IS", "ES"], ["IS", "ES"])


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"kind": "supplier_roles"}, "own_customers_only", "Answer yes or no."),
        (
            {"kind": "supplier_roles", "own_customers_only": "no"},
            "roles_used",
            "Say which of the Supplier's User Roles the route uses.",
        ),
        ({"roles_used": ["IS"]}, "roles_used", "Leave this empty: an MDR route uses the MDR role alone."),
        (
            {"collector_category": "not_a_party", "collector_dcc_roles": ["OU"]},
            "collector_dcc_roles",
            "Who is not a SEC Party holds no DCC User Role.",
        ),
        ({"declared_on": "never"}, "declared_on", "Give a day such as 14 May 2025."),
    ],
)
def test_what_a_route_can_not_be_is_told_beside_the_field(typed: dict[str, Any], field: str, sentence: str):
    sds = service()
    with nothing_changes():
        form = asked("declare_route", sds, **route_typed(sds, **typed))
    block = form.markup.partition(f'id="div_id_{field}"')[2].partition("</div>")[0]
    assert sentence in words(block)


def test_a_provider_is_not_told_who_else_takes_part():
    sds, secret = service(), organisation("Secret Metering")
    supplier_route(sds, organisation("Known Supplier"))
    path, who = reverse("readiness:declare_route", args=[sds.pk]), member(sds.provider)
    markup = page(who, path)
    assert "Known Supplier" in markup
    assert "Secret Metering" not in markup
    assert "Secret Metering" in page(reviewer(), path)
    form = asked("declare_route", sds, who, **route_typed(sds, collector=secret.pk))
    assert "Choose one of the organisations." in form.text
    assert "Secret" not in form.markup


def test_a_route_is_withdrawn_stays_readable_and_comes_back():
    sds = service()
    route, who = mdr_route(sds), member(sds.provider)
    today = clock.today()
    with nothing_changes():
        shown = asked("withdraw_route", route, who, on=today.isoformat(), why="Sold")
    assert "Collection route declared" in shown.text
    assert "Asked no more: SEC accession;" in shown.text
    assert [shown.save().url, shown.save().url] == [keep(sds)] * 2
    assert "Route 1, MDR , withdrawn" in words(page(who, keep(sds))).replace("MDR, ", "MDR , ")
    assert Entry.objects.get(action="withdraw_route").why == "Sold"

    assert "Say why, for those who read it later." in asked("reinstate_route", route, who).text
    back = asked("reinstate_route", route, who, why="The wrong one")
    assert [back.save().url, back.save().url] == [keep(sds)] * 2
    route.refresh_from_db()
    assert route.withdrawn_on is None
    assert Entry.objects.get(action="reinstate_route").why == "The wrong one"


def test_a_route_is_not_withdrawn_before_it_was_declared():
    route = mdr_route(service(), declared_on=days_ago(5))
    form = asked("withdraw_route", route, on=days_ago(6).isoformat())
    assert form.text.count(f"Give a day from {days_ago(5):%-d %B %Y} on, when it was declared.") == 2


def test_what_came_between_looking_and_withdrawing_is_looked_at_again():
    sds = service()
    route = mdr_route(sds)
    shown = asked("withdraw_route", route, on=clock.today().isoformat())
    item(sds, EvidenceKind.SEC_ACCESSION, [route])
    text = words(shown.save().content.decode())
    assert "Something was changed since this page was made." in text
    route.refresh_from_db()
    assert route.withdrawn_on is None


def test_a_code_body_records_a_gate_passed_and_takes_it_back():
    sds, who = service(), code_body()
    said = {"gate": "qualification_testing"}
    form = asked("record_gate_passed", sds, who, **said)
    assert form.text.count("Give the day on which it was let through.") == 2
    shown = asked("record_gate_passed", sds, who, on=days_ago(1).isoformat(), **said)
    assert "Qualification Testing is late no more" in shown.text
    assert [shown.save().url, shown.save().url] == [keep(sds)] * 2
    assert sds.gates.get().passed_on == days_ago(1)

    assert "Say why it is taken back." in asked("record_gate_passed", sds, who, **said).text
    asked("record_gate_passed", sds, who, why="Another service’s letter", **said).save()
    assert sds.gates.get().passed_on is None
    entries = Entry.objects.filter(action="record_gate_passed").order_by("position")
    assert [entry.why for entry in entries] == ["", "Another service’s letter"]


def test_its_own_date_is_set_and_cleared_at_gates_that_are_asked():
    sds = service()
    said = {"gate": "qualification_testing"}
    late = asked("set_gate_date", sds, on=clock.today().isoformat(), **said)
    assert "Qualification Testing is late no more" in late.text
    late.save()
    assert sds.gates.get().due_on == clock.today()
    asked("set_gate_date", sds, **said).save()
    assert sds.gates.get().due_on is None
    form = asked("set_gate_date", sds, gate="sit_cit", on=clock.today().isoformat())
    assert form.text.count("Choose one of its gates.") == 2


def test_everybody_is_offered_what_is_theirs_to_do():
    sds = service()
    mdr_route(sds)
    urls = {"change_service": [sds.pk], "declare_route": [sds.pk], "withdraw_route": [sds.routes.get().pk]}
    urls |= {"set_gate_date": [sds.pk], "record_gate_passed": [sds.pk]}
    offered = {
        name: {
            url
            for url, args in urls.items()
            if reverse(f"readiness:{url}", args=args) in page(who, keep(sds))
        }
        for name, who in (
            ("provider", member(sds.provider)),
            ("code body", code_body()),
            ("staff", reviewer()),
        )
    }
    assert offered == {
        "provider": {"declare_route", "withdraw_route"},
        "code body": {"record_gate_passed"},
        "staff": set(urls),
    }


@pytest.mark.parametrize("number", [1, 5])
def test_the_numbers_of_queries_do_not_grow(django_assert_num_queries, number: int):
    sds = service()
    for _ in range(number):
        supplier_route(sds)
    client = signed_in(member(sds.provider))
    client.get(keep(sds))
    with django_assert_num_queries(12):
        client.get(keep(sds))
