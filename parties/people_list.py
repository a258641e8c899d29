"""The list of people and invitations, organisation by organisation, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q

from parties.models import Invitation, Organisation, Person
from parties.queries import invitations_seen_by, people_seen_by

PER_PAGE = 50
PERSON, INVITATION = 0, 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """Where somebody stands in the list: the programme's own first, then by organisation, people first."""

    organisation: str
    sort: int
    name: str
    id: UUID


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """Those of an organisation, or of the programme itself, on one page; and how many there are in all."""

    organisation: Organisation | None
    people: Sequence[Person]
    invitations: Sequence[Invitation]
    people_in_all: int
    invited_in_all: int


def people_found(person: Person, words: str, page: Any) -> dict[str, Any]:
    """A page of those whom a person may see and whom the words find, in groups."""
    entries = sorted([*_people(person, words), *_invitations(person, words)])
    shown = Paginator(entries, PER_PAGE).get_page(page)
    return {"page": shown, "groups": _groups(shown, entries)}


def _people(person: Person, words: str) -> list[Entry]:
    found = people_seen_by(person).filter(
        Q(name__icontains=words) | Q(email__icontains=words) | Q(organisation__name__icontains=words)
    )
    rows = found.values_list("organisation__name", "name", "pk")
    return [Entry(organisation or "", PERSON, name, pk) for organisation, name, pk in rows]


def _invitations(person: Person, words: str) -> list[Entry]:
    found = invitations_seen_by(person).filter(
        Q(email__icontains=words) | Q(organisation__name__icontains=words)
    )
    rows = found.values_list("organisation__name", "email", "pk")
    return [Entry(organisation or "", INVITATION, email, pk) for organisation, email, pk in rows]


def _groups(page: Page[Entry], entries: Iterable[Entry]) -> list[PeopleGroup]:
    shown = list(page.object_list)
    people = Person.objects.select_related("organisation").in_bulk(_ids(shown, PERSON))
    invitations = Invitation.objects.select_related("organisation", "invited_by").in_bulk(
        _ids(shown, INVITATION)
    )
    in_all = Counter((entry.organisation, entry.sort) for entry in entries)
    groups = []
    for name, group in groupby(shown, key=lambda entry: entry.organisation):
        each = list(group)
        of_group = [people[key] for key in _ids(each, PERSON)]
        invited = [invitations[key] for key in _ids(each, INVITATION)]
        organisation = (of_group or invited)[0].organisation
        counts = in_all[name, PERSON], in_all[name, INVITATION]
        groups.append(PeopleGroup(organisation, of_group, invited, *counts))
    return groups


def _ids(entries: Iterable[Entry], sort: int) -> list[UUID]:
    return [entry.id for entry in entries if entry.sort == sort]
