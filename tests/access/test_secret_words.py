"""What one party writes down reaches no other: a secret word is planted and looked for everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.actions import accept_evidence, query_evidence
from evidence.models import EvidenceFile, EvidenceItem, Filing, QadSection, Use
from packs.models import Pack, PackKind
from packs.readiness_pdf import RenderedPdf, readiness_html
from parties.models import CollectionRoute, Person, SmartDataService
from tests.access.following import reached, told
from tests.access.planted import SECRET, Neighbour, a_neighbour, a_secret_party, plant
from tests.access.world import undone
from tests.packs.stocked import made
from tests.parties.builders import (
    days_ago,
    file_named,
    item,
    mdr_route,
    member,
    organisation,
    page_named,
    programme,
    reviewer,
)
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db
CHANGES_EACH_TIME = re.compile(
    r"name=\"(?:csrfmiddlewaretoken|request_key)\" value=\"[^\"]*\"|X-CSRFToken[^}]*}|nonce[-=][^\s'>]+"
    r"|X-Request-ID: \S+"
)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def beside(monkeypatch) -> Neighbour:
    """A pack's report is not drawn, but carried as the words that would be drawn."""
    monkeypatch.setattr(
        "packs.making.render_readiness_pdf",
        lambda snapshot: RenderedPdf(readiness_html(snapshot).encode() + str(snapshot).encode(), 1),
    )
    programme()
    return a_neighbour()


def members(beside: Neighbour) -> list[Person]:
    return [member(beside.organisation), member(beside.organisation, is_superuser=True)]


def test_following_every_link_leads_to_no_secret_and_to_no_count_of_one(beside):
    who = members(beside)
    before = [reached(signed_in(person)) for person in who]
    a_secret_party(beside)
    after = [reached(signed_in(person)) for person in who]

    assert len(before[0]) > 40
    assert {reverse("readiness:item", args=[thing.pk]) for thing in (beside.own, beside.shared)} <= set(
        before[0]
    )
    assert any("/download/" in address for address in before[0])
    assert any(address.startswith("/files/") for address in before[0])
    for pages, again in zip(before, after, strict=True):
        assert {address for address, text in again.items() if SECRET.lower() in text.lower()} == set()
        assert {a: CHANGES_EACH_TIME.sub("", text) for a, text in again.items()} == {
            a: CHANGES_EACH_TIME.sub("", text) for a, text in pages.items()
        }


def test_a_collector_meets_nothing_else_of_the_service_that_it_collects_for(beside):
    who = member(beside.organisation)
    sds = beside.collects_for
    before = reached(signed_in(who))
    plant(sds, mdr_route(sds))
    after = reached(signed_in(who))
    assert {address for address, text in after.items() if SECRET.lower() in text.lower()} == set()
    assert set(after) == set(before)


def test_a_provider_meets_nothing_of_what_its_collector_has_not_shared(beside):
    """But that it is there: its kind, its status and its dates."""
    route = mdr_route(beside.sds, organisation("Lark Metering"))
    collector = member(route.collector, name=f"{SECRET} Person")
    for kind, details in (
        (EvidenceKind.UEPT_CERTIFICATE, {"user_role": "MDR", "scenarios_version": SECRET}),
        (EvidenceKind.MDR_DIP_ID, {"mdr_dip_id": SECRET, "four_digit_id": SECRET}),
    ):
        for decide in (accept_evidence, query_evidence):
            file = page_named(f"{SECRET}.pdf", SECRET)
            paper = item(beside.sds, kind, [route], details, by=collector, file=file)
            decide(actor=reviewer(), item=paper, reason=f"What is {SECRET}?")
    for pack in PackKind:
        made(beside.sds, pack, by=member(beside.organisation))
    provider, theirs = reached(signed_in(member(beside.organisation))), reached(signed_in(collector))
    assert reverse("readiness:item", args=[paper.pk]) in provider
    assert {address for address, text in provider.items() if SECRET.lower() in text.lower()} == set()
    assert {address for address, text in theirs.items() if SECRET in text}


def test_no_address_of_the_secret_gives_it_away(beside):
    sds = a_secret_party(beside)
    asked = 0
    for person in members(beside):
        client = signed_in(person)
        for address, headers in _addresses(sds):
            for method in (client.get, client.post):
                with undone():
                    answer = method(address, headers=headers)
                assert answer.status_code in (404, 405), address
                assert SECRET.lower() not in told(answer).lower(), address
                asked += 1
    assert asked > 100


def _addresses(sds: SmartDataService) -> Iterator[tuple[str, dict[str, str]]]:
    """Every URL that could be about the SDS, as a page and as a part."""
    own = EvidenceItem.objects.filter(uses__service=sds).exclude(uses__service__slug="brackenfell")
    packs = Pack.objects.filter(service=sds)
    names: list[tuple[str, Any]] = [
        *((name, [sds]) for name in ("readiness:service", "readiness:hand_in_evidence")),
        *((name, [sds]) for name in ("readiness:service_timeline", "readiness:collecting")),
        *((f"readiness:{name}", [sds]) for name in ("service_qad", "add_section", "sign_qad")),
        ("readiness:grant_waiver", [sds]),
        ("readiness:end_waiver", sds.waivers.all()),
        ("readiness:move_section", sds.qad_sections.all()),
        ("readiness:organisation_timeline", [sds.provider]),
        *((f"readiness:{name}", [sds]) for name in ("keep_service", "change_service", "declare_route")),
        *((f"readiness:{name}", [sds]) for name in ("set_gate_date", "record_gate_passed")),
        *((f"parties:{name}", [sds.provider]) for name in ("organisation", "change_organisation")),
        *(
            (f"readiness:{name}", CollectionRoute.objects.filter(service=sds))
            for name in ("withdraw_route", "reinstate_route")
        ),
        ("readiness:item_timeline", own),
        ("parties:change_person", sds.provider.people.all()),
        ("parties:remove_person", sds.provider.people.all()),
        *((name, [sds]) for name in ("packs:service_packs", "packs:request_pack")),
        *((f"packs:{name}", packs) for name in ("pack", "retry_pack", "download_pack")),
        *((f"readiness:{name}", own) for name in ("item", "withdraw_evidence", "add_use", "review")),
        *((f"readiness:{name}", Use.objects.filter(service=sds)) for name in ("file_in_pit", "file_in_qad")),
        ("readiness:withdraw_filing", Filing.objects.filter(use__service=sds)),
        ("readiness:record_check", CollectionRoute.objects.filter(service=sds)),
        *(
            (f"evidence:{name}", EvidenceFile.objects.filter(item__in=own))
            for name in ("download_file", "preview", "preview_page")
        ),
    ]
    for name, things in names:
        assert things, name
        for thing in things:
            address = reverse(name, args=[thing.pk])
            yield address, {}
            yield f"{address}?gate=qualification&as_of={days_ago(3)}&paper=pit_completion&page=2", HTMX


def test_no_refusal_names_what_was_asked_about(beside):
    sds = a_secret_party(beside)
    client = signed_in(member(beside.organisation))
    for address, sent in _attempts(beside, sds):
        with undone():
            answer = client.post(address, sent, follow=True)
            text = told(answer).lower()
        assert SECRET.lower() not in text, address
        assert str(sds.pk) not in text.replace(str(sent.get("service")), ""), address


def _attempts(beside: Neighbour, sds: SmartDataService) -> Iterator[tuple[str, dict[str, Any]]]:
    """Posts to the neighbour's own pages that name rows of the secret party."""
    route, part = sds.routes.earliest("position"), QadSection.objects.get(service=sds)
    own_use = beside.own.uses.get()
    hand_in = reverse("readiness:hand_in_evidence", args=[beside.sds.pk])
    yield hand_in, {"paper": f"uep_confirmation.{route.pk}", "upload": file_named()}
    yield hand_in, {"paper": "security_assessment", "routes": [route.pk], "upload": file_named()}
    ours = beside.sds.routes.earliest("position")
    yield (
        reverse("readiness:declare_route", args=[beside.sds.pk]),
        {
            "kind": "mdr",
            "collector": sds.provider_id,
            "collector_category": "supplier",
            "declared_on": days_ago(1),
        },
    )
    yield (
        hand_in,
        {"paper": f"security_assessment.{ours.pk}", "routes": [route.pk], "upload": file_named()},
    )
    for paper in (beside.own, beside.shared):
        yield reverse("readiness:add_use", args=[paper.pk]), {"service": sds.pk, "route": route.pk}
        yield reverse("readiness:add_use", args=[paper.pk]), {"service": beside.sds.pk, "route": route.pk}
    yield reverse("readiness:file_in_qad", args=[own_use.pk]), {"section": part.pk}
