"""Granting and ending waivers and work-off plans (I8)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from assumptions import InvalidFacts, read_facts
from assumptions.vocabulary import Gate, WaiverKind
from evidence.models import QadSection
from journal import clock
from parties.actions import next_local_id, next_position, save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import CollectionRoute, Person, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction
from readiness.facts import facts_document
from readiness.models import Waiver

Scope = CollectionRoute | QadSection | None


@in_one_transaction
def grant_waiver(
    *,
    actor: Person,
    service: SmartDataService,
    requirement: str,
    scope: Scope = None,
    gates: Collection[Gate],
    granted_on: date,
    expires_on: date | None = None,
    granted_by: str,
    reason: str,
    kind: WaiverKind = WaiverKind.WAIVER,
) -> Waiver:
    """Record that a governance group set a requirement aside; the rules say what can be waived where."""
    require(actor, "readiness.grant_waiver", service)
    service = SmartDataService.objects.select_for_update().get(pk=service.pk)
    waiver = _next_waiver(service, scope)
    waiver.kind, waiver.requirement, waiver.gates = kind, requirement, list(gates)
    waiver.granted_on, waiver.expires_on = granted_on, expires_on
    waiver.granted_by, waiver.reason, waiver.recorded_by = granted_by, reason, actor
    if granted := _granted_before(waiver):
        return granted
    save_valid(waiver)
    _check_by_the_rules(service)
    record_change(
        action="grant_waiver",
        actor=actor,
        subject=waiver,
        about=service.provider,
        services=[service],
        new=_as_recorded(waiver, scope),
        why=reason,
    )
    return waiver


def _next_waiver(service: SmartDataService, scope: Scope) -> Waiver:
    taken = list(service.waivers.values_list("local_id", flat=True))
    return Waiver(
        service=service,
        local_id=next_local_id("w", taken),
        position=next_position(service.waivers),
        route=scope if isinstance(scope, CollectionRoute) else None,
        section=scope if isinstance(scope, QadSection) else None,
    )


def _granted_before(waiver: Waiver) -> Waiver | None:
    """The same decision where it is recorded already: a form that is sent twice makes one waiver."""
    same = ("kind", "requirement", "route", "section", "granted_on", "expires_on", "granted_by", "reason")
    alike = Waiver.objects.filter(service=waiver.service, **{field: getattr(waiver, field) for field in same})
    return next((each for each in alike if set(each.gates) == set(waiver.gates)), None)


def _as_recorded(waiver: Waiver, scope: Scope) -> dict[str, Any]:
    fields = ("kind", "requirement", "gates", "granted_on", "expires_on", "granted_by")
    return {field: getattr(waiver, field) for field in fields} | {"scope": scope and scope.local_id}


def _check_by_the_rules(service: SmartDataService) -> None:
    """Refuse, in the words of the rules, a waiver with which the document of its SDS would not be valid."""
    try:
        read_facts(facts_document(SmartDataService.objects.get(pk=service.pk), as_of=clock.today()))
    except InvalidFacts as invalid:
        problem = invalid.problems[0]
        named = problem.path.rpartition("]." if problem.path.startswith("$.waivers") else ".")[2]
        raise Refused(problem.message, field=named.partition("[")[0]) from None


@in_one_transaction
def end_waiver(*, actor: Person, waiver: Waiver, on: date, why: str) -> Waiver:
    """Let a waiver end with a day that is not later than the one on which it ends now."""
    require(actor, "readiness.end_waiver", waiver.service)
    waiver = Waiver.objects.select_for_update().select_related("service__provider").get(pk=waiver.pk)
    if waiver.expires_on is not None and waiver.expires_on < on:
        raise Refused(
            f"It ends on {waiver.expires_on:%-d %B %Y} already. To prolong it, grant it anew.", field="on"
        )
    before, waiver.expires_on = waiver.expires_on, on
    save_valid(waiver)
    record_change(
        action="end_waiver",
        actor=actor,
        subject=waiver,
        about=waiver.service.provider,
        services=[waiver.service],
        old={"expires_on": before},
        new={"expires_on": on},
        why=why,
    )
    return waiver
