"""PIT.COMPLETE, QT.COMPLETE and DCC.PRODUCTION_PLAN: what each completion or plan has to say."""

from typing import Any

import pytest

from tests.assumptions.documents import Document, document, finding, mdr_route, paper, service

PARTIAL = {"coverage": "partial"}
LATER = [mdr_route(), mdr_route("r2", declared_on="2024-06-01")]


@pytest.mark.parametrize(
    ("participation", "gate", "details", "routes", "status"),
    [
        ("sit", "sit_cit", PARTIAL, [mdr_route()], "met"),
        ("sit", "sit_operational", {}, LATER, "met"),
        ("non_sit", "qualification_testing", PARTIAL, [mdr_route()], "insufficient"),
        ("non_sit", "qualification_testing", {"coverage": "whole_role"}, [mdr_route()], "met"),
        ("non_sit", "qualification_testing", {"coverage": "whole_role"}, LATER, "insufficient"),
    ],
)
def test_pit_covers_the_whole_role_for_qualification_testing_only(
    participation: str, gate: str, details: Document, routes: list[Any], status: str
) -> None:
    facts = document(paper("pit_completion", details=details), routes=routes, service=service(participation))
    assert finding(facts, "PIT.COMPLETE", gate, None).status == status


@pytest.mark.parametrize(
    ("details", "routes", "status"),
    [
        ({"coverage": "whole_role"}, [mdr_route()], "met"),
        (PARTIAL, [mdr_route()], "insufficient"),
        ({}, [mdr_route()], "insufficient"),
        ({"coverage": "whole_role"}, LATER, "insufficient"),
    ],
)
def test_qualification_testing_is_on_the_whole_role(
    details: Document, routes: list[Any], status: str
) -> None:
    facts = document(paper("qt_completion", details=details), routes=routes, service=service("non_sit"))
    assert finding(facts, "QT.COMPLETE", "qualification", None).status == status


@pytest.mark.parametrize(("details", "status"), [({"planned_on": "2199-12-31"}, "met"), ({}, "insufficient")])
def test_production_plan_names_the_day(details: Document, status: str) -> None:
    facts = document(paper("production_onboarding_plan", details=details))
    found = finding(facts, "DCC.PRODUCTION_PLAN", "qualification")
    assert (found.status, found.blocking) == (status, False)
