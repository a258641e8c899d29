"""What is particular to one SDS at one gate: its own date, and the day it was let through (I16)."""

from __future__ import annotations

from datetime import date

from assumptions.vocabulary import Gate
from journal import clock
from parties.actions.saving import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Person, ServiceGate, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def set_gate_date(
    *, actor: Person, service: SmartDataService, gate: Gate, on: date | None, why: str = ""
) -> ServiceGate:
    """Give an SDS a date of its own at a gate; None leaves it to the programme's."""
    require(actor, "parties.set_gate_date", service)
    return _set_at_gate(actor, service, gate, "set_gate_date", "due_on", on, why)


@in_one_transaction
def record_gate_passed(
    *, actor: Person, service: SmartDataService, gate: Gate, on: date | None, why: str = ""
) -> ServiceGate:
    """Record that the programme or the Code Bodies let an SDS through; None takes that back (I16)."""
    require(actor, "parties.record_gate_passed", service)
    if on is not None and on > clock.today():
        raise Refused(f"Give a day that is not after today, {clock.today():%-d %B %Y}.", field="on")
    return _set_at_gate(actor, service, gate, "record_gate_passed", "passed_on", on, why)


def _set_at_gate(
    actor: Person,
    service: SmartDataService,
    gate: Gate,
    action: str,
    field: str,
    on: date | None,
    why: str,
) -> ServiceGate:
    SmartDataService.objects.select_for_update().get(pk=service.pk)
    at_gate, _ = ServiceGate.objects.get_or_create(service=service, gate=gate)
    before = getattr(at_gate, field)
    if before == on:
        return at_gate
    setattr(at_gate, field, on)
    save_valid(at_gate)
    record_change(
        action=action,
        actor=actor,
        subject=service,
        about=service.provider,
        services=[service],
        old={"gate": gate, field: before},
        new={"gate": gate, field: on},
        why=why,
    )
    return at_gate
