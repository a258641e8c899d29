"""What a person finds by a few words: of everything only what the pages would show them too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from assumptions import REQUIREMENTS
from assumptions.sources import SOURCES
from assumptions.vocabulary import EvidenceKind, ItemState
from evidence.models import EvidenceFile
from evidence.queries import contents_seen_by, items_seen_by, services_shown_to, uses_seen_by
from parties.models import CollectionRoute, Organisation, Person, SmartDataService
from parties.permissions import may
from parties.queries import services_collected_by

AT_MOST = 20  # of a sort
FIRST = slice(AT_MOST + 1)  # one more tells that there are more
NUMBER = re.compile(r"(?:ev-?)?0*(\d{1,9})", re.IGNORECASE)
REFERENCE = re.compile(r"ev-?0*(\d{1,9})", re.IGNORECASE)
# The details that are written out, not chosen from a list.
WRITTEN_DETAILS = ("mdr_dip_id", "four_digit_id", "scenarios_version", "design_baseline")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: where its page is, what it is called, and what to tell it apart by."""

    to: str
    name: str
    note: str = ""
    id: str = ""
    state: ItemState | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one sort; ``more`` where there is more than is shown."""

    title: str
    shown: Sequence[Hit] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found, sort by sort, none of them empty."""

    hits: list[Hits] = field(default_factory=list)

    @property
    def number(self) -> int:
        return sum(len(each.shown) for each in self.hits)

    @property
    def more(self) -> bool:
        return any(each.more for each in self.hits)


def search(person: Person, words: str, today: date) -> Found:
    """Whatever holds each of the words in one of its names, in a fixed number of queries."""
    asked = words.split()
    sorts = (
        _hits("Smart Data Services", [*_services(person, asked), *_collected(person, asked)]),
        _hits("Items", _items(person, asked, today)),
        _hits("Organisations", _organisations(person, asked)),
        _hits("Requirements", _requirements(asked)),
        _hits("Rulebook", _sources(asked)),
    )
    return Found([hits for hits in sorts if hits.shown])


def page_of(person: Person, words: str) -> str:
    """The address of the one thing whose id was asked for; empty where it is no id, or not there."""
    asked = words.strip()
    reference = REFERENCE.fullmatch(asked)
    if reference:
        item = items_seen_by(person).filter(number=int(reference[1])).first()
        return reverse("readiness:item", args=[item.pk]) if item else ""
    exact = {each.upper(): _requirement_page(each) for each in REQUIREMENTS}
    exact |= {each.upper(): _source_page(each) for each in SOURCES}
    return exact.get(asked.upper(), "")


def _hits(title: str, found: Iterable[Hit]) -> Hits:
    hits = list(found)
    return Hits(title, hits[:AT_MOST], len(hits) > AT_MOST)


def _services(person: Person, words: list[str]) -> Iterable[Hit]:
    services = services_shown_to(person)
    for word in words:
        collects = CollectionRoute.objects.filter(
            service=OuterRef("pk"), collector__name__icontains=word, withdrawn_on__isnull=True
        )
        services = services.filter(_named(word) | Q(Exists(collects)))
    return [_service_hit(service, "readiness:service") for service in services[FIRST]]


def _collected(person: Person, words: list[str]) -> Iterable[Hit]:
    """The SDSs of others for which the person's organisation collects: its page of them."""
    services = services_collected_by(person).prefetch_related(None)
    for word in words:
        services = services.filter(_named(word))
    return [_service_hit(service, "readiness:collecting") for service in services[FIRST]]


def _named(word: str) -> Q:
    return Q(name__icontains=word) | Q(provider__name__icontains=word)


def _service_hit(service: SmartDataService, page: str) -> Hit:
    note = service.get_participation_display()
    if page == "readiness:collecting":
        note = f"You collect for it, {note}"
    if service.provider.name != service.name:
        note = f"{service.provider}, {note}"
    return Hit(reverse(page, args=[service.pk]), service.name, note)


def _organisations(person: Person, words: list[str]) -> Iterable[Hit]:
    """All for the programme, by their pages; a member its own, by its timeline."""
    organisations, page = Organisation.objects.all(), "parties:organisation"
    if not may(person, "parties.see_organisations"):
        organisations, page = organisations.filter(people=person), "readiness:organisation_timeline"
    for word in words:
        organisations = organisations.filter(name__icontains=word)
    return [Hit(reverse(page, args=[found.pk]), found.name) for found in organisations[FIRST]]


def _items(person: Person, words: list[str], today: date) -> Iterable[Hit]:
    """By number, kind, party and file; by what a paper says only where the person may read it."""
    items = items_seen_by(person)
    opened = Q(Exists(contents_seen_by(person).filter(pk=OuterRef("pk"))))
    for word in words:
        items = items.filter(_on_the_cover(person, word) | (opened & _inside(word)))
    uses = Prefetch("uses", queryset=uses_seen_by(person))
    items = items.select_related("about").prefetch_related("decisions", uses)
    return [
        Hit(
            reverse("readiness:item", args=[item.pk]),
            item.kind_term.label[:1].upper() + item.kind_term.label[1:],
            f"{item.about}, {item.submitted_on:%-d %B %Y}",
            item.reference,
            item.state_on(today),
        )
        for item in items.order_by("-submitted_on", "-number")[FIRST]
    ]


def _on_the_cover(person: Person, word: str) -> Q:
    """What whoever sees that an item is there sees of it."""
    kinds = [kind for kind in EvidenceKind if word.lower() in kind.label.lower()]
    uses = uses_seen_by(person).filter(item=OuterRef("pk"), local_id__icontains=word)
    cover = Q(kind__in=kinds) | Q(about__name__icontains=word) | Q(Exists(uses), number__isnull=True)
    number = NUMBER.fullmatch(word)
    return cover | Q(number=int(number[1])) if number else cover


def _inside(word: str) -> Q:
    """What only its readers see: what is written in its details, and what its files are called."""
    files = EvidenceFile.objects.filter(item=OuterRef("pk"), name__icontains=word)
    inside = Q(Exists(files))
    for detail in WRITTEN_DETAILS:
        inside |= Q(**{f"details__{detail}__icontains": word})
    return inside


def _requirements(words: list[str]) -> Iterable[Hit]:
    return [
        Hit(_requirement_page(each.id), each.title, each.applies_to, each.id)
        for each in REQUIREMENTS.values()
        if _holds(f"{each.id} {each.title}", words)
    ]


def _sources(words: list[str]) -> Iterable[Hit]:
    return [
        Hit(_source_page(each.id), each.title, _sort_of(each.id), each.id)
        for each in SOURCES.values()
        if _holds(f"{each.id} {each.title}", words)
    ]


def _sort_of(source_id: str) -> str:
    source = SOURCES[source_id]
    return "Interpretation" if source.is_interpretation else "Risk" if source.is_risk else "Assumption"


def _holds(text: str, words: list[str]) -> bool:
    return all(word.lower() in text.lower() for word in words)


def _requirement_page(requirement_id: str) -> str:
    return reverse("readiness:rulebook_requirement", args=[requirement_id])


def _source_page(source_id: str) -> str:
    return reverse("readiness:rulebook_source", args=[source_id])
