"""Handing in and withdrawing evidence, and recording Elexon's checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions.once import MadeBefore, stop_if_made
from evidence.actions.uses import check_routes, next_number, place_use, serve_routes
from evidence.actions.versions import check_newer
from evidence.files import StoredFile, stored
from evidence.models import Decision, EvidenceFile, EvidenceItem
from evidence.scanning import Scan, scanned
from journal import clock
from parties.actions import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import CollectionRoute, Organisation, Person, SmartDataService
from parties.permissions import may, require
from parties.transactions import in_one_transaction


@dataclass(frozen=True, slots=True)
class Statement:
    """What whoever hands in a paper says of it."""

    kind: EvidenceKind
    routes: tuple[CollectionRoute, ...]
    details: Mapping[str, Any]
    expires_on: date | None
    said_why: str
    replaces: EvidenceItem | None


def submit_evidence(
    *,
    actor: Person,
    service: SmartDataService,
    kind: EvidenceKind,
    routes: Sequence[CollectionRoute] = (),
    details: Mapping[str, Any],
    upload: File[bytes],
    expires_on: date | None = None,
    said_why: str = "",
    replaces: EvidenceItem | None = None,
    request_key: UUID | None = None,
    is_generated: bool = False,
) -> EvidenceItem:
    """Hand in one paper for an SDS, today: its file, its typed details and the routes that it is for.

    ``details`` are in the words of the facts document; ``said_why`` is a word to the reviewer where something
    speaks against it; ``replaces`` is the item that this is a newer version of. If anything fails, no file
    and no row is left.
    The same asked again with the same ``request_key`` gives the item that is there. A file that the program
    generated itself is not scanned.
    """
    if not (routes and all(may(actor, "evidence.submit_evidence", route) for route in routes)):
        require(actor, "evidence.submit_evidence", service)
    if kind.is_a_check:
        raise Refused("Elexon records its checks itself.", field="kind")
    _check_holds_something(upload)
    stated = Statement(kind, tuple(dict.fromkeys(routes)), details, expires_on, said_why.strip(), replaces)
    scan = None if is_generated else scanned(upload)
    try:
        with stored(upload) as file:
            return _hand_in(actor, service, stated, request_key, file, scan)
    except MadeBefore as before:
        return before.item


@in_one_transaction
def _hand_in(
    actor: Person,
    service: SmartDataService,
    stated: Statement,
    request_key: UUID | None,
    file: StoredFile,
    scan: Scan | None,
) -> EvidenceItem:
    item = _new_item(service, stated.kind, stated.routes, stated.details, stated.expires_on)
    item.said_why, item.replaces = stated.said_why, stated.replaces
    stop_if_made(request_key, by=actor, item=item, service=service, routes=stated.routes, file=file)
    if stated.replaces:
        check_newer(actor, item, stated.replaces, service)
    item.handed_in_by, item.handed_in_for = actor, actor.organisation
    item.request_key = request_key
    _place_item(item, service, stated.routes, file, scan)
    record_change(
        action="submit_evidence",
        actor=actor,
        subject=item,
        about=item.about,
        services=[service],
        new=_as_recorded(item, stated.routes, file, scan),
    )
    return item


def record_check(
    *,
    actor: Person,
    service: SmartDataService,
    route: CollectionRoute,
    kind: EvidenceKind,
    details: Mapping[str, Any],
    upload: File[bytes] | None = None,
    request_key: UUID | None = None,
    is_generated: bool = False,
) -> EvidenceItem:
    """Record what Elexon found when it checked a route (A203, A204). It is recorded as decided."""
    require(actor, "evidence.record_check", service)
    if not kind.is_a_check:
        raise Refused("Only Elexon's own checks are recorded here.", field="kind")
    if upload:
        _check_holds_something(upload)
    scan = scanned(upload) if upload and not is_generated else None
    try:
        with stored(upload) if upload else nullcontext() as file:
            return _record(actor, service, route, kind, details, request_key, file, scan)
    except MadeBefore as before:
        return before.item


@in_one_transaction
def _record(
    actor: Person,
    service: SmartDataService,
    route: CollectionRoute,
    kind: EvidenceKind,
    details: Mapping[str, Any],
    request_key: UUID | None,
    file: StoredFile | None,
    scan: Scan | None,
) -> EvidenceItem:
    item = _new_item(service, kind, [route], details, None)
    stop_if_made(request_key, by=actor, item=item, service=service, routes=[route], file=file)
    item.request_key = request_key
    _place_item(item, service, [route], file, scan)
    _accept_at_once(item, actor)
    record_change(
        action="record_check",
        actor=actor,
        subject=item,
        about=item.about,
        services=[service],
        new=_as_recorded(item, [route], file, scan),
    )
    return item


def _accept_at_once(check: EvidenceItem, actor: Person) -> None:
    save_valid(
        Decision(
            item=check,
            position=0,
            on=check.submitted_on,
            outcome=DecisionOutcome.ACCEPTED,
            decided_by=actor,
            decided_as=actor.role,
            item_submitted_on=check.submitted_on,
        )
    )


@in_one_transaction
def withdraw_evidence(*, actor: Person, item: EvidenceItem, why: str = "") -> EvidenceItem:
    """Take an item back from today on; it stays readable."""
    require(actor, "evidence.withdraw_evidence", item)
    item = EvidenceItem.objects.select_for_update().get(pk=item.pk)
    if item.withdrawn_on is not None:
        raise Refused(f"This item is withdrawn already, on {item.withdrawn_on:%-d %B %Y}.")
    # An item dated ahead never takes effect: it ends on the day on which it would have begun.
    item.withdrawn_on = max(item.submitted_on, clock.today())
    save_valid(item)
    record_change(
        action="withdraw_evidence",
        actor=actor,
        subject=item,
        about=item.about,
        services=SmartDataService.objects.filter(uses__item=item),
        old={"withdrawn_on": None},
        new={"withdrawn_on": item.withdrawn_on},
        why=why,
    )
    return item


def _check_holds_something(upload: File[bytes]) -> None:
    if not upload.size:
        raise Refused("This file is empty. Choose the file that holds the paper.", field="upload")


def _new_item(
    service: SmartDataService,
    kind: EvidenceKind,
    routes: Sequence[CollectionRoute],
    details: Mapping[str, Any],
    expires_on: date | None,
) -> EvidenceItem:
    item = EvidenceItem(
        number=next_number(),
        kind=kind,
        about=whom_it_is_about(service, [route.collector for route in routes]),
        submitted_on=clock.today(),
        expires_on=expires_on,
        details=dict(details),
    )
    check_routes(item, service, routes)
    return item


def whom_it_is_about(service: SmartDataService, collectors: Sequence[Organisation]) -> Organisation:
    """The collector of an item's routes, or the provider where there are several collectors or none."""
    return collectors[0] if len(set(collectors)) == 1 else service.provider


def _place_item(
    item: EvidenceItem,
    service: SmartDataService,
    routes: Sequence[CollectionRoute],
    file: StoredFile | None,
    scan: Scan | None,
) -> None:
    SmartDataService.objects.select_for_update().get(pk=service.pk)
    save_valid(item)
    serve_routes(place_use(item, service), routes)
    if file:
        save_valid(
            EvidenceFile(
                item=item,
                name=file.name,
                name_given=file.name_given,
                content_type=file.content_type,
                size=file.size,
                sha256=file.sha256,
                content=file.stored_as,
                scanned_at=scan.at if scan else None,
                scanned_by=scan.by if scan else "",
            )
        )


def _as_recorded(
    item: EvidenceItem, routes: Sequence[CollectionRoute], file: StoredFile | None, scan: Scan | None
) -> dict[str, Any]:
    told = {"name": file.name, "sha256": file.sha256, "size": file.size} if file else None
    if told and file and file.name_given != file.name:
        told["name_given"] = file.name_given
    if told and scan:
        told["scanned_by"] = scan.by
    return {
        "kind": item.kind,
        "routes": [route.local_id for route in routes],
        "details": item.details,
        "expires_on": item.expires_on,
        "file": told,
        **({"said_why": item.said_why} if item.said_why else {}),
        **({"replaces": item.replaces.reference} if item.replaces else {}),
    }
