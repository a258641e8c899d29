"""A newer version and what gives way to it: shown before it is accepted, and on the pages of both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from assumptions.sentences import in_full, listed
from assumptions.vocabulary import DecisionOutcome, EvidenceKind, FilingPlace
from evidence.models import Decision, EvidenceFile, EvidenceItem, Use
from evidence.queries import contents_seen_by, gives_way_to, uses_seen_by
from parties.models import Organisation, Person, SmartDataService
from parties.permissions import may
from readiness.effects import Effect, effect_of
from readiness.facts import Document
from readiness.plain_words import route_name
from readiness.queries.item import UseRow
from readiness.standing import Standing, standings
from readiness.what_if import free_id, with_decision, with_newer_version


@dataclass(frozen=True, slots=True)
class Replacing:
    """The item that gives way once a newer version is accepted, and where that stands in for it."""

    newer: EvidenceItem
    older: EvidenceItem
    uses: tuple[Use, ...]

    def change(self, document: Document, newer_id: str, older_id: str) -> Document:
        """The facts with the newer version in the older one's place."""
        return with_newer_version(document, older_id, self._newer_in(document, newer_id))

    def _newer_in(self, document: Document, newer_id: str) -> Document:
        there = (entry for entry in document["evidence"] if entry["id"] == newer_id)
        expires_on = self.newer.expires_on
        return next(there, None) or {
            "id": newer_id,
            "kind": self.newer.kind,
            "routes": [],
            "submitted_on": self.newer.submitted_on.isoformat(),
            "expires_on": expires_on.isoformat() if expires_on else None,
            "details": self.newer.details,
        }

    def older_id_in(self, service: SmartDataService) -> str:
        return next((use.local_id for use in self.uses if use.service_id == service.pk), "")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a newer version takes over in one SDS, in words."""

    service: SmartDataService
    routes: str
    filed: str


@dataclass(frozen=True, slots=True)
class TakingOver:
    """``effects`` are of the SDSs in which the newer version does not count yet."""

    uses: tuple[TakenOver, ...]
    effects: tuple[Effect, ...]


def replacings(items: Iterable[EvidenceItem]) -> dict[UUID, Replacing]:
    """Of items whose ``replaces`` is at hand, what each would replace; one query however many."""
    older = {item: found for item in items if item.replaces_id and (found := gives_way_to(item))}
    if not older:
        return {}
    uses: dict[UUID, list[Use]] = {}
    for use in Use.objects.filter(item__in=older.values()).select_related("service__provider"):
        uses.setdefault(use.item_id, []).append(use)
    return {
        newer.pk: Replacing(newer, found, tuple(uses.get(found.pk, ()))) for newer, found in older.items()
    }


def _taken_over(replacing: Replacing, stands: Iterable[Standing]) -> list[TakenOver]:
    """Where the older item counts and is filed on the day."""
    return [
        TakenOver(standing.service, _routes(standing, entry), _filed(entry, standing.as_of))
        for standing in stands
        for entry in standing.document["evidence"]
        if entry["id"] == replacing.older_id_in(standing.service)
    ]


def _filed(entry: Document, day: date) -> str:
    """The places in words; empty where it is filed nowhere on the day."""
    on = day.isoformat()
    there = [
        FilingPlace(filing["place"]).label
        for filing in entry["filings"]
        if filing["on"] <= on and (filing["withdrawn_on"] is None or filing["withdrawn_on"] > on)
    ]
    return listed(dict.fromkeys(there)) if there else ""


def _routes(standing: Standing, entry: Document) -> str:
    served = [route for route in standing.service.routes.all() if route.local_id in entry["routes"]]
    there = [route for route in served if route.is_there_on(standing.as_of)]
    return listed(route_name(route) for route in there) if there else "The service"


def taken_over_by(replacing: Replacing, uses: Sequence[UseRow]) -> TakingOver:
    """All that a newer version takes over; in some SDSs only the older one counts so far."""
    beside = {use.standing.service.pk: use.standing for use in uses}
    further = [use.service for use in replacing.uses if use.service_id not in beside]
    stands = list(standings(further, as_of=uses[0].standing.as_of)) if further else []
    effects = (effect_of(standing, partial(_accepted, replacing, standing)) for standing in stands)
    return TakingOver(
        tuple(_taken_over(replacing, [*beside.values(), *stands])),
        tuple(effect for effect in effects if effect),
    )


def _accepted(replacing: Replacing, standing: Standing, document: Document) -> Document:
    newer_id = free_id(document)
    document = replacing.change(document, newer_id, replacing.older_id_in(standing.service))
    return with_decision(document, newer_id, DecisionOutcome.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Held:
    """An item that is there already, as somebody who hands in a paper is told of it."""

    item: EvidenceItem
    last: str  # the outcome of its last decision; empty where there is none

    @property
    def words(self) -> str:
        return f"{self.item.reference}, handed in on {in_full(self.item.submitted_on)}, {self._became}"

    @property
    def _became(self) -> str:
        if self.item.replaced_by_id:
            return "replaced by a newer version"
        if self.item.withdrawn_on:
            return "withdrawn"
        return DecisionOutcome(self.last).label.lower() if self.last else "in review"


def older_versions(
    service: SmartDataService, kind: EvidenceKind, about: Organisation, person: Person
) -> list[Held]:
    """The papers of the kind in the SDS that are neither withdrawn nor rejected, the newest first."""
    items = _with_last_decision(contents_seen_by(person)).filter(
        uses__service=service, kind=kind, about=about, withdrawn_on__isnull=True, number__isnull=False
    )
    found = items.exclude(last=DecisionOutcome.REJECTED).order_by("-submitted_on", "-recorded_at")
    return [Held(item, item.last) for item in found]


def _with_last_decision(items: QuerySet[EvidenceItem]) -> QuerySet[Any]:
    last = Decision.objects.filter(item=OuterRef("pk")).order_by("-position").values("outcome")[:1]
    return items.annotate(last=Coalesce(Subquery(last), Value("")))


def newer_version_of(item: EvidenceItem, uses: Sequence[UseRow], person: Person) -> str:
    """The page where a newer version is handed in; empty for whoever can't."""
    if item.withdrawn_on or item.kind_term.is_a_check or item.number is None:
        return ""
    for use in uses:
        for party in (use.standing.service, *use.served):
            if may(person, "evidence.submit_evidence", party):
                route = next((route for route in use.served), None)
                paper = f"{item.kind}.{route.pk}" if route else item.kind
                asked = urlencode({"paper": paper, "replaces": str(item.pk)})
                return f"{reverse('readiness:hand_in_evidence', args=[use.use.service_id])}?{asked}"
    return ""


def same_bytes(upload: UploadedFile, person: Person, *, form: UUID | None) -> list[Held]:
    """The items with the very bytes of an upload, of those whose contents a person may see.

    None that this form made by its key: a form that is sent twice is no second hand-in.
    """
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    known = EvidenceFile.objects.filter(item=OuterRef("pk"), sha256=digest.hexdigest())
    items = _with_last_decision(contents_seen_by(person)).filter(Exists(known)).select_related("about")
    if form:
        items = items.exclude(request_key=form)
    return [Held(item, item.last) for item in items.prefetch_related(Prefetch("uses", uses_seen_by(person)))]
