"""An item's page: who acts on what is unmet, and by when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from journal import clock
from tests.parties.builders import item, member, organisation, programme, reviewer, service, supplier_route
from tests.readiness.test_item import a_certificate, said_to

pytestmark = pytest.mark.django_db


def test_what_is_unmet_names_who_acts_and_by_when_for_whoever_may_know_the_date():
    shown = a_certificate(decided=DecisionOutcome.ACCEPTED)
    programme(gate_dates={"qualification_testing": in_days(-3), "qualification": in_days(70)})
    for somebody in (reviewer(), member(shown.about)):
        said = said_to(somebody, shown)
        unmet = said.split("SECAS has confirmed the full User Entry Process", 1)[1]
        assert "Provider acts. Qualification is due on" in unmet
        assert "working days." in unmet
        filing = said.split("UEPT certificate in the PIT evidence", 1)[1]
        assert "Provider acts. Qualification Testing was due on" in filing
    assert said.count("acts.") == said.count("Insufficient")


def test_a_collector_is_told_who_acts_and_no_date():
    programme(gate_dates={"qualification": in_days(70)})
    supplier = organisation("Tarnwick Energy")
    sds = service()
    shown = item(sds, EvidenceKind.OUTPUT_TEST, [supplier_route(sds, supplier)])
    assert "Provider acts. Qualification is due on" in said_to(reviewer(), shown)
    said = said_to(member(supplier), shown)
    assert "Provider acts." in said
    assert "is due on" not in said


def in_days(number: int) -> str:
    return (clock.today() + timedelta(number)).isoformat()
