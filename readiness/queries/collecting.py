"""What a collector sees of another's SDS: its own routes with their findings, and its own items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assumptions import Finding
from assumptions.vocabulary import Gate, ItemState, Scope
from evidence.models import Consent, EvidenceItem, Recipient
from evidence.queries import consent_in_force, uses_seen_by
from parties.models import CollectionRoute, Organisation, Person, SmartDataService
from readiness.effects import for_gates, split_gates
from readiness.plain_words import route_name
from readiness.queries.found import Found, Reader
from readiness.standing import Standing


@dataclass(frozen=True, slots=True)
class RouteFound:
    """A finding on a route, once for all the gates at which it stands alike."""

    found: Found
    blocks: tuple[Gate, ...]
    advises: tuple[Gate, ...]

    @property
    def gates_in_words(self) -> str:
        return for_gates(self.blocks, self.advises)


@dataclass(frozen=True, slots=True)
class OwnRoute:
    route: CollectionRoute
    found: tuple[RouteFound, ...]

    @property
    def name(self) -> str:
        return route_name(self.route)

    @property
    def shown(self) -> list[RouteFound]:
        return [each for each in self.found if not each.found.is_folded]

    @property
    def settled(self) -> list[RouteFound]:
        return [each for each in self.found if each.found.is_folded]


@dataclass(frozen=True, slots=True)
class OwnItem:
    item: EvidenceItem
    state: ItemState


@dataclass(frozen=True, slots=True)
class Collecting:
    standing: Standing
    routes: tuple[OwnRoute, ...]
    items: tuple[OwnItem, ...]
    consent: Consent | None


def collecting_page(standing: Standing, person: Person, organisation: Organisation) -> Collecting:
    service, reader = standing.service, Reader(standing, person)
    own = [route for route in _own_routes(service, person) if route.is_there_on(standing.as_of)]
    uses = uses_seen_by(person).filter(service=service, item__about=organisation)
    uses = uses.select_related("item").prefetch_related("item__decisions", "item__uses")
    items = [use.item for use in uses]
    return Collecting(
        standing,
        tuple(OwnRoute(route, tuple(_found(reader, route))) for route in own),
        tuple(OwnItem(item, item.state_on(standing.as_of)) for item in items),
        consent_in_force(organisation, service, Recipient.PROVIDER),
    )


def _own_routes(service: SmartDataService, person: Person) -> list[CollectionRoute]:
    return [route for route in service.routes.all() if route.collector_id == person.organisation_id]


def _found(reader: Reader, route: CollectionRoute) -> Iterator[RouteFound]:
    """The findings whose scope is the route, those alike together, blocking ones shown."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    evaluation = reader.standing.evaluation
    for result in evaluation.gates.values() if evaluation else ():
        for finding in result.findings:
            if finding.requirement.scope is Scope.ROUTE and finding.scope == route.local_id:
                alike.setdefault((finding.requirement.id, finding.status), []).append(finding)
    for findings in alike.values():
        shown = max(findings, key=lambda finding: finding.blocking)
        yield RouteFound(reader.read(shown), *split_gates(findings))
