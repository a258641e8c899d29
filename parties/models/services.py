"""What is qualified: Smart Data Services with their gates and routes, and the programme's own settings."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models.functions import Now

from assumptions.day import counts_on
from assumptions.vocabulary import Gate, Participation, PartyCategory, RouteKind, ServiceRole, Term
from parties.fields import AS_LOCAL_ID, IN_SPAN, LOCAL_ID, ONE_LINE, TEXT
from parties.models.people import Organisation


def choices(terms: type[Term]) -> list[tuple[str, str]]:
    """The choices of a field whose values are the rules' own terms."""
    return [(term.value, term.label) for term in terms]


class Programme(models.Model):
    """The programme's own settings: one row, in the words of the ``programme`` part of a facts document.

    ``version`` goes up with every change, since it can turn any verdict. A programme marked as demonstration
    holds nothing that anybody would miss.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    design_baselines = models.JSONField(default=list, blank=True)
    mdr_scenario_versions = models.JSONField(default=list, blank=True)
    gate_dates = models.JSONField(default=dict, blank=True)
    lead_times = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="parties_programme_only_one"),
        ]

    def __str__(self) -> str:
        return "The programme"

    @property
    def is_set(self) -> bool:
        """Whether anybody has set it: the row may be there before, as a lock or for its mark."""
        return self.version > 1


class SmartDataService(models.Model):
    """A Smart Data Service: what is Qualified, as a whole role (deck, A199).

    ``slug`` is the document's ``service.id``. ``facts_version`` goes up with every change of what the rules
    see of it. ``imported_entry`` is the journal's entry of its last import, empty where people made it here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(
        "id",
        max_length=LOCAL_ID,
        unique=True,
        validators=AS_LOCAL_ID,
        error_messages={"unique": "This id is taken. Choose another."},
    )
    name = models.CharField(max_length=TEXT, validators=ONE_LINE)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    role = models.CharField(max_length=10, choices=choices(ServiceRole), default=ServiceRole.SDS)
    participation = models.CharField(max_length=10, choices=choices(Participation))
    facts_version = models.PositiveIntegerField(default=1)
    facts_changed_at = models.DateTimeField(db_default=Now(), editable=False)
    imported_sha256 = models.CharField(max_length=64, blank=True)
    imported_entry = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(imported_sha256="") ^ models.Q(imported_entry__isnull=False),
                name="parties_service_import_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceGate(models.Model):
    """What is particular to one SDS at one gate: its own date, and the day it was let through (I16)."""

    service = models.ForeignKey(SmartDataService, on_delete=models.CASCADE, related_name="gates")
    gate = models.CharField(max_length=30, choices=choices(Gate))
    due_on = models.DateField(validators=IN_SPAN, null=True, blank=True)
    passed_on = models.DateField(validators=IN_SPAN, null=True, blank=True)

    class Meta:
        ordering = ["service", "gate"]
        constraints = [
            models.UniqueConstraint(fields=["service", "gate"], name="parties_service_gate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.get_gate_display()}"


class CollectionRoute(models.Model):
    """One way in which an SDS collects the data; what is said of the collector is as declared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(SmartDataService, on_delete=models.CASCADE, related_name="routes")
    local_id = models.CharField(max_length=LOCAL_ID, validators=AS_LOCAL_ID)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=choices(RouteKind))
    declared_on = models.DateField(validators=IN_SPAN)
    withdrawn_on = models.DateField(validators=IN_SPAN, null=True, blank=True)
    collector = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="routes")
    collector_category = models.CharField(max_length=20, choices=choices(PartyCategory))
    collector_dcc_roles = models.JSONField(default=list, blank=True)
    roles_used = models.JSONField(default=list, blank=True)
    own_customers_only = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["service", "position"]
        constraints = [
            models.UniqueConstraint(fields=["service", "local_id"], name="parties_route_local_id_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True)
                | models.Q(withdrawn_on__gte=models.F("declared_on")),
                name="parties_route_withdrawn_after_declared",
                violation_error_message="A route can't be withdrawn before the day it was declared.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=RouteKind.MDR) ^ models.Q(own_customers_only__isnull=False),
                name="parties_route_customers_on_supplier_roles",
            ),
            models.CheckConstraint(
                condition=~models.Q(collector_category=PartyCategory.NOT_A_PARTY)
                | models.Q(collector_dcc_roles=[]),
                name="parties_route_no_roles_without_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, collected by {self.collector}"

    def is_there_on(self, day: date) -> bool:
        """Whether the rules see the route on that day (London)."""
        return counts_on(day, since=self.declared_on, withdrawn_on=self.withdrawn_on)
