from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.models import EvidenceItem
from parties.models import CollectionRoute, Person
from tests.parties.builders import (
    administrator,
    code_body,
    days_ago,
    file_named,
    item,
    mdr_route,
    member,
    organisation,
    reviewer,
    service,
    supplier_route,
)
from tests.parties.changes import files_held
from tests.readiness.pages import nothing_changes, page, part, signed_in, words
from tests.readiness.test_standing import break_rule

pytestmark = pytest.mark.django_db

CHECKS = "/checks/"
TO_DO, DONE = "To be checked", ">Checked<"


def address(route: CollectionRoute) -> str:
    return reverse("readiness:record_check", args=[route.pk])


def record(person: Person, route: CollectionRoute, **typed: Any) -> str:
    return words(signed_in(person).post(address(route), typed, follow=True).content.decode())


def test_routes_to_be_checked_come_first_with_what_was_found():
    first, second = service(organisation("Acme"), name="Acme SDS"), service(name="Zephyr SDS")
    checked, new = mdr_route(first), supplier_route(second, organisation("Tarnwick Energy"))
    failed = mdr_route(first)
    item(first, EvidenceKind.UEP_CHECK, [checked])
    item(first, EvidenceKind.UEP_CHECK, [failed], {"outcome": "not_confirmed"})
    item(first, EvidenceKind.UEPT_CERTIFICATE, [failed], decided=DecisionOutcome.ACCEPTED)
    mdr_route(second, withdrawn_on=days_ago(1))
    markup = page(code_body(), CHECKS)
    assert "2 routes can’t pass Qualification without a check." in words(markup)
    to_do, done = words(part(markup, TO_DO, DONE)), words(part(markup, DONE, "</main>"))
    assert "Insufficient Acme SDS, Route 2, MDR Acme" in to_do
    assert "Insufficient SECAS has confirmed the full User Entry Process" in to_do
    assert "Outstanding Zephyr SDS, Route 1, IS/ES Tarnwick Energy" in to_do
    assert "Met Acme SDS, Route 1, MDR" in done
    assert address(new) in markup
    assert "Route 2, IS/ES" not in markup


def test_a_confirmed_check_counts_at_once():
    sds = service(name="Acme SDS")
    route = mdr_route(sds)
    isla = code_body(name="Isla Corrow")
    said = record(isla, route, detail_outcome="confirmed")
    assert "Recorded. Elexon has checked the User Entry Process: met for Acme SDS, Route 1, MDR." in said
    assert "Every route that is there has been checked." in said
    made = EvidenceItem.objects.get()
    assert (made.kind, made.details) == ("uep_check", {"outcome": "confirmed"})
    assert made.decisions.get().decided_by == isla
    assert not made.files.exists()


def test_a_supplier_is_checked_role_by_role():
    route = supplier_route(service())
    form = words(page(code_body(), address(route)))
    assert "which uses IS and ES" in form
    said = record(code_body(), route, detail_outcome="listed", detail_roles=["IS"])
    assert ": insufficient for" in said
    said = record(code_body(), route, detail_outcome="listed", detail_roles=["IS", "ES"], upload=file_named())
    assert ": met for" in said
    made = EvidenceItem.objects.order_by("number").last()
    assert made is not None
    assert made.details == {"outcome": "listed", "roles": ["IS", "ES"]}
    assert made.files.get().name == "letter.pdf"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Say what the check found."),
        ({"detail_outcome": "perhaps"}, "Choose one of the list."),
        ({"detail_outcome": "listed"}, "Tick the roles that the list names."),
        ({"detail_outcome": "listed", "detail_roles": ["XX"]}, "XX is not one of the available choices"),
        (
            {"detail_outcome": "not_listed", "upload": SimpleUploadedFile("list.exe", b"MZ")},
            "exe can't be handed in. Save it as PDF",
        ),
        ({"detail_outcome": "not_listed", "upload": SimpleUploadedFile("l.pdf", b"")}, "This file is empty."),
    ],
)
def test_bad_input_gets_a_sentence_and_records_nothing(typed: dict[str, Any], sentence: str):
    route = supplier_route(service())
    with nothing_changes():
        assert sentence in record(code_body(), route, **typed)


def test_a_failure_after_storing_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    route = mdr_route(service())

    def fail(*_: object, **__: object) -> None:
        assert files_held()
        raise LookupError

    monkeypatch.setattr("evidence.actions.items.record_change", fail)
    with nothing_changes(), pytest.raises(LookupError):
        record(code_body(), route, detail_outcome="confirmed", upload=file_named())


def test_only_code_bodies_check():
    sds = service()
    route = mdr_route(sds)
    for somebody in (reviewer(), administrator(), member(sds.provider), member(organisation())):
        client = signed_in(somebody)
        with nothing_changes():
            assert client.get(CHECKS).status_code == 404
            assert client.get(address(route)).status_code == 404
            assert client.post(address(route), {"detail_outcome": "confirmed"}).status_code == 404


def test_a_route_that_is_not_there_has_no_check():
    route = mdr_route(service(), withdrawn_on=days_ago(1))
    assert signed_in(code_body()).get(address(route)).status_code == 404


@pytest.mark.parametrize("when_told", [False, True])
def test_an_sds_that_can_not_be_evaluated_leaves_the_others(monkeypatch: pytest.MonkeyPatch, when_told: bool):
    broken, whole = service(name="Broken SDS"), service(name="Whole SDS")
    mdr_route(broken)
    mdr_route(whole)
    break_rule(monkeypatch, "A203.CHECKED", service=broken.slug, when_told=when_told)
    said = words(page(code_body(), CHECKS))
    assert "Broken SDS could not be evaluated" in said
    assert "Outstanding Whole SDS, Route 1, MDR" in said


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    for _ in range(5):
        sds = service()
        item(sds, EvidenceKind.UEP_CHECK, [mdr_route(sds)])
    client = signed_in(code_body())
    with django_assert_max_num_queries(23):
        client.get(CHECKS, {"kind": "uep_check"})
