"""Giving and withdrawing consent: a party's own to decide, and nobody's beside it."""

from __future__ import annotations

from evidence.models import Consent, Recipient
from journal import clock
from parties.actions import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Person, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def give_consent(*, actor: Person, service: SmartDataService, recipient: Recipient) -> Consent:
    """Let the SDS's provider, or the QWG, see what the actor's organisation showed for an SDS."""
    if recipient is Recipient.PROVIDER:
        require(actor, "evidence.share_with_provider", service)
    else:
        require(actor, "evidence.share_with_qwg", service)
    SmartDataService.objects.select_for_update().get(pk=service.pk)
    if service.consents.filter(
        giver=actor.organisation, recipient=recipient, withdrawn_at__isnull=True
    ).exists():
        raise Refused("This is shared already.")
    consent = save_valid(
        Consent(giver=actor.organisation, service=service, recipient=recipient, given_by=actor)
    )
    record_change(
        action="give_consent",
        actor=actor,
        subject=consent,
        about=consent.giver,
        new={"service": service.slug, "recipient": recipient},
        concerns=[service.pk],
    )
    return consent


@in_one_transaction
def withdraw_consent(*, actor: Person, consent: Consent) -> Consent:
    """Share no more from now on; what was taken away before can't be taken back."""
    require(actor, "evidence.withdraw_consent", consent)
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at is not None:
        raise Refused("This is not shared any more.")
    consent.withdrawn_at, consent.withdrawn_by = clock.now(), actor
    save_valid(consent)
    record_change(
        action="withdraw_consent",
        actor=actor,
        subject=consent,
        about=consent.giver,
        old={"withdrawn_at": None},
        new={"withdrawn_at": consent.withdrawn_at},
        concerns=[consent.service_id],
    )
    return consent
