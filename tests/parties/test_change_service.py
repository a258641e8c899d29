"""What was entered of an SDS, corrected: all but its id, and its provider only while nothing hangs on it."""

from __future__ import annotations

from typing import Any

import pytest

from assumptions.vocabulary import Gate, Participation, PartyCategory, RouteKind, ServiceRole
from journal import clock
from parties.actions import add_service, change_organisation, change_service, declare_route, set_gate_date
from parties.models import SmartDataService
from tests.parties.builders import organisation, reviewer, service
from tests.parties.changes import everything, one_change, refused
from tests.parties.who import EVERYBODY, STAFF, check_who_may

pytestmark = pytest.mark.django_db


def said(of: SmartDataService, **others: Any) -> dict[str, Any]:
    same = {"name": of.name, "provider": of.provider, "participation": of.participation, "role": of.role}
    return {"service": of, **same, **others}


def added() -> SmartDataService:
    return add_service(
        actor=reviewer(),
        slug="acme",
        name="Acme",
        provider=organisation("Acme Ltd"),
        participation=Participation.SIT,
    )


def test_changes_what_is_said_anew_and_says_what_it_was():
    sds = service(name="Acme")
    service()
    actor = reviewer()
    new = {"name": "Acme Data", "participation": Participation.SIT, "role": ServiceRole.MDR}

    with one_change(raises=[sds]) as change:
        changed = change_service(actor=actor, why="As its PQS says", **said(sds, **new))

    assert (changed.name, changed.participation, changed.role) == ("Acme Data", "sit", "mdr")
    assert changed.slug == sds.slug
    change.says(
        "change_service",
        by=actor,
        of=changed,
        about=sds.provider,
        old={"name": "Acme", "participation": "non_sit", "role": "sds"},
        new={"name": "Acme Data", "participation": "sit", "role": "mdr"},
        why="As its PQS says",
    )


def test_the_same_again_changes_nothing():
    sds, actor = service(), reviewer()
    before = everything()
    change_service(actor=actor, **said(sds))
    assert everything() == before


def test_its_provider_is_corrected_while_nothing_hangs_on_it():
    sds, right = added(), organisation("Right Ltd")
    set_gate_date(actor=reviewer(), service=sds, gate=Gate.QUALIFICATION, on=clock.today())
    change_organisation(actor=reviewer(), organisation=sds.provider, name="Acme Limited")
    assert change_service(actor=reviewer(), **said(sds, provider=right)).provider == right


def test_what_hangs_on_it_stays_its_providers():
    sds, other, actor = added(), organisation(), reviewer()
    declare_route(
        actor=actor,
        service=sds,
        kind=RouteKind.MDR,
        declared_on=clock.today(),
        collector=sds.provider,
        collector_category=PartyCategory.OTHER_SEC_PARTY,
    )
    sentence = (
        f"Routes, papers or decisions of Acme Ltd hang on this service since {clock.today():%-d %B %Y}. "
        "Add a new service for the other organisation."
    )
    with refused(sentence, field="provider"):
        change_service(actor=actor, **said(sds, provider=other))
    assert change_service(actor=actor, **said(sds, name="Acme Two")).name == "Acme Two"


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_staff_may(who):
    sds = service()
    check_who_may(who, STAFF, sds, lambda actor: change_service(actor=actor, **said(sds, name="New")))
