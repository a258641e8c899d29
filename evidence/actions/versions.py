"""A newer version in the place of an older one: from its acceptance on, and no more if that is reversed."""

from __future__ import annotations

from datetime import date

from evidence.actions.uses import place_use, serve_routes
from evidence.models import EvidenceItem, Filing, Use
from evidence.queries import gives_way_to
from journal import clock
from parties.actions import next_position, save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Person, SmartDataService
from parties.permissions import require


def check_newer(actor: Person, item: EvidenceItem, older: EvidenceItem, service: SmartDataService) -> None:
    """Refuse a newer version of what is no older version of it, or is out of force already."""
    require(actor, "evidence.see_contents", older)
    older = EvidenceItem.objects.select_for_update(of=("self",)).select_related("about").get(pk=older.pk)
    if (older.kind, older.about_id) != (item.kind, item.about_id):
        raise Refused(
            f"{older.reference} is another paper. Choose one of the same kind, about {item.about}.",
            field="replaces",
        )
    if older.withdrawn_on is not None:
        raise Refused(
            f"{older.reference} is out of force since {older.withdrawn_on:%-d %B %Y}. "
            "Hand this in as a paper of its own.",
            field="replaces",
        )
    if not older.uses.filter(service=service).exists():
        raise Refused(f"{older.reference} does not count in {service}.", field="replaces")


def take_place(actor: Person, newer: EvidenceItem) -> None:
    """Let an item that is accepted today stand for the one that it replaces, wherever that counts."""
    older = _locked_older(newer)
    if older is None:
        return
    today = clock.today()
    services = list(_services_of(older))
    for use in older.uses.prefetch_related("routes", "filings"):
        _take_over(use, newer, today)
    older.withdrawn_on, older.replaced_by = max(older.submitted_on, today), newer
    save_valid(older)
    record_change(
        action="replace_evidence",
        actor=actor,
        subject=older,
        about=older.about,
        services=services,
        old={"withdrawn_on": None},
        new={"withdrawn_on": older.withdrawn_on, "replaced_by": newer.reference},
    )


def _locked_older(newer: EvidenceItem) -> EvidenceItem | None:
    """The item that gives way, under its lock; asked anew where another acceptance came in between."""
    while older := gives_way_to(EvidenceItem.objects.get(pk=newer.pk)):
        locked = EvidenceItem.objects.select_for_update().get(pk=older.pk)
        if locked.withdrawn_on is None:
            return locked
    return None


def give_place_back(actor: Person, newer: EvidenceItem, why: str) -> None:
    """Let what an item replaced stand again, since the item is not accepted any more.

    What was erased meanwhile stays out of force: there is no document for it to stand on.
    """
    for older in newer.replaced.select_for_update():
        if older.files.filter(erased_at__isnull=False).exists():
            continue
        ended = older.withdrawn_on
        older.withdrawn_on = older.replaced_by = None
        save_valid(older)
        record_change(
            action="restore_evidence",
            actor=actor,
            subject=older,
            about=older.about,
            services=_services_of(older),
            old={"withdrawn_on": ended, "replaced_by": newer.reference},
            new={"withdrawn_on": None},
            why=why,
        )


def _services_of(item: EvidenceItem) -> list[SmartDataService]:
    return list(SmartDataService.objects.filter(uses__item=item))


def _take_over(use: Use, newer: EvidenceItem, today: date) -> None:
    """One SDS: the newer item serves the routes that are still there, and is filed where the older one is."""
    service = SmartDataService.objects.select_for_update().get(pk=use.service_id)
    own = Use.objects.filter(item=newer, service=service).first()
    served = set(own.routes.all()) if own else set()
    routes = [route for route in use.routes.all() if route not in served and route.is_there_on(today)]
    if own is None and newer.kind_term.is_about_a_route and not routes:
        return
    own = own or place_use(newer, service)
    serve_routes(own, routes)
    filed = {(each.place, each.section_id) for each in own.filings.all() if each.is_there_on(today)}
    for filing in use.filings.all():
        if filing.is_there_on(today) and (filing.place, filing.section_id) not in filed:
            save_valid(
                Filing(
                    use=own,
                    position=next_position(own.filings),
                    place=filing.place,
                    section_id=filing.section_id,
                    on=today,
                )
            )
