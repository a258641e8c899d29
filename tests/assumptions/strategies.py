"""Hypothesis strategies for valid facts documents: a good mixture, often near ready, with colliding days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from assumptions.register import REQUIREMENTS
from assumptions.requirement import Requirement
from assumptions.vocabulary import DccRole, EvidenceKind, Gate, Scope
from tests.assumptions.documents import (
    GOOD_DETAILS,
    PHASES,
    SERVICE_KINDS,
    Document,
    mdr_route,
    supplier_route,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]

FIRST = date(2024, 1, 1)
DAYS = [(FIRST + timedelta(days=number)).isoformat() for number in range(24)]
AS_OF = DAYS[6:18]
ROLES = [role.value for role in DccRole]
GATES = [gate.value for gate in Gate]
KINDS = [kind.value for kind in EvidenceKind]
NEARLY_ALL_GOOD = ["good"] * 30 + ["waiting", "ending", "decided late"]
MIXED = ["good"] * 4 + ["waiting", "ending", "decided late"] + ["any"] * 3
WAIVABLE = [each for each in REQUIREMENTS.values() if each.waivable]


def chance(of_ten: int) -> st.SearchStrategy[bool]:
    """True in about so many cases of ten; shrinks to True, the ordinary case."""
    return st.integers(1, 10).map(lambda rolled: rolled <= of_ten)


def days_from(first: str) -> st.SearchStrategy[str]:
    return st.sampled_from([day for day in DAYS if day >= first])


def sometimes(strategy: st.SearchStrategy[Any], of_ten: int = 2) -> st.SearchStrategy[Any]:
    return chance(10 - of_ten).flatmap(lambda ordinary: st.none() if ordinary else strategy)


@st.composite
def routes(draw: Draw, name: str) -> Document:
    """A route of either kind: mostly declared early, mostly permitted."""
    is_mdr = draw(st.booleans())
    if draw(chance(7)):
        return (
            mdr_route(name, declared_on=DAYS[0], withdrawn_on=None)
            if is_mdr
            else (supplier_route(name, declared_on=DAYS[0], withdrawn_on=None))
        )
    declared = draw(st.sampled_from(DAYS))
    categories = ["other_sec_party"] if is_mdr else ["supplier"]
    category = draw(st.sampled_from(categories * 6 + ["supplier", "other_sec_party", "not_a_party"]))
    usual: list[list[str]] = [[], ["OU"]] if is_mdr else [["IS", "ES"], ["IS"], []]
    held = [] if category == "not_a_party" else draw(st.sampled_from([*usual, ["MDR"]]))
    route = {
        "id": name,
        "kind": "mdr" if is_mdr else "supplier_roles",
        "declared_on": declared,
        "withdrawn_on": draw(sometimes(days_from(declared), 1)),
        "collector": {"name": "Volt Energy", "category": category, "dcc_roles": held},
    }
    if not is_mdr:
        route["roles_used"] = draw(st.sampled_from([["IS", "ES"]] * 4 + [["ES"], ["ES", "OU"]]))
        route["own_customers_only"] = draw(chance(9))
    return route


@st.composite
def details(draw: Draw, kind: str) -> Document:
    """Mostly what fulfils the rule; at times another value, or a detail left out."""
    good = dict(GOOD_DETAILS.get(kind, {}))
    if kind == "uept_certificate":
        good["user_role"] = draw(st.sampled_from(["MDR", "MDR", "IS", "ES"]))
    if draw(chance(8)) or not good:
        return good
    other = {
        "party_category": "supplier",
        "outcome": {"security_assessment": "deferred", "uep_check": "not_confirmed"}.get(kind, "not_listed"),
        "user_role": draw(st.sampled_from(ROLES)),
        "scenarios_version": "CTSD 3.1",
        "issuer": "dcc",
        "roles": ["IS"],
        "mdr_dip_id": " ",
        "four_digit_id": "41",
        "notified_css": False,
        "notified_dsp": False,
        "coverage": "partial",
        "design_baseline": "IR7",
        "phases": draw(st.lists(st.sampled_from(PHASES), unique=True)),
    }
    changed = draw(st.sampled_from(sorted(good)))
    if changed in other and draw(st.booleans()):
        return good | {changed: other[changed]}
    return {name: value for name, value in good.items() if name != changed}


@st.composite
def decision_lists(draw: Draw, first: str) -> list[Document]:
    days = sorted(draw(st.lists(days_from(first), max_size=3)))
    outcomes = st.sampled_from(["accepted"] * 5 + ["queried", "rejected"])
    return [{"on": day, "outcome": draw(outcomes), "until": draw(sometimes(days_from(day)))} for day in days]


@st.composite
def filing_lists(draw: Draw, first: str) -> list[Document]:
    places = draw(st.sampled_from([["pit", "qad"]] * 3 + [["pit"], []]))
    filings = []
    for place in places:
        on = draw(st.just(first) | days_from(first))
        filings.append({"place": place, "on": on, "withdrawn_on": draw(sometimes(days_from(on), 1))})
    return filings


def good_item(name: str, kind: str, route_ids: Sequence[str], day: str) -> Document:
    """An item accepted and filed on the day it was handed in; few draws, since most items are like this."""
    about = [] if kind in SERVICE_KINDS else list(route_ids)
    filings = [{"place": place, "on": day, "withdrawn_on": None} for place in ("pit", "qad")]
    decisions = [{"on": day, "outcome": "accepted", "until": None}]
    dates = {"submitted_on": day, "withdrawn_on": None, "expires_on": None}
    return {"id": name, "kind": kind, "routes": about, **dates} | {
        "decisions": decisions,
        "filings": filings,
        "details": dict(GOOD_DETAILS.get(kind, {})),
    }


@st.composite
def items(draw: Draw, name: str, kind: str, route_ids: Sequence[str], sorts: Sequence[str]) -> Document:
    """An item of one of the sorts, of which all but ``any`` begin as a good one."""
    sort = draw(st.sampled_from(sorts))
    good = good_item(name, kind, route_ids, draw(st.sampled_from(DAYS[:6])))
    if sort == "good":
        return good
    if sort == "waiting":
        return good | {"decisions": []}
    if sort == "ending":
        return good | {"expires_on": draw(st.sampled_from(DAYS[8:]))}
    if sort == "decided late":
        return good | {"decisions": [{"on": draw(st.sampled_from(DAYS[8:])), "outcome": "accepted"}]}
    whatever: Document = draw(any_items(name, kind, route_ids))
    return whatever


@st.composite
def any_items(draw: Draw, name: str, kind: str, route_ids: Sequence[str]) -> Document:
    """An item whose dates, decisions, filings and details may all be out of the ordinary."""
    submitted = draw(st.sampled_from(DAYS))
    at_once = [{"on": submitted, "outcome": "accepted", "until": draw(sometimes(days_from(submitted)))}]
    return {
        "id": name,
        "kind": kind,
        "routes": [] if kind in SERVICE_KINDS else list(route_ids),
        "submitted_on": submitted,
        "withdrawn_on": draw(sometimes(days_from(submitted), 1)),
        "expires_on": draw(sometimes(st.sampled_from(DAYS))),
        "decisions": at_once if draw(chance(7)) else draw(decision_lists(submitted)),
        "filings": draw(filing_lists(submitted)),
        "details": draw(details(kind)),
    }


@st.composite
def evidence(draw: Draw, route_ids: Sequence[str], absent: Sequence[str], sorts: Sequence[str]) -> Any:
    """Every kind but the absent ones for all routes, UEPT for some roles, then more for some routes."""
    kinds = [kind for kind in KINDS if (kind in SERVICE_KINDS or route_ids) and kind not in absent]
    found = [draw(items(f"e{number}", kind, route_ids, sorts)) for number, kind in enumerate(kinds)]
    if "uept_certificate" in kinds:
        for role in draw(st.sampled_from([["IS", "ES"], ["IS", "ES"], ["ES"], []])):
            certificate = draw(items(f"e-{role}", "uept_certificate", route_ids, sorts))
            found.append(certificate | {"details": certificate["details"] | {"user_role": role}})
    for number in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(KINDS if route_ids else SERVICE_KINDS))
        some = draw(st.lists(st.sampled_from(route_ids), min_size=1, unique=True)) if route_ids else []
        found.append(draw(items(f"more{number}", kind, some, MIXED)))
    return found


@st.composite
def sections(draw: Draw, name: str) -> Document:
    days = sorted(draw(st.lists(st.sampled_from(DAYS), max_size=3)))
    statuses = st.sampled_from(["agreed"] * 4 + ["drafting", "submitted", "queried"])
    early = [{"on": DAYS[0], "status": "agreed"}] if draw(chance(7)) else []
    return {
        "id": name,
        "title": "Overview",
        "route_kinds": draw(st.sampled_from([[], [], ["mdr"], ["supplier_roles"]])),
        "history": early + [{"on": day, "status": draw(statuses)} for day in days],
    }


@st.composite
def qads(draw: Draw) -> Document:
    signed = sorted(draw(st.lists(st.sampled_from(DAYS), max_size=2)))
    return {
        "sections": [draw(sections(f"s{number}")) for number in range(draw(st.integers(0, 3)))],
        "sign_offs": [{"on": day, "signatory": "J. Hale"} for day in signed],
    }


def scopes_of(requirement: Requirement, facts: Document) -> list[str | None]:
    """What a waiver of the requirement can name in the document."""
    if requirement.scope is Scope.SERVICE:
        return [None]
    things = facts["routes"] if requirement.scope is Scope.ROUTE else facts["qad"]["sections"]
    return [thing["id"] for thing in things]


@st.composite
def waivers(draw: Draw, name: str, facts: Document) -> Document:
    """A waiver that the document can carry, rather for a paper that is not there."""
    possible = [each for each in WAIVABLE if scopes_of(each, facts)]
    there = {item["kind"] for item in facts["evidence"]}
    missing = [each for each in possible if each.paper and each.paper not in there]
    requirement = draw(st.sampled_from(missing * 20 + possible))
    granted = draw(st.sampled_from(DAYS))
    blocked = [gate.value for gate in requirement.blocks]
    gates = st.just(blocked) | st.lists(st.sampled_from(blocked), min_size=1, unique=True)
    return {
        "id": name,
        "kind": draw(st.sampled_from(["waiver", "work_off_plan"])),
        "requirement": requirement.id,
        "scope": draw(st.sampled_from(scopes_of(requirement, facts))),
        "gates": draw(gates),
        "granted_on": granted,
        "expires_on": draw(sometimes(days_from(granted), 5)),
        "granted_by": "SIT Working Group",
        "reason": "Booked",
    }


@st.composite
def facts_documents(draw: Draw) -> Document:
    """A whole valid document, ready for JSON."""
    sorts = draw(st.sampled_from([NEARLY_ALL_GOOD, MIXED]))
    most_absent = 1 if sorts is NEARLY_ALL_GOOD else 3
    absent = draw(st.lists(st.sampled_from(KINDS), max_size=most_absent, unique=True))
    dates = st.dictionaries(st.sampled_from(GATES), st.sampled_from(DAYS), max_size=4)
    found = [draw(routes(f"r{number}")) for number in range(draw(st.sampled_from([1, 1, 2, 0, 3])))]
    document: Document = {
        "format": "qualtrack-facts/1",
        "as_of": draw(st.sampled_from(AS_OF)),
        "programme": {
            "design_baselines": ["IR8"],
            "mdr_scenario_versions": draw(st.sampled_from([["CTSD 3.2"], []])),
            "gate_dates": draw(dates),
            "lead_times": draw(st.dictionaries(st.sampled_from(KINDS), st.integers(0, 9), max_size=4)),
        },
        "service": {
            "id": "acme",
            "name": "Acme SDS",
            "provider": "Acme Data",
            "role": draw(st.sampled_from(["sds"] * 9 + ["mdr"])),
            "participation": draw(st.sampled_from(["sit", "non_sit"])),
            "gate_dates": draw(dates),
            "gates_passed": draw(dates),
        },
        "routes": found,
        "evidence": draw(evidence([route["id"] for route in found], absent, sorts)),
        "qad": draw(qads()),
    }
    number_of_waivers = draw(st.integers(0, 4))
    document["waivers"] = [draw(waivers(f"w{number}", document)) for number in range(number_of_waivers)]
    return document
