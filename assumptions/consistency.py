"""The second step of validation: ids, references, the order of dates, and what may be waived."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from assumptions.facts import Evidence, Facts, Route, Section, SignOff, Waiver
from assumptions.problems import Place
from assumptions.register import REQUIREMENTS
from assumptions.requirement import Requirement
from assumptions.sentences import in_full
from assumptions.vocabulary import PartyCategory, RouteKind, Scope


class Identified(Protocol):
    @property
    def id(self) -> str: ...


class Dated(Protocol):
    @property
    def on(self) -> date: ...


def check(facts: Facts, place: Place) -> None:
    """Reports every problem that a document of the right shape can still have."""
    qad = place.at("qad")
    check_ids(facts.routes, place.at("routes"))
    check_ids(facts.evidence, place.at("evidence"))
    check_ids(facts.sections, qad.at("sections"))
    check_ids(facts.waivers, place.at("waivers"))
    for position, route in enumerate(facts.routes):
        check_route(route, place.at("routes", position))
    for position, item in enumerate(facts.evidence):
        check_item(item, {route.id for route in facts.routes}, place.at("evidence", position))
    check_qad(facts.sections, facts.sign_offs, qad)
    for position, waiver in enumerate(facts.waivers):
        check_waiver(waiver, facts, place.at("waivers", position))


def check_ids(things: Iterable[Identified], place: Place) -> None:
    """An id stands once in its list; the later one of two is reported."""
    seen: set[str] = set()
    for position, thing in enumerate(things):
        if thing.id in seen:
            place.at(position, "id").wrong("Give this another id; an entry before it has the same one.")
        seen.add(thing.id)


def check_route(route: Route, place: Place) -> None:
    if route.kind is RouteKind.SUPPLIER_ROLES and not route.roles_used:
        place.at("roles_used").wrong("Name at least one User Role that this route uses.")
    if route.collector.category is PartyCategory.NOT_A_PARTY and route.collector.dcc_roles:
        place.at("collector", "dcc_roles").wrong(
            "Take these out; who is no SEC Party holds no DCC User Role."
        )
    check_not_before(route.withdrawn_on, route.declared_on, "the declaration", place.at("withdrawn_on"))


def check_not_before(day: date | None, first: date, event: str, place: Place) -> None:
    if day is not None and day < first:
        place.wrong(f"Give a date on or after {event} on {in_full(first)}.")


def check_order(entries: Sequence[Dated], place: Place) -> None:
    """Entries stand in the order of their dates; each that is earlier than one before it is reported."""
    latest = date.min
    for position, entry in enumerate(entries):
        check_not_before(entry.on, latest, "an entry before it", place.at(position, "on"))
        latest = max(latest, entry.on)


def check_item(item: Evidence, routes: set[str], place: Place) -> None:
    check_item_routes(item, routes, place.at("routes"))
    check_not_before(item.withdrawn_on, item.submitted_on, "handing in", place.at("withdrawn_on"))
    check_order(item.decisions, place.at("decisions"))
    for position, decision in enumerate(item.decisions):
        entry = place.at("decisions", position)
        check_not_before(decision.on, item.submitted_on, "handing in", entry.at("on"))
        check_not_before(decision.until, decision.on, "the decision", entry.at("until"))
        check_not_before(decision.until, item.submitted_on, "handing in", entry.at("until"))
    for position, filing in enumerate(item.filings):
        entry = place.at("filings", position)
        check_not_before(filing.on, item.submitted_on, "handing in", entry.at("on"))
        check_not_before(filing.withdrawn_on, filing.on, "the filing", entry.at("withdrawn_on"))
        check_not_before(filing.withdrawn_on, item.submitted_on, "handing in", entry.at("withdrawn_on"))


def check_item_routes(item: Evidence, routes: set[str], place: Place) -> None:
    """Papers about a route name the document's routes; papers about the service name none."""
    if item.kind.is_about_a_route and not item.routes:
        place.wrong("Name at least one route; evidence of this kind is about a route.")
    if not item.kind.is_about_a_route and item.routes:
        place.wrong("Leave this list empty; evidence of this kind is about the service as a whole.")
    for position, route in enumerate(item.routes):
        if route not in routes:
            place.at(position).wrong("Name a route of this document; there is none with this id.")


def check_qad(sections: Sequence[Section], sign_offs: Sequence[SignOff], place: Place) -> None:
    for position, section in enumerate(sections):
        check_order(section.history, place.at("sections", position, "history"))
    check_order(sign_offs, place.at("sign_offs"))


def check_waiver(waiver: Waiver, facts: Facts, place: Place) -> None:
    requirement = REQUIREMENTS.get(waiver.requirement)
    check_not_before(waiver.expires_on, waiver.granted_on, "the day it was granted", place.at("expires_on"))
    if not waiver.gates:
        place.at("gates").wrong("Name at least one gate for which this is waived.")
    if requirement is None:
        place.at("requirement").wrong("Name a requirement of the rules; there is none with this id.")
        return
    if not requirement.waivable:
        place.at("requirement").wrong("Withdraw this waiver; its requirement can't be waived.")
    for position, gate in enumerate(waiver.gates):
        if gate not in requirement.blocks:
            place.at("gates", position).wrong("Take this gate out; the requirement does not block it.")
    check_scope(waiver.scope, requirement, facts, place.at("scope"))


def check_scope(scope: str | None, requirement: Requirement, facts: Facts, place: Place) -> None:
    """A waiver's scope is of its requirement's sort: a route, a section, or null for the service."""
    things: dict[Scope, Iterable[Identified]] = {Scope.ROUTE: facts.routes, Scope.SECTION: facts.sections}
    if requirement.scope is Scope.SERVICE:
        if scope is not None:
            place.wrong("Leave this out; the requirement is asked of the service as a whole.")
    elif scope not in {thing.id for thing in things[requirement.scope]}:
        thing = "route" if requirement.scope is Scope.ROUTE else "QAD section"
        place.wrong(f"Name a {thing} of this document; the requirement is asked of each {thing}.")
