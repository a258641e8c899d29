"""The first step of validation: a facts document, key by key, made into the classes of ``facts``."""

from __future__ import annotations

from typing import Any

from assumptions.detail_shapes import details_of
from assumptions.details import DETAILS, NoDetails
from assumptions.facts import (
    FORMAT,
    Collector,
    Decision,
    Evidence,
    Facts,
    Filing,
    Programme,
    Route,
    Section,
    SectionEntry,
    Service,
    SignOff,
    Waiver,
)
from assumptions.keys import Keys
from assumptions.problems import Place
from assumptions.values import (
    STAND_IN,
    by_term,
    day,
    identifier,
    lead_time,
    list_of,
    name,
    one_of,
    optional,
    reference,
    text,
    truth,
)
from assumptions.vocabulary import (
    DccRole,
    DecisionOutcome,
    EvidenceKind,
    FilingPlace,
    Gate,
    Participation,
    PartyCategory,
    RouteKind,
    SectionStatus,
    ServiceRole,
    WaiverKind,
)

gate_days = by_term(Gate, day)


def facts(document: Any, place: Place) -> Facts:
    """A whole document. What stands in the result is of use only if the place's problems have no shape."""
    keys = Keys(document, place)
    keys.take("format", known_format)
    sections, sign_offs = keys.take("qad", qad, default=((), ()))
    read = Facts(
        as_of=keys.take("as_of", day),
        programme=keys.take("programme", programme),
        service=keys.take("service", service),
        routes=keys.take("routes", list_of(route), default=()),
        evidence=keys.take("evidence", list_of(evidence), default=()),
        sections=sections,
        sign_offs=sign_offs,
        waivers=keys.take("waivers", list_of(waiver), default=()),
    )
    keys.close()
    return read


def known_format(value: Any, place: Place) -> None:
    if value != FORMAT:
        place.misshapen(f"Give the format {FORMAT}.")


def programme(value: Any, place: Place) -> Programme:
    keys = Keys(value, place)
    read = Programme(
        design_baselines=keys.take("design_baselines", list_of(text)),
        mdr_scenario_versions=keys.take("mdr_scenario_versions", list_of(text)),
        gate_dates=keys.take("gate_dates", gate_days, default={}),
        lead_times=keys.take("lead_times", by_term(EvidenceKind, lead_time), default={}),
    )
    keys.close()
    return read


def service(value: Any, place: Place) -> Service:
    keys = Keys(value, place)
    read = Service(
        id=keys.take("id", identifier),
        name=keys.take("name", name),
        provider=keys.take("provider", name),
        role=keys.take("role", one_of(ServiceRole)),
        participation=keys.take("participation", one_of(Participation)),
        gate_dates=keys.take("gate_dates", gate_days, default={}),
        gates_passed=keys.take("gates_passed", gate_days, default={}),
    )
    keys.close()
    return read


def route(value: Any, place: Place) -> Route:
    keys = Keys(value, place)
    kind = keys.take("kind", one_of(RouteKind))
    suppliers_own: dict[str, Any] = {}
    if kind is RouteKind.SUPPLIER_ROLES:
        suppliers_own["roles_used"] = keys.take("roles_used", list_of(one_of(DccRole)))
        suppliers_own["own_customers_only"] = keys.take("own_customers_only", truth)
    elif kind is STAND_IN:
        keys.leave("roles_used", "own_customers_only")
    read = Route(
        id=keys.take("id", identifier),
        kind=kind,
        declared_on=keys.take("declared_on", day),
        withdrawn_on=keys.take("withdrawn_on", optional(day), default=None),
        collector=keys.take("collector", collector),
        **suppliers_own,
    )
    keys.close()
    return read


def collector(value: Any, place: Place) -> Collector:
    keys = Keys(value, place)
    read = Collector(
        name=keys.take("name", name),
        category=keys.take("category", one_of(PartyCategory)),
        dcc_roles=keys.take("dcc_roles", list_of(one_of(DccRole))),
    )
    keys.close()
    return read


def evidence(value: Any, place: Place) -> Evidence:
    keys = Keys(value, place)
    kind = keys.take("kind", one_of(EvidenceKind))
    if kind is STAND_IN:
        keys.leave("details")
        details = NoDetails()
    else:
        details = keys.take("details", details_of(kind), default=DETAILS[kind]())
    read = Evidence(
        id=keys.take("id", identifier),
        kind=kind,
        routes=keys.take("routes", list_of(reference), default=()),
        submitted_on=keys.take("submitted_on", day),
        withdrawn_on=keys.take("withdrawn_on", optional(day), default=None),
        expires_on=keys.take("expires_on", optional(day), default=None),
        decisions=keys.take("decisions", list_of(decision), default=()),
        filings=keys.take("filings", list_of(filing), default=()),
        details=details,
    )
    keys.close()
    return read


def decision(value: Any, place: Place) -> Decision:
    keys = Keys(value, place)
    read = Decision(
        on=keys.take("on", day),
        outcome=keys.take("outcome", one_of(DecisionOutcome)),
        until=keys.take("until", optional(day), default=None),
    )
    keys.close()
    return read


def filing(value: Any, place: Place) -> Filing:
    keys = Keys(value, place)
    read = Filing(
        place=keys.take("place", one_of(FilingPlace)),
        on=keys.take("on", day),
        withdrawn_on=keys.take("withdrawn_on", optional(day), default=None),
    )
    keys.close()
    return read


def qad(value: Any, place: Place) -> tuple[tuple[Section, ...], tuple[SignOff, ...]]:
    """The Qualification Assessment Document: its sections and its directors' signatures."""
    keys = Keys(value, place)
    sections = keys.take("sections", list_of(section), default=())
    sign_offs = keys.take("sign_offs", list_of(sign_off), default=())
    keys.close()
    return sections, sign_offs


def section(value: Any, place: Place) -> Section:
    keys = Keys(value, place)
    read = Section(
        id=keys.take("id", identifier),
        title=keys.take("title", name),
        route_kinds=keys.take("route_kinds", list_of(one_of(RouteKind)), default=()),
        history=keys.take("history", list_of(section_entry), default=()),
    )
    keys.close()
    return read


def section_entry(value: Any, place: Place) -> SectionEntry:
    keys = Keys(value, place)
    read = SectionEntry(on=keys.take("on", day), status=keys.take("status", one_of(SectionStatus)))
    keys.close()
    return read


def sign_off(value: Any, place: Place) -> SignOff:
    keys = Keys(value, place)
    read = SignOff(on=keys.take("on", day), signatory=keys.take("signatory", name))
    keys.close()
    return read


def waiver(value: Any, place: Place) -> Waiver:
    keys = Keys(value, place)
    read = Waiver(
        id=keys.take("id", identifier),
        kind=keys.take("kind", one_of(WaiverKind), default=WaiverKind.WAIVER),
        requirement=keys.take("requirement", reference),
        scope=keys.take("scope", optional(reference), default=None),
        gates=keys.take("gates", list_of(one_of(Gate))),
        granted_on=keys.take("granted_on", day),
        expires_on=keys.take("expires_on", optional(day), default=None),
        granted_by=keys.take("granted_by", name),
        reason=keys.take("reason", name),
    )
    keys.close()
    return read
