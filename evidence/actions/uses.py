"""What an item is used for: recorded SDS by SDS and route by route, never assumed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Max

from evidence.models import EvidenceItem, RouteUse, Use
from journal import clock
from parties.actions import next_position, save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import CollectionRoute, Person, Programme, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def add_use(
    *, actor: Person, item: EvidenceItem, service: SmartDataService, routes: Sequence[CollectionRoute] = ()
) -> Use:
    """Let an item count in one more SDS, or on more routes of one in which it counts already."""
    require(actor, "evidence.add_use", service)
    require(actor, "evidence.see_contents", item)
    item = EvidenceItem.objects.select_for_update().get(pk=item.pk)
    if not item.uses.filter(service=service).exists():
        _number(item)
    service = SmartDataService.objects.select_for_update().get(pk=service.pk)
    use = Use.objects.filter(item=item, service=service).first()
    served = set(use.routes.all()) if use else set()
    added = [route for route in dict.fromkeys(routes) if route not in served]
    check_routes(item, service, [*served, *added])
    _check_serves(item, service, added)
    if use and not added:
        raise Refused("The item counts there already.", field="routes")
    use = use or place_use(item, service)
    serve_routes(use, added)
    record_change(
        action="add_use",
        actor=actor,
        subject=item,
        about=item.about,
        services=[service],
        new={"service": service.slug, "routes": [route.local_id for route in added]},
    )
    return use


def _number(item: EvidenceItem) -> None:
    """An item that came with a document is known by its id there, which is that SDS's own to know."""
    if item.number is None:
        item.number = next_number()
        item.save(update_fields=["number"])


def next_number() -> int:
    # The programme's row is the lock under which references are given out, so it has to be there.
    Programme.objects.get_or_create(pk=1)
    Programme.objects.select_for_update().get(pk=1)
    last: int | None = EvidenceItem.objects.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _check_serves(item: EvidenceItem, service: SmartDataService, routes: Sequence[CollectionRoute]) -> None:
    """Refuse a use that no reviewer could have had in mind: of another party's paper, or of a check."""
    if item.withdrawn_on is not None:
        raise Refused("This item is withdrawn, so it counts nowhere. Hand in a newer one.")
    if item.kind_term.is_a_check:
        raise Refused("Elexon checks route by route, so its check counts where it was made alone.")
    parties = {route.collector_id for route in routes} or {service.provider_id}
    if parties != {item.about_id}:
        raise Refused(
            f"This item is about {item.about}, so it counts for {item.about} alone. Hand in another.",
            field="routes",
        )
    if not all(route.is_there_on(clock.today()) for route in routes):
        raise Refused("Choose a route that is declared and not withdrawn.", field="routes")


def check_routes(item: EvidenceItem, service: SmartDataService, routes: Collection[CollectionRoute]) -> None:
    """Refuse routes of another SDS, none where the kind is about a route, any where it is not."""
    if any(route.service_id != service.pk for route in routes):
        raise Refused(f"Choose routes of {service}.", field="routes")
    if item.kind_term.is_about_a_route and not routes:
        raise Refused("Choose the route that this is for.", field="routes")
    if not item.kind_term.is_about_a_route and routes:
        raise Refused("This is about the whole service; choose no route.", field="routes")


def place_use(item: EvidenceItem, service: SmartDataService) -> Use:
    """The item at the end of an SDS's document, under its reference, with a suffix where that is taken."""
    taken = set(service.uses.values_list("local_id", flat=True))
    local_id, number = item.reference, 2
    while local_id in taken:
        local_id, number = f"{item.reference}-{number}", number + 1
    return save_valid(
        Use(item=item, service=service, local_id=local_id, position=next_position(service.uses))
    )


def serve_routes(use: Use, routes: Sequence[CollectionRoute]) -> None:
    first = next_position(use.route_uses)
    RouteUse.objects.bulk_create(
        RouteUse(use=use, route=route, position=first + place) for place, route in enumerate(routes)
    )
