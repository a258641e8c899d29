"""Whom an identity provider's word signs in: somebody who is here already, and nobody else."""

from __future__ import annotations

from parties.changes import record_change
from parties.errors import Refused
from parties.models import Person
from parties.transactions import in_one_transaction

UNKNOWN = (
    "Nobody signs in here as {email}. Accounts are made by invitation: ask whoever looks after your "
    "organisation’s people, or the programme’s office."
)
ANOTHER = (
    "{email} was connected to another account there before. Sign in with your password, and tell the "
    "programme’s office."
)


@in_one_transaction
def connect_by_openid(*, issuer: str, subject: str, email: str) -> Person:
    """The person of a verified address, connected from now on to the account that the provider knows.

    Another account that was given the address of somebody who has left there is not theirs here.
    """
    identity = f"{issuer} {subject}"
    person = Person.objects.select_for_update().filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise Refused(UNKNOWN.format(email=email))
    if person.openid_identity == identity:
        return person
    is_connected = person.openid_identity.startswith(f"{issuer} ")
    if is_connected or Person.objects.filter(openid_identity=identity).exists():
        raise Refused(ANOTHER.format(email=email))
    person.openid_identity = identity
    person.save(update_fields=["openid_identity"])
    record_change(
        action="connect_by_openid",
        actor=person,
        subject=person,
        about=person.organisation,
        new={"issuer": issuer},
    )
    return person
