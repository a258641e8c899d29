"""Reads of evidence that are more than one line."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from assumptions.vocabulary import CHECK_KINDS
from evidence.models import Consent, Decision, EvidenceItem, Recipient, Use
from journal import clock
from journal.models import Entry, EntryQuerySet
from parties.models import CollectionRoute, Organisation, Person, SmartDataService
from parties.permissions import may
from parties.queries import services_collected_by, services_seen_by

LOOK = "look_at_evidence"
READING = (LOOK, "read_evidence")


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
    return EvidenceItem.objects.filter(_of_them(person) | Q(Exists(_uses_by(person))))


def contents_seen_by(person: Person) -> QuerySet[EvidenceItem]:
    """The items whose details, files and reasons a person may see: theirs, and what is shared with them."""
    if may(person, "evidence.see_every_item"):
        return EvidenceItem.objects.all()
    if may(person, "parties.see_counts"):
        return EvidenceItem.objects.filter(Exists(uses_shown_to_the_qwg().filter(item=OuterRef("pk"))))
    if not person.is_active or person.organisation_id is None:
        return EvidenceItem.objects.none()
    consents = Consent.objects.filter(
        giver=OuterRef("about"),
        service__uses__item=OuterRef("pk"),
        service__provider=person.organisation_id,
        recipient=Recipient.PROVIDER,
        withdrawn_at__isnull=True,
    )
    checks = Q(Exists(_uses_by(person)), kind__in=CHECK_KINDS)
    return EvidenceItem.objects.filter(_of_them(person) | Q(Exists(consents)) | checks)


def uses_shown_to_the_qwg() -> QuerySet[Use]:
    """In SDSs shared with it, the uses of what the provider handed in or is about, and of checks."""
    of_the_provider = (
        Q(service__provider=F("item__about"))
        | Q(service__provider=F("item__handed_in_for"))
        | Q(item__kind__in=CHECK_KINDS)
    )
    return Use.objects.filter(of_the_provider, service__in=_shared_with_qwg())


def services_shown_to(person: Person) -> QuerySet[SmartDataService]:
    """The SDSs that a person may see, the QWG those that their providers share with it."""
    if may(person, "parties.see_counts"):
        return _shared_with_qwg()
    return services_seen_by(person)


def _shared_with_qwg() -> QuerySet[SmartDataService]:
    consents = Consent.objects.filter(
        service=OuterRef("pk"),
        giver=OuterRef("provider"),
        recipient=Recipient.QWG,
        withdrawn_at__isnull=True,
    )
    return SmartDataService.objects.select_related("provider").filter(Exists(consents))


def _of_them(person: Person) -> Q:
    return Q(about=person.organisation_id) | Q(handed_in_for=person.organisation_id)


def _uses_by(person: Person) -> QuerySet[Use]:
    return Use.objects.filter(item=OuterRef("pk"), service__provider=person.organisation_id)


def items_used_elsewhere(person: Person) -> QuerySet[EvidenceItem]:
    """What a member sees of its organisation's papers that are used only where it sees no SDS or route."""
    if person.organisation_id is None:
        return EvidenceItem.objects.none()
    seen = uses_seen_by(person).filter(item=OuterRef("pk"))
    return items_seen_by(person).exclude(Exists(seen)).prefetch_related("decisions", "uses")


def uses_seen_by(person: Person) -> QuerySet[Use]:
    """The uses in the SDSs that a person may see, and those of their own papers where they collect.

    What others use the same paper for stays theirs.
    """
    uses = Use.objects.select_related("service__provider")
    if may(person, "evidence.see_every_item"):
        return uses
    collects = CollectionRoute.objects.filter(
        service=OuterRef("service"), collector=person.organisation_id
    ).exclude(withdrawn_on__lte=clock.today())
    own = Q(Exists(collects), item__about=person.organisation_id)
    return uses.filter(Q(service__provider=person.organisation_id) | own)


def gives_way_to(newer: EvidenceItem) -> EvidenceItem | None:
    """The item in whose place a newer version would stand; another newer one, where that came before.

    None where it replaces nothing, or what it would replace is out of force by itself.
    """
    older = newer.replaces
    while older and older.replaced_by:
        older = older.replaced_by
    return older if older and older.withdrawn_on is None and older != newer else None


def consent_in_force(giver: Organisation, service: SmartDataService, recipient: Recipient) -> Consent | None:
    given = Consent.objects.filter(giver=giver, service=service, recipient=recipient)
    return given.filter(withdrawn_at__isnull=True).select_related("given_by").first()


def consents_left_over(person: Person) -> QuerySet[Consent]:
    """What a member's organisation still shares with providers for whom it collects no more."""
    if person.organisation_id is None:
        return Consent.objects.none()
    given = Consent.objects.filter(
        giver=person.organisation_id, recipient=Recipient.PROVIDER, withdrawn_at__isnull=True
    )
    return given.exclude(service__in=services_collected_by(person)).select_related("service__provider")


def _looks_noted_today(person: Person) -> EntryQuerySet:
    """What the journal has of what the person looked at since midnight (London)."""
    midnight = timezone.make_aware(datetime.combine(clock.today(), time.min))
    return Entry.objects.filter(action=LOOK, actor_id=person.pk, at__gte=midnight)


def looks_noted_today(person: Person, item: EvidenceItem) -> set[str | None]:
    """The digests of an item's files that the person was shown today; ``None`` where they opened its page."""
    noted = _looks_noted_today(person).filter(concerns__object_id=item.pk).values_list("new", flat=True)
    return {new["file"] and new["file"]["sha256"] for new in noted}


def with_openings(items: QuerySet[EvidenceItem], person: Person) -> QuerySet[EvidenceItem]:
    """Items with whether the person opened each today, which ``look_at_evidence`` then need not ask."""
    opened = _looks_noted_today(person).filter(concerns__object_id=OuterRef("pk"), new__file=None)
    return items.annotate(was_opened_today=Exists(opened))
