"""The whole demonstration holds something of everything. It is loaded once, on a Saturday, a leap day."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import override_settings
from django.utils import timezone

from assumptions.vocabulary import Gate, ItemState, Risk, RiskState, SectionStatus, Status, Verdict
from demonstration.actions import empty_demonstration, load_demonstration
from demonstration.scenario import SERVICES
from demonstration.sign_ins import sign_ins
from evidence.models import Consent, EvidenceFile, EvidenceItem, Filing, QadSection
from journal.models import Entry
from parties.models import CollectionRoute, Organisation, Person, ServiceGate, SmartDataService
from parties.working_days import is_working_day, working_days_between
from readiness.models import Waiver
from readiness.standing import Standing, standings
from tests.parties.builders import on

pytestmark = pytest.mark.django_db

TODAY = date(2020, 2, 29)
# What is wrong on purpose: whose, what it is asked for, and what comes of it.
WRONG = [
    ("hollowmere", "A203.UEP_CONFIRMED", Status.INSUFFICIENT),  # a UEPT certificate alone
    ("jackdaw", "A203.UEP_CONFIRMED", Status.INSUFFICIENT),  # a confirmation for another role
    ("lark-and-tallow", "A203.UEP_CONFIRMED", Status.REJECTED),  # a certificate as the confirmation
    ("rookhollow", "A203.UEP_CONFIRMED", Status.IN_REVIEW),  # the same, not noticed yet
    ("vexmoor", "A204.LISTED", Status.INSUFFICIENT),  # a Supplier that is not on the list
    ("oxbarrow", "A094.SECURITY", Status.EXPIRED),
    ("umberwick", "A094.SECURITY", Status.INSUFFICIENT),  # deferred
    ("umberwick", "SDS.WHOLE_ROLE", Status.INSUFFICIENT),  # an MDR alone
    ("kittiwake", "A198.ROUTE_PERMITTED", Status.INSUFFICIENT),  # others' customers
    ("cobblewick", "SDS.ROUTE_DECLARED", Status.OUTSTANDING),
]


@pytest.fixture(scope="module")
def programme(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Standing]]:
    """What stands where; all of it is in the database as long as this module's tests look at it."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("whole"), PASSWORD_HASHERS=hashers):
        with django_db_blocker.unblock(), on(TODAY):
            load_demonstration()
            found = standings(SmartDataService.objects.all(), as_of=TODAY)
        yield {stands.service.slug: stands for stands in found}
        with django_db_blocker.unblock():
            empty_demonstration()


@pytest.fixture(autouse=True)
def _files_in_a_temporary_directory() -> None:
    """The files of this module stand as long as it lasts."""


def findings(stands: Standing, gate: Gate) -> list[Any]:
    assert stands.evaluation
    return list(stands.evaluation.gates[gate].findings)


def test_it_is_a_programme_in_mid_flight(programme) -> None:
    assert len(programme) == len(SERVICES) == 26
    assert Organisation.objects.count() == 30
    waiting = [item for item in items() if item.state_on(TODAY) is ItemState.IN_REVIEW]
    ages = [working_days_between(item.submitted_on, TODAY) for item in waiting]
    assert 20 <= len(waiting) <= 30
    assert max(ages) >= 13
    assert len(set(ages)) >= 8
    assert len(sign_ins().splitlines()) <= 15


def items() -> list[EvidenceItem]:
    return list(EvidenceItem.objects.prefetch_related("decisions"))


@pytest.mark.parametrize("gate", Gate)
def test_every_verdict_stands_at_every_gate(programme, gate: Gate) -> None:
    there = {stands.verdict(gate) for stands in programme.values()}
    assert there == set(Verdict) - ({Verdict.NOT_APPLICABLE} if gate is Gate.QUALIFICATION else set())


def test_every_status_of_a_finding_and_every_state_of_an_item_is_there(programme) -> None:
    statuses = {
        finding.status for stands in programme.values() for gate in Gate for finding in findings(stands, gate)
    }
    assert statuses == set(Status)
    assert {item.state_on(TODAY) for item in items()} == set(ItemState)


@pytest.mark.parametrize(("slug", "requirement", "status"), WRONG)
def test_what_is_wrong_on_purpose_is_found(programme, slug: str, requirement: str, status: Status) -> None:
    found = [
        finding.status
        for finding in findings(programme[slug], Gate.QUALIFICATION)
        if finding.requirement.id == requirement
    ]
    assert found == [status]


def test_routes_of_all_sorts(programme) -> None:
    kinds: dict[str, set[str]] = {slug: set() for slug in programme}
    for route in CollectionRoute.objects.select_related("service"):
        if route.is_there_on(TODAY):
            kinds[route.service.slug].add(route.kind)
    assert {frozenset(of_one) for of_one in kinds.values()} == {
        frozenset(), frozenset({"mdr"}), frozenset({"supplier_roles"}), frozenset({"mdr", "supplier_roles"}),
    }  # fmt: skip
    gone = CollectionRoute.objects.exclude(withdrawn_on=None)
    assert {route.service.slug for route in gone} == {"fennimore", "wychlow"}
    by_another = [
        route for route in CollectionRoute.objects.all() if route.collector_id != route.service.provider_id
    ]
    assert {route.kind for route in by_another} == {"mdr", "supplier_roles"}
    told = SmartDataService.objects.values_list("participation", "role")
    assert set(told) == {("sit", "sds"), ("non_sit", "sds"), ("non_sit", "mdr")}


def test_waivers_in_force_ended_and_about_to_end(programme) -> None:
    waivers = list(Waiver.objects.all())
    assert {waiver.kind for waiver in waivers} == {"waiver", "work_off_plan"}
    left = [working_days_between(TODAY, waiver.expires_on) for waiver in waivers if waiver.expires_on]
    assert [days for days in left if days < 0]
    assert [days for days in left if 0 < days < 10]
    assert [days for days in left if days > 20]
    assert Entry.objects.filter(action="end_waiver").count() == 1


def test_every_risk_is_somewhere_and_closed_elsewhere(programme) -> None:
    there: dict[Risk, set[RiskState]] = defaultdict(set)
    for stands in programme.values():
        assert stands.evaluation
        for risk, state in stands.evaluation.risks.items():
            there[risk].add(state)
    materialised = {RiskState.MATERIALISED, RiskState.CLOSED}
    assert there == {
        Risk.R548: materialised | {RiskState.OPEN},
        Risk.R549: set(RiskState),
        Risk.R550: materialised | {RiskState.NOT_APPLICABLE},
    }


def test_gates_are_passed_and_others_are_late(programme) -> None:
    passed = set(ServiceGate.objects.exclude(passed_on=None).values_list("gate", flat=True))
    assert passed == {Gate.SIT_CIT, Gate.QUALIFICATION_TESTING, Gate.QUALIFICATION}
    qualified = ServiceGate.objects.get(gate=Gate.QUALIFICATION, passed_on__lt=TODAY)
    assert qualified.service.slug == "thistledown"
    late = {slug for slug, stands in programme.items() if is_late(stands)}
    assert {"ivelmere", "lark-and-tallow", "quillhaven", "gorseland", "zephyr-hollow"} <= late


def is_late(stands: Standing) -> bool:
    assert stands.evaluation
    first = Gate.SIT_CIT if stands.service.participation == "sit" else Gate.QUALIFICATION_TESTING
    return stands.evaluation.gates[first].passed_on is None


def test_qad_sections_stand_in_every_state_with_queries_answered(programme) -> None:
    histories = [
        [entry.status for entry in section.history.all()]
        for section in QadSection.objects.prefetch_related("history")
    ]
    assert {history[-1] if history else "not_started" for history in histories} == {
        "not_started",
        *SectionStatus,
    }
    answered = ["submitted", "queried", "submitted", "agreed"]
    assert sum(history[-4:] == answered for history in histories) >= 3
    assert set(Filing.objects.values_list("place", flat=True)) == {"pit", "qad"}


def test_consents_are_given_and_withdrawn(programme) -> None:
    now, before = Consent.objects.filter(withdrawn_at=None), Consent.objects.exclude(withdrawn_at=None)
    assert set(now.values_list("recipient", flat=True)) == {"provider", "qwg"}
    assert [consent.service.slug for consent in before] == ["oxbarrow"]


def test_every_item_has_its_file_whole(programme) -> None:
    files = EvidenceFile.objects.all()
    assert files.count() == EvidenceItem.objects.count()
    for file in files:
        with default_storage.open(file.content.name) as stored:
            content = stored.read()
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert len(content) == file.size
        assert b"Specimen. Fictitious." in content
    endings = {file.name.rpartition(".")[2] for file in files}
    assert endings == {"pdf", "eml", "csv", "png"}


def test_the_history_is_of_two_years_and_of_working_days(programme) -> None:
    days = {timezone.localdate(moment) for moment in Entry.objects.values_list("at", flat=True)}
    assert max(days) < TODAY
    assert (TODAY - min(days)).days > 700
    assert len({(day.year, day.month) for day in days}) >= 24
    assert [day for day in days if not is_working_day(day)] == []


def test_the_same_identifier_is_in_force_twice(programme) -> None:
    same = EvidenceItem.objects.filter(details__four_digit_id="5083")
    assert {item.about.name for item in same} == {"Hollowmere Data", "Vexmoor Energy"}
    others = EvidenceItem.objects.filter(kind="mdr_dip_id").exclude(
        details__four_digit_id__in=["5083", "4471"]
    )
    digits = list(others.values_list("details__four_digit_id", flat=True))
    assert len(digits) == len(set(digits))


def test_everybody_belongs_to_an_organisation_that_somebody_administers(programme) -> None:
    members = Person.objects.exclude(organisation=None)
    administered = set(members.filter(administers_organisation=True).values_list("organisation", flat=True))
    assert administered == set(Organisation.objects.values_list("pk", flat=True))
