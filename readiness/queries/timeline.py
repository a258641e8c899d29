"""What happened to an SDS, an item or an organisation, cut to what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from evidence.models import EvidenceItem
from evidence.queries import READING, items_seen_by
from journal.models import Concern, Entry
from parties.models import Organisation, Person
from parties.permissions import may
from parties.queries import services_seen_by
from readiness.timeline_sorts import ACTIONS, Sort
from readiness.timeline_words import STATUSES, Value, sentence_for, values_of

ITEM = "evidenceitem"
# People and invitations are told of to those who look after them, as on the page of people.
OF_PEOPLE = ("person", "invitation")
# What is done to an item in one SDS is for those who see that SDS.
IN_A_SERVICE = ("add_use", "file_in_pit", "file_in_qad", "withdraw_filing")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as a page tells it: somebody did something to ``it``, then what was set, and why.

    Of another party's paper nobody is named: ``it`` is its kind, and ``after`` its status.
    """

    at: datetime
    who: str
    before: str
    it: str
    after: str
    item_id: UUID | None = None
    values: tuple[Value, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day (London), newest first."""

    on: date
    rows: tuple[Row, ...]


def entries_concerning(object_id: UUID, person: Person) -> QuerySet[Entry]:
    """The entries on an SDS or an item that a person may see, newest first."""
    return _seen_by(person, Entry.objects.concerning(object_id)).order_by("-position")


def entries_about(organisation: Organisation, person: Person) -> QuerySet[Entry]:
    """The entries about an organisation, and all that is its own, that a person may see, newest first."""
    return _seen_by(person, Entry.objects.filter(about_id=organisation.pk)).order_by("-position")


def months_of(entries: QuerySet[Entry]) -> list[date]:
    """The months (London) in which something happened, the latest first."""
    return [month.date() for month in entries.order_by().datetimes("at", "month", order="DESC")]


def narrowed(entries: QuerySet[Entry], sort: Sort | None, month: date | None) -> QuerySet[Entry]:
    """Those of one sort of act, and of one month (London)."""
    if sort:
        entries = entries.filter(action__in=ACTIONS[sort])
    return entries.filter(at__year=month.year, at__month=month.month) if month else entries


def _sees_all(person: Person) -> bool:
    return may(person, "parties.see_service") and may(person, "evidence.see_every_item")


def _seen_by(person: Person, entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """A member sees what is about its organisation or its papers; of other parties' papers their status.

    Who reads a paper is told to whose it is alone: another provider's reading says where it counts too.
    """
    if not may(person, "parties.see_people"):
        entries = entries.exclude(subject_kind__in=OF_PEOPLE)
    if _sees_all(person):
        return entries
    if not person.is_active or person.organisation_id is None:
        return entries.none()
    items = items_seen_by(person)
    handed_in = items.filter(handed_in_for=person.organisation_id).values("pk")
    services = services_seen_by(person).values("pk")
    in_a_service_seen = Exists(Concern.objects.filter(entry=OuterRef("pk"), object_id__in=services))
    return entries.filter(
        Q(about_id=person.organisation_id)
        | (Q(subject_kind=ITEM, subject_id__in=handed_in) & ~Q(action__in=READING))
        | Q(subject_kind=ITEM, subject_id__in=items.values("pk"), action__in=STATUSES)
    ).exclude(Q(action__in=IN_A_SERVICE) & ~in_a_service_seen)


def days(entries: Iterable[Entry], person: Person) -> list[Day]:
    """A page of entries in words, day by day; two queries at most."""
    shown = list(entries)
    items, services = _items_of(shown, person), _services_of(shown, person)
    rows = [_row(entry, items, services, person) for entry in shown]
    grouped = groupby(rows, key=lambda row: timezone.localdate(row.at))
    return [Day(on, tuple(of_day)) for on, of_day in grouped]


def _items_of(entries: Iterable[Entry], person: Person) -> Mapping[UUID, EvidenceItem]:
    wanted = {entry.subject_id for entry in entries if entry.subject_kind == ITEM}
    return items_seen_by(person).in_bulk(wanted) if wanted else {}


def _services_of(entries: Iterable[Entry], person: Person) -> Mapping[str, str]:
    """The names of the SDSs of which the entries speak by their ids in documents."""
    slugs = {str(entry.new.get("service")) for entry in entries if entry.action in IN_A_SERVICE}
    named = services_seen_by(person).filter(slug__in=slugs).values_list("slug", "name")
    return dict(named) if slugs else {}


def _row(
    entry: Entry, items: Mapping[UUID, EvidenceItem], services: Mapping[str, str], person: Person
) -> Row:
    item = items.get(entry.subject_id)
    item_id = item.pk if item else None
    if not _is_told_whole(entry, item, person):
        kind = item.kind_term.label if item else "paper"
        return Row(entry.at, "", "", f"{kind[:1].upper()}{kind[1:]}", f": {STATUSES[entry.action]}", item_id)
    before, _, after = sentence_for(entry).partition("{it}")
    it = entry.subject_label if "{it}" in sentence_for(entry) else ""
    values = tuple(values_of(entry, services))
    return Row(entry.at, entry.actor_label, before, it, after, item_id, values, entry.why)


def _is_told_whole(entry: Entry, item: EvidenceItem | None, person: Person) -> bool:
    own = person.organisation_id
    return _sees_all(person) or entry.about_id == own or (item is not None and item.handed_in_for_id == own)
