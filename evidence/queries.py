"""Reads of evidence that are more than one line."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from assumptions.vocabulary import CHECK_KINDS
from evidence.models import Decision, EvidenceItem, Use
from parties.models import Person
from parties.permissions import may


def items_to_decide(day: date) -> QuerySet[EvidenceItem]:
    """The items that wait for a reviewer on that day (London), oldest first."""
    decided = Decision.objects.filter(item=OuterRef("pk"), on__lte=day)
    return EvidenceItem.objects.filter(
        ~Exists(decided),
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day),
        Q(expires_on__isnull=True) | Q(expires_on__gte=day),
        submitted_on__lte=day,
    ).exclude(kind__in=CHECK_KINDS)


def items_seen_by(person: Person) -> QuerySet[EvidenceItem]:
    """What a person may see; a member sees what is used in, about or handed in for their organisation."""
    if may(person, "evidence.see_every_item"):
        return EvidenceItem.objects.all()
    if not person.is_active or person.organisation_id is None:
        return EvidenceItem.objects.none()
    used = Use.objects.filter(item=OuterRef("pk"), service__provider=person.organisation_id)
    return EvidenceItem.objects.filter(
        Q(about=person.organisation_id) | Q(handed_in_for=person.organisation_id) | Q(Exists(used))
    )


def items_used_elsewhere(person: Person) -> QuerySet[EvidenceItem]:
    """What is about, or was handed in for, a member's organisation, and is used by other parties alone."""
    own = Use.objects.filter(item=OuterRef("pk"), service__provider=person.organisation_id)
    if person.organisation_id is None:
        return EvidenceItem.objects.none()
    return items_seen_by(person).exclude(Exists(own)).prefetch_related("decisions", "uses")


def uses_seen_by(person: Person) -> QuerySet[Use]:
    """The uses in the SDSs that a person may see: what others use the same paper for stays theirs."""
    uses = Use.objects.select_related("service__provider")
    if may(person, "evidence.see_every_item"):
        return uses
    return uses.filter(service__provider=person.organisation_id)
