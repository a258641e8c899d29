"""What changes invitations: made, taken up, withdrawn."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from journal import clock
from parties.actions.saving import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.mail import mail_invitation
from parties.models import Invitation, Organisation, Person, Role
from parties.permissions import may, require
from parties.queries import digest, open_invitations
from parties.transactions import in_one_transaction

GOOD_FOR = timedelta(days=7)
OVER = "This invitation was used or withdrawn, or is more than seven days old. Ask for another."
TAKEN = "Somebody signs in with this address already. Give another."
TAKEN_BY_THE_INVITED = (
    "You sign in with this address already, with another part. Ask the programme’s office to change that."
)


@in_one_transaction
def invite_person(
    *,
    actor: Person,
    email: str,
    role: Role = Role.MEMBER,
    organisation: Organisation | None = None,
    administers_organisation: bool = False,
) -> Invitation:
    """Offer somebody a part by mail; the token leaves in that mail alone.

    Whether an address is that of another party's person is told only to who may see that person; the
    invited hear of it.
    """
    require(actor, "parties.invite_person", organisation)
    email = email.strip().lower()
    _check_may_be_invited(actor, email, organisation)
    token = secrets.token_urlsafe(32)
    now = clock.now()
    invitation = save_valid(
        Invitation(
            email=email,
            role=role,
            organisation=organisation,
            administers_organisation=administers_organisation,
            token_sha256=digest(token),
            invited_by=actor,
            invited_at=now,
            expires_at=now + GOOD_FOR,
        )
    )
    record_change(
        action="invite_person",
        actor=actor,
        subject=invitation,
        about=organisation,
        new=_as_recorded(invitation),
    )
    transaction.on_commit(partial(mail_invitation, invitation, token))
    return invitation


def _as_recorded(invitation: Invitation) -> dict[str, object]:
    fields = ("email", "role", "administers_organisation", "expires_at")
    return {field: getattr(invitation, field) for field in fields}


def _check_may_be_invited(actor: Person, email: str, organisation: Organisation | None) -> None:
    there = Person.objects.filter(email=email, is_active=True).select_related("organisation").first()
    if there and may(actor, "parties.see_person", there):
        raise Refused(TAKEN, field="email")
    waiting = open_invitations().filter(email=email, organisation=organisation).first()
    if waiting:
        until = f"{localdate(waiting.expires_at):%-d %B %Y}"
        raise Refused(f"This address is invited already, until {until}. Withdraw that first.", field="email")


@in_one_transaction
def accept_invitation(*, token: str, name: str, password: str) -> Person:
    """Take up an invitation: its address signs in with this name and password from now on.

    Somebody who was removed comes back as the same person, with the part of the invitation.
    """
    found = Invitation.objects.select_for_update(of=("self",)).filter(token_sha256=digest(token))
    invitation = open_invitations(found).first()
    if invitation is None:
        raise Refused(OVER)
    person = _person_of(invitation, name)
    _check_password(password, person)
    person.set_password(password)
    save_valid(person)
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    record_change(
        action="accept_invitation",
        actor=person,
        subject=person,
        about=invitation.organisation,
        new=as_told(person),
        concerns=[invitation.pk],
    )
    return person


def as_told(person: Person) -> dict[str, object]:
    """What the journal keeps of a person who comes."""
    told: dict[str, object] = {
        "name": person.name,
        "role": person.role,
        "organisation": str(person.organisation or ""),
    }
    if person.administers_organisation:
        told["administers_organisation"] = True
    return told


def _person_of(invitation: Invitation, name: str) -> Person:
    person = Person.objects.select_for_update().filter(email=invitation.email).first()
    person = person or Person(email=invitation.email, is_active=False)
    if person.is_active:
        raise Refused(TAKEN_BY_THE_INVITED)
    person.is_active = True
    person.name = name
    person.role = invitation.role
    person.organisation = invitation.organisation
    person.administers_organisation = invitation.administers_organisation
    return person


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as refusal:
        raise ValidationError({"password": refusal.messages}) from None


@in_one_transaction
def send_invitation_again(*, actor: Person, invitation: Invitation) -> Invitation:
    """Mail a new link, good for another seven days, where the first did not come; that one ends."""
    require(actor, "parties.send_invitation_again", invitation)
    waiting = _still_open(invitation)
    token, before = secrets.token_urlsafe(32), waiting.expires_at
    waiting.token_sha256, waiting.expires_at = digest(token), clock.now() + GOOD_FOR
    save_valid(waiting)
    record_change(
        action="send_invitation_again",
        actor=actor,
        subject=waiting,
        about=waiting.organisation,
        old={"expires_at": before},
        new={"expires_at": waiting.expires_at},
    )
    transaction.on_commit(partial(mail_invitation, waiting, token))
    return waiting


def _still_open(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation.pk)
    waiting = open_invitations(found).first()
    if waiting is None:
        raise Refused("This invitation was used or withdrawn already, or has run out.")
    return waiting


@in_one_transaction
def withdraw_invitation(*, actor: Person, invitation: Invitation) -> Invitation:
    """From now on nobody can take it up."""
    require(actor, "parties.withdraw_invitation", invitation)
    return _close(actor, _still_open(invitation))


def take_back_invitations(actor: Person, person: Person) -> None:
    """Whoever may not invite any more leaves none open, by which they or theirs could come."""
    theirs = Invitation.objects.select_for_update(of=("self",)).filter(invited_by=person)
    for waiting in open_invitations(theirs):
        _close(actor, waiting)


def _close(actor: Person, waiting: Invitation) -> Invitation:
    waiting.withdrawn_at = clock.now()
    waiting.save(update_fields=["withdrawn_at"])
    record_change(
        action="withdraw_invitation",
        actor=actor,
        subject=waiting,
        about=waiting.organisation,
        old={"email": waiting.email},
    )
    return waiting
