"""Who can sign in to the demonstration, in lines to print."""

from __future__ import annotations

from demonstration.scenario.programme import MEMBERS, PASSWORD, STAFF
from parties.models import Person, Role


def sign_ins() -> str:
    """Who is worth trying and still there, with what they are, and the one password of everybody here."""
    emails = [player.email for player in (*STAFF, *MEMBERS)]
    people = {
        person.email: person
        for person in Person.objects.filter(email__in=emails, is_active=True).select_related("organisation")
    }
    there = [people[email] for email in emails if email in people]
    width = max((len(person.email) for person in there), default=0)
    lines = [f"  {person.email:<{width}}  {person.name}, {_part(person)}" for person in there]
    heading = f"Sign in with the password {PASSWORD} as one of these, or as anybody else here:"
    return "\n".join([heading, *lines])


def _part(person: Person) -> str:
    if person.organisation:
        return person.organisation.name
    label = person.get_role_display()
    return label if person.role in (Role.CODE_BODY, Role.QWG) else label[0].lower() + label[1:]
