"""What changes the people who sign in: added, changed, removed, and how they sign in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from journal.actions import Reference
from parties.actions.invitations import as_told, take_back_invitations
from parties.actions.saving import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Organisation, Person, Role
from parties.permissions import require
from parties.transactions import in_one_transaction

LAST = "Nobody else administers {whose}. Let another person do so first."


@in_one_transaction
def add_person(
    *,
    actor: Person,
    email: str,
    name: str,
    role: Role,
    organisation: Organisation | None = None,
    administers_organisation: bool = False,
    password: str | None = None,
) -> Person:
    """Somebody new, without an invitation; without a password, they can't sign in until one is set."""
    require(actor, "parties.add_person")
    person = Person(
        email=email.lower(),
        name=name,
        role=role,
        organisation=organisation,
        administers_organisation=administers_organisation,
    )
    person.set_password(password)
    save_valid(person)
    record_change(action="add_person", actor=actor, subject=person, about=organisation, new=as_told(person))
    return person


@in_one_transaction
def add_administrator(*, actor: Reference, email: str, name: str) -> Person:
    """An administrator whom nobody here could have added: by the command line, or with the demonstration."""
    person = Person(email=email.lower(), name=name, role=Role.ADMINISTRATOR)
    person.set_unusable_password()
    save_valid(person)
    record_change(action="add_person", actor=actor, subject=person, new=as_told(person))
    return person


@in_one_transaction
def change_person(*, actor: Person, person: Person, name: str, administers_organisation: bool) -> Person:
    """Another name, and whether a member administers their organisation."""
    require(actor, "parties.change_person", person)
    person = _locked(person)
    if person.administers_organisation and not administers_organisation:
        _check_not_last(actor, person)
    new = {"name": name, "administers_organisation": administers_organisation}
    old = {field: getattr(person, field) for field in new}
    changed = [field for field in new if old[field] != new[field]]
    if not changed:
        return person
    person.name, person.administers_organisation = name, administers_organisation
    save_valid(person)
    if "administers_organisation" in changed and not administers_organisation:
        take_back_invitations(actor, person)
    record_change(
        action="change_person",
        actor=actor,
        subject=person,
        about=person.organisation,
        old={field: old[field] for field in changed},
        new={field: new[field] for field in changed},
    )
    return person


@in_one_transaction
def remove_person(*, actor: Person, person: Person) -> Person:
    """Close the account: every session of theirs ends at once. What they did stays."""
    require(actor, "parties.remove_person", person)
    person = _locked(person)
    _check_not_last(actor, person)
    person.is_active = person.is_staff = person.is_superuser = person.administers_organisation = False
    person.set_unusable_password()
    person.openid_identity = ""
    _end_sessions(person)
    _forget_authenticators(person)
    person.save()
    take_back_invitations(actor, person)
    record_change(
        action="remove_person",
        actor=actor,
        subject=person,
        about=person.organisation,
        old={"is_active": True},
        new={"is_active": False},
    )
    return person


@in_one_transaction
def clear_totp(*, actor: Person, person: Person) -> Person:
    """Forget the authenticator app and the recovery codes of somebody who has lost both."""
    require(actor, "parties.clear_totp", person)
    person = _locked(person)
    if not _forget_authenticators(person):
        raise Refused(f"{person} has no authenticator app set up.")
    _end_sessions(person)
    person.save(update_fields=["session_epoch"])
    record_change(action="clear_totp", actor=actor, subject=person, about=person.organisation)
    return person


@in_one_transaction
def note_sign_in_change(*, person: Person, change: str) -> None:
    """Journal what somebody changed of their own way to sign in, which ends their other sessions.

    ``person`` is the instance that the request holds, so that its own session can go on.
    """
    person.refresh_from_db(fields=["session_epoch"])
    _end_sessions(person)
    person.save(update_fields=["session_epoch"])
    record_change(action=change, actor=person, subject=person, about=person.organisation)


def _locked(person: Person) -> Person:
    """The person, with all who have the same part held until this change is done."""
    peers = Person.objects.select_for_update().filter(role=person.role, organisation=person.organisation_id)
    found = {peer.pk: peer for peer in peers}[person.pk]
    if not found.is_active:
        raise Refused(f"{found} was removed already.")
    return found


def _check_not_last(actor: Person, person: Person) -> None:
    """Refuse to lose the programme's last administrator, or an organisation its last by one of its own."""
    by_its_own = person.administers_organisation and actor.role == Role.MEMBER
    if not (by_its_own or person.role == Role.ADMINISTRATOR):
        return
    others = Person.objects.filter(
        role=person.role,
        organisation=person.organisation_id,
        administers_organisation=person.administers_organisation,
        is_active=True,
    ).exclude(pk=person.pk)
    if not others.exists():
        raise Refused(LAST.format(whose=person.organisation or "the programme"))


def _end_sessions(person: Person) -> None:
    person.session_epoch += 1


def _forget_authenticators(person: Person) -> bool:
    """Whether there was any."""
    forgotten, _ = Authenticator.objects.filter(user=person).delete()
    return bool(forgotten)
