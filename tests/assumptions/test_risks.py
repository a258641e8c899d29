"""R548, R549 and R550."""

from typing import Any

import pytest

from assumptions.vocabulary import Risk
from tests.assumptions.documents import (
    Document,
    document,
    mdr_route,
    paper,
    programme,
    result,
    service,
    supplier_route,
    waiver,
)

ACCESSION = paper("sec_accession", "accession")
CERTIFICATE = paper("uept_certificate", "cert")
PIT = [paper("dbt_completion", "dbt"), paper("pit_completion", "pit")]
LEADS = {"sec_accession": 10, "uept_certificate": 10, "dbt_completion": 10, "pit_completion": 10}


def risk(name: str, *evidence: Document, due: Document | None = None, **changes: Any) -> str:
    dated = programme(gate_dates=due or {}, lead_times=LEADS)
    return result(document(*evidence, programme=dated, **changes)).risks[Risk(name)].value


@pytest.mark.parametrize(
    ("routes", "due", "state"),
    [
        ([mdr_route()], "2025-01-01", "closed"),
        ([], "2025-07-01", "materialised"),
        ([], "2025-07-02", "open"),
        ([], None, "open"),
        ([supplier_route()], "2025-01-01", "closed"),
        ([mdr_route(), supplier_route("r2", own_customers_only=False)], "2025-01-01", "materialised"),
        ([supplier_route(own_customers_only=False)], "2025-12-01", "open"),
    ],
)
@pytest.mark.parametrize(
    ("participation", "gate"), [("sit", "sit_cit"), ("non_sit", "qualification_testing")]
)
def test_r548(routes: list[Any], due: str | None, state: str, participation: str, gate: str) -> None:
    dates = {gate: due} if due else {}
    assert risk("R548", routes=routes, due=dates, service=service(participation)) == state


def test_r548_goes_by_the_services_own_date() -> None:
    own = service(gate_dates={"sit_cit": "2025-06-01"})
    assert risk("R548", routes=[], due={"sit_cit": "2025-12-01"}, service=own) == "materialised"


@pytest.mark.parametrize(
    ("evidence", "due", "state"),
    [
        ([ACCESSION, CERTIFICATE], {"sit_cit": "2025-01-01", "sit_functional": "2025-01-01"}, "closed"),
        ([CERTIFICATE], {"sit_cit": "2025-07-01"}, "materialised"),
        ([CERTIFICATE], {"sit_cit": "2025-07-10"}, "at_risk"),
        ([CERTIFICATE], {"sit_cit": "2025-07-11"}, "open"),
        ([CERTIFICATE], {}, "open"),
        ([CERTIFICATE, ACCESSION | {"decisions": []}], {"sit_cit": "2025-07-02"}, "open"),
        ([CERTIFICATE, ACCESSION | {"decisions": []}], {"sit_cit": "2025-07-01"}, "materialised"),
        ([ACCESSION], {"sit_cit": "2025-01-01", "sit_functional": "2025-07-10"}, "at_risk"),
        ([], {"sit_cit": "2025-07-10", "sit_functional": "2025-07-01"}, "materialised"),
        ([], {"sit_cit": "2025-07-10", "sit_functional": "2025-12-01"}, "at_risk"),
    ],
)
def test_r549(evidence: list[Any], due: Document, state: str) -> None:
    assert risk("R549", *evidence, due=due) == state


def test_r549_counts_neither_waived_nor_passed() -> None:
    due = {"sit_cit": "2025-01-01", "sit_functional": "2025-12-01"}
    waived = [waiver("A094.SEC_ACCESSION", "sit_cit")]
    assert risk("R549", CERTIFICATE, due=due, waivers=waived) == "closed"
    passed = service(gates_passed={"sit_cit": "2025-01-01"})
    assert risk("R549", CERTIFICATE, due=due, service=passed) == "closed"
    assert (
        risk("R549", CERTIFICATE, due=due, service=service(gates_passed={"sit_cit": "2025-07-02"}))
        == "materialised"
    )


def test_r549_looks_at_mdr_routes_only() -> None:
    routes = [mdr_route(), supplier_route("r2", held=[])]
    assert risk("R549", ACCESSION, CERTIFICATE, routes=routes, due={"sit_cit": "2025-01-01"}) == "closed"


@pytest.mark.parametrize(
    ("name", "routes", "participation"),
    [
        ("R549", [supplier_route()], "sit"),
        ("R549", [mdr_route()], "non_sit"),
        ("R549", [mdr_route(withdrawn_on="2025-01-01")], "sit"),
        ("R550", [mdr_route()], "sit"),
        ("R550", [supplier_route()], "non_sit"),
    ],
)
def test_not_applicable(name: str, routes: list[Any], participation: str) -> None:
    assert risk(name, routes=routes, service=service(participation)) == "not_applicable"


@pytest.mark.parametrize(
    ("evidence", "due", "state"),
    [
        (PIT, "2025-01-01", "closed"),
        (PIT[:1], "2025-07-01", "materialised"),
        (PIT[1:], "2025-07-10", "at_risk"),
        (PIT[1:], "2025-07-11", "open"),
        ([PIT[0], paper("pit_completion", details={})], "2025-07-10", "at_risk"),
        ([PIT[0], PIT[1] | {"decisions": []}], "2025-07-10", "open"),
    ],
)
def test_r550(evidence: list[Any], due: str, state: str) -> None:
    assert risk("R550", *evidence, routes=[supplier_route()], due={"sit_cit": due}) == state
