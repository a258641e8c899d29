from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Participation
from evidence.models import EvidenceItem
from journal import clock
from parties.models import CollectionRoute, Person, SmartDataService
from tests.papers import paper
from tests.parties.builders import (
    RIGHT_DETAILS,
    administrator,
    code_body,
    days_ago,
    file_named,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    service,
    supplier_route,
    use_of,
)
from tests.readiness.pages import nothing_changes, page, part, signed_in, words
from tests.readiness.test_standing import break_rule

pytestmark = pytest.mark.django_db

CONFIRMATION = EvidenceKind.UEP_CONFIRMATION
RIGHT = {"detail_user_role": "MDR", "detail_issuer": "secas"}
LETTER = paper(b"confirmed in full")


def address(sds: SmartDataService) -> str:
    return reverse("readiness:hand_in_evidence", args=[sds.pk])


def key(kind: EvidenceKind, route: CollectionRoute | None = None) -> str:
    return f"{kind}.{route.pk}" if route else kind.value


def hand_in(person: Person, sds: SmartDataService, paper: str, **typed: Any) -> Any:
    typed = {"paper": paper, "upload": file_named("letter.pdf", LETTER)} | typed
    return signed_in(person).post(
        address(sds), {name: value for name, value in typed.items() if value is not None}
    )


def offered(markup: str) -> list[str]:
    """The papers in the first list, in words."""
    first = part(markup, '<div class="qt-choices">', "</div>")
    return [words(label) for label in re.findall(r"<strong>(.*?)</strong>", first)]


def test_first_comes_what_the_routes_still_need():
    programme()
    sds = service()
    route = mdr_route(sds)
    item(sds, EvidenceKind.SEC_ACCESSION, [route], decided=DecisionOutcome.ACCEPTED)
    item(sds, EvidenceKind.SECURITY_ASSESSMENT, [route])
    item(sds, EvidenceKind.DBT_COMPLETION, decided=DecisionOutcome.REJECTED)
    markup = page(member(sds.provider), address(sds))
    needed = offered(markup)
    assert "SECAS confirms that we completed the full User Entry Process" in needed
    assert "Design, build and test (DBT) is complete" in needed, "what was rejected is needed again"
    assert "We have acceded to the Smart Energy Code" not in needed, "met"
    assert "The outcome of our SEC security assessment" not in needed, "waits for a reviewer"
    assert needed[-1] == "Our plan for joining the DCC production environment", "advice comes last"
    said = words(markup)
    assert "Route 1, MDR, " in said
    assert "Needed for Qualification A203" in said
    assert "does not block" in said


def test_something_else_offers_the_rest_and_never_elexons_checks():
    sds = service()
    route = mdr_route(sds)
    item(sds, EvidenceKind.SEC_ACCESSION, [route], decided=DecisionOutcome.ACCEPTED)
    markup = page(member(sds.provider), address(sds))
    rest = part(markup, "Something else", "</details>")
    assert key(EvidenceKind.SEC_ACCESSION, route) in rest
    assert "uep_check" not in markup
    assert key(EvidenceKind.OUTPUT_TEST, route) not in markup, "no rule looks at it on an MDR route"
    assert "qt_completion" in markup
    assert "sit_completion" not in markup, "not asked of a Non-SIT participant"


def test_what_only_waits_to_be_filed_is_not_needed_again():
    sds = service()
    route = supplier_route(sds)
    person = member(sds.provider)
    test_of_output = "A test of the output messages made from that data"
    assert test_of_output in offered(page(person, address(sds)))
    item(sds, EvidenceKind.OUTPUT_TEST, [route], decided=DecisionOutcome.ACCEPTED)
    assert test_of_output not in offered(page(person, address(sds)))


def test_a_withdrawn_route_needs_nothing():
    sds = service()
    mdr_route(sds, withdrawn_on=days_ago(1))
    assert "uep_confirmation" not in page(member(sds.provider), address(sds))


def test_the_fields_are_those_of_the_kind():
    programme()
    sds = service(participation=Participation.SIT)
    route = mdr_route(sds)
    person = member(sds.provider)
    plain = page(person, address(sds))
    assert 'type="file"' not in plain
    confirmation = page(person, address(sds), paper=key(CONFIRMATION, route))
    assert 'name="detail_issuer"' in confirmation
    assert 'name="routes"' not in confirmation, "there is one route"
    completion = page(person, address(sds), paper=key(EvidenceKind.SIT_COMPLETION))
    assert completion.count('name="detail_phases"') == 5
    assert "The programme accepts IR8." in words(completion)
    identifier = page(person, address(sds), paper=key(EvidenceKind.MDR_DIP_ID, route))
    assert words(identifier).count("Yes No") == 2
    plan = page(person, address(sds), paper=key(EvidenceKind.PRODUCTION_ONBOARDING_PLAN, route))
    assert re.search(r'<input type="date" name="detail_planned_on"', plan)


def test_htmx_gets_the_fields_alone():
    sds = service()
    route = mdr_route(sds)
    headers = {"HX-Request": "true", "HX-Target": "paper"}
    response = signed_in(member(sds.provider)).get(
        address(sds), {"paper": key(CONFIRMATION, route)}, headers=headers
    )
    markup = response.content.decode()
    assert markup.lstrip().startswith('<div id="paper">')
    assert "<html" not in markup
    assert 'name="detail_issuer"' in markup


def test_handing_in_gives_a_receipt():
    programme()
    sds = service()
    route = mdr_route(sds)
    item(sds, EvidenceKind.SEC_ACCESSION, [route])
    person = member(sds.provider)
    response = hand_in(person, sds, key(CONFIRMATION, route), **RIGHT)
    made = EvidenceItem.objects.get(kind=CONFIRMATION)
    assert response["Location"] == reverse("readiness:item", args=[made.pk])
    assert made.details == {"user_role": "MDR", "issuer": "secas"}
    assert (made.handed_in_by, made.submitted_on, made.expires_on) == (person, clock.today(), None)
    assert list(use_of(made).routes.all()) == [route]
    assert made.files.get().content.read() == LETTER
    sha256 = hashlib.sha256(LETTER).hexdigest()
    receipt = [str(message) for message in response.wsgi_request._messages]
    assert receipt == [
        f"Handed in. A reviewer decides next; one item is before it. SHA-256 of letter.pdf: {sha256}"
    ]


def test_details_come_as_the_rules_read_them():
    programme()
    sds = service(participation=Participation.SIT)
    route = mdr_route(sds)
    person = member(sds.provider)
    hand_in(
        person,
        sds,
        key(EvidenceKind.MDR_DIP_ID, route),
        detail_mdr_dip_id="1000000042",
        detail_four_digit_id="0042",
        detail_notified_css="yes",
        detail_notified_dsp="no",
        all_the_same="on",
        why_it_counts="The office knows",
        expires_on=clock.today().isoformat(),
    )
    made = EvidenceItem.objects.get()
    assert made.details == {
        "mdr_dip_id": "1000000042",
        "four_digit_id": "0042",
        "notified_css": True,
        "notified_dsp": False,
    }, "what was left out is left out"
    assert made.expires_on == clock.today()
    hand_in(
        person,
        sds,
        key(EvidenceKind.SIT_COMPLETION),
        detail_coverage="whole_role",
        detail_design_baseline="IR8",
        detail_phases=["cit", "functional"],
        same_again="on",
    )
    assert EvidenceItem.objects.get(kind="sit_completion").details["phases"] == ["cit", "functional"]
    planned = "31/10/2025"
    plan = key(EvidenceKind.PRODUCTION_ONBOARDING_PLAN, route)
    hand_in(person, sds, plan, detail_planned_on=planned, same_again="on")
    made = EvidenceItem.objects.get(kind="production_onboarding_plan")
    assert made.details == {"planned_on": "2025-10-31"}


def test_where_several_routes_fit_the_chosen_one_is_ticked_and_more_can_be():
    sds = service()
    first, second = mdr_route(sds), mdr_route(sds)
    person = member(sds.provider)
    markup = page(person, address(sds), paper=key(CONFIRMATION, second))
    ticked = [
        box for box in re.findall(r"<input[^>]*>", markup) if 'name="routes"' in box and "checked" in box
    ]
    assert len(ticked) == 1
    assert str(second.pk) in ticked[0]
    response = hand_in(person, sds, key(CONFIRMATION, second), **RIGHT)
    assert "Tick the route that this is for." in words(response.content.decode())
    hand_in(person, sds, key(CONFIRMATION, second), **RIGHT, routes=[str(first.pk), str(second.pk)])
    assert list(use_of(EvidenceItem.objects.get()).routes.all()) == [first, second]


def test_where_a_rule_raises_people_can_hand_in_all_the_same(monkeypatch: pytest.MonkeyPatch):
    sds = service()
    route = mdr_route(sds)
    break_rule(monkeypatch, "A201.MDR_DIP_ID", service=sds.slug, when_told=False)
    person = member(sds.provider)
    said = words(page(person, address(sds)))
    assert "What is still needed could not be evaluated: the rule A201.MDR_DIP_ID failed." in said
    hand_in(person, sds, key(CONFIRMATION, route), **RIGHT)
    assert EvidenceItem.objects.get().kind == CONFIRMATION


def test_only_the_provider_and_staff_have_the_page():
    sds = service()
    route = mdr_route(sds)
    for somebody in (member(sds.provider), reviewer(), administrator()):
        assert signed_in(somebody).get(address(sds)).status_code == 200
    for somebody in (code_body(), member(organisation()), member(organisation(), is_superuser=True)):
        with nothing_changes():
            assert signed_in(somebody).get(address(sds)).status_code == 404
            assert hand_in(somebody, sds, key(CONFIRMATION, route), **RIGHT).status_code == 404


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    sds = service()
    client = signed_in(member(sds.provider))
    for _ in range(3):
        route = mdr_route(sds)
        for kind in (EvidenceKind.SEC_ACCESSION, EvidenceKind.UEPT_CERTIFICATE):
            item(sds, kind, [route], RIGHT_DETAILS[kind])
    with django_assert_max_num_queries(20):
        client.get(address(sds), {"paper": key(CONFIRMATION, route)})
