"""Facts documents by hand: a small one that tests add to, and the finding that they ask about."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from assumptions import Evaluation, Finding, evaluate, read_facts
from assumptions.vocabulary import Gate

Document = dict[str, Any]

SIT_DAY, LONG_AGO, TODAY = "2024-05-01", "2023-03-01", "2025-07-01"
PHASES = ["cit", "functional", "migration", "non_functional", "operational"]
SERVICE_KINDS = ("dbt_completion", "pit_completion", "sit_completion", "qt_completion")

GOOD_DETAILS: dict[str, dict[str, Any]] = {
    "sec_accession": {"party_category": "other_sec_party"},
    "security_assessment": {"outcome": "approved"},
    "uept_certificate": {"user_role": "MDR", "scenarios_version": "CTSD 3.2"},
    "uep_confirmation": {"user_role": "MDR", "issuer": "secas"},
    "uep_check": {"outcome": "confirmed"},
    "supplier_user_check": {"outcome": "listed", "roles": ["IS", "ES"]},
    "mdr_dip_id": {
        "mdr_dip_id": "MDR-ACME",
        "four_digit_id": "0417",
        "notified_css": True,
        "notified_dsp": True,
        "allocated_via": "dip_onboarding",
    },
    "production_onboarding_plan": {"planned_on": "2025-09-01"},
    "pit_completion": {"coverage": "whole_role", "design_baseline": "IR8"},
    "sit_completion": {"coverage": "whole_role", "design_baseline": "IR8", "phases": PHASES},
    "qt_completion": {"coverage": "whole_role"},
}


def mdr_route(name: str = "r1", **changes: Any) -> Document:
    """An MDR route of a collector that holds no DCC User Role."""
    collector = {"name": "Acme Metering", "category": "other_sec_party", "dcc_roles": []}
    return {"id": name, "kind": "mdr", "declared_on": LONG_AGO, "collector": collector} | changes


def supplier_route(name: str = "r1", *, held: Sequence[str] = ("IS", "ES"), **changes: Any) -> Document:
    """A permitted Supplier route; ``held`` are the DCC User Roles of its collector."""
    route = {
        "id": name,
        "kind": "supplier_roles",
        "declared_on": LONG_AGO,
        "collector": {"name": "Volt Energy", "category": "supplier", "dcc_roles": list(held)},
        "roles_used": ["IS", "ES"],
        "own_customers_only": True,
    }
    return route | changes


def paper(
    kind: str,
    name: str = "e1",
    *,
    decided: str | None = "accepted",
    until: str | None = None,
    filed: Sequence[str] = ("pit", "qad"),
    details: Document | None = None,
    **changes: Any,
) -> Document:
    """An item that fulfils its rule, of 1 May 2024 and decided on 10 May 2024 (None: not decided)."""
    decision = {"on": "2024-05-10", "outcome": decided, "until": until}
    item = {
        "id": name,
        "kind": kind,
        "routes": [] if kind in SERVICE_KINDS else ["r1"],
        "submitted_on": SIT_DAY,
        "decisions": [decision] if decided else [],
        "filings": [{"place": place, "on": "2024-05-12"} for place in filed],
        "details": deepcopy(GOOD_DETAILS.get(kind, {})) if details is None else details,
    }
    return item | changes


def document(*evidence: Document, routes: Sequence[Document] | None = None, **changes: Any) -> Document:
    """A SIT participant's document with one MDR route, r1; ``changes`` replace whole keys."""
    base = {
        "format": "qualtrack-facts/1",
        "as_of": TODAY,
        "programme": programme(),
        "service": service(),
        "routes": [mdr_route()] if routes is None else list(routes),
        "evidence": list(evidence),
    }
    return base | changes


def programme(**changes: Any) -> Document:
    return {"design_baselines": ["IR8"], "mdr_scenario_versions": ["CTSD 3.2"]} | changes


def service(participation: str = "sit", **changes: Any) -> Document:
    base = {"id": "acme", "name": "Acme SDS", "provider": "Acme Data", "role": "sds"}
    return base | {"participation": participation} | changes


def section(name: str = "s1", *history: tuple[str, str], route_kinds: Sequence[str] = ()) -> Document:
    """A QAD section; its history as pairs of date and status."""
    entries = [{"on": day, "status": status} for day, status in history]
    return {"id": name, "title": "Overview", "route_kinds": list(route_kinds), "history": entries}


def waiver(requirement: str, gate: str, scope: str | None = "r1", **changes: Any) -> Document:
    base = {
        "id": "w1",
        "requirement": requirement,
        "scope": scope,
        "gates": [gate],
        "granted_on": "2025-01-01",
        "granted_by": "SIT Working Group",
        "reason": "Booked for August",
    }
    return base | changes


def result(facts: Document) -> Evaluation:
    return evaluate(read_facts(facts))


def finding(facts: Document, requirement: str, gate: str, scope: str | None = "r1") -> Finding:
    """The one finding on a requirement and scope at a gate."""
    (found,) = (
        each
        for each in result(facts).gates[Gate(gate)].findings
        if each.requirement.id == requirement and each.scope == scope
    )
    return found


def asked(facts: Document, gate: str) -> list[str]:
    """The ids of the requirements listed at a gate."""
    return [each.requirement.id for each in result(facts).gates[Gate(gate)].findings]
