"""A programme small enough to know by heart: who is there, what is there, and what they are to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions import file_in_pit, give_consent
from evidence.models import Recipient
from packs.readiness_pdf import RenderedPdf
from parties.models import Person, Role
from tests.evidence.damaged import incident_on
from tests.packs.stocked import STUB, made
from tests.parties.builders import (
    administers,
    invitation,
    item,
    mdr_route,
    member,
    organisation,
    page_named,
    person,
    programme,
    reviewer,
    section,
    service,
    supplier_route,
    use_of,
)
from tests.readiness.granted import waiver

TOKEN = "the-token-of-an-invitation"
STRANGER = "a stranger"
PROVIDER = "a member of the provider"
OWN_ADMINISTRATOR = "who administers the provider's people"
COLLECTOR = "a member of the collector"
OTHER = "a member of another provider"
SUPERUSER = "a superuser who is a member of another provider"
REVIEWER = "a reviewer"
CODE_BODY = "a Code Body"
QWG = "a QWG member"
ADMINISTRATOR = "an administrator"

ROLE_OF = {
    PROVIDER: Role.MEMBER,
    OWN_ADMINISTRATOR: Role.MEMBER,
    COLLECTOR: Role.MEMBER,
    OTHER: Role.MEMBER,
    SUPERUSER: Role.MEMBER,
    REVIEWER: Role.REVIEWER,
    CODE_BODY: Role.CODE_BODY,
    QWG: Role.QWG,
    ADMINISTRATOR: Role.ADMINISTRATOR,
}
SIGNED_IN = frozenset(ROLE_OF)


def of_the_provider(*relations: str) -> dict[str, set[str]]:
    return {who: set(relations) for who in (PROVIDER, OWN_ADMINISTRATOR)}


# What everybody is to a thing, since it hangs on the thing alone.
OF_EVERYBODY: dict[str, set[str]] = {
    "paper": {"is_no_check"},
    "collector's paper": {"is_no_check"},
    "collector's own paper": {"is_no_check"},
    "shared paper": {"is_no_check"},
    "check": {"is_a_check"},
    "colleague": {"is_somebody_else"},
}
# What whoever is not listed is to a thing: nothing more. Each line is checked against the predicates.
RELATIONS_TO: dict[str, dict[str, set[str]]] = {
    "programme": {OWN_ADMINISTRATOR: {"administers_theirs"}},
    "provider": {PROVIDER: {"is_theirs"}, OWN_ADMINISTRATOR: {"is_theirs", "administers_it"}},
    "colleague": {OWN_ADMINISTRATOR: {"administers_it"}},
    "invitation": {OWN_ADMINISTRATOR: {"administers_it"}},
    "service": {**of_the_provider("provides_it"), COLLECTOR: {"collects_for_it"}},
    "shared service": {
        **of_the_provider("provides_it"),
        COLLECTOR: {"collects_for_it"},
        QWG: {"shared_with_qwg"},
    },
    "QWG's pack": {QWG: {"asked_for_by_the_qwg", "asked_for_it"}},
    "route": {**of_the_provider("provides_it"), COLLECTOR: {"collects_by_it"}},
    "pack": {
        PROVIDER: {"asked_for_by_them", "asked_for_it"},
        OWN_ADMINISTRATOR: {"asked_for_by_them"},
    },
    "staff's pack": {REVIEWER: {"asked_for_it"}},
    "consent": {COLLECTOR: {"gave_it"}},
    "paper": of_the_provider("is_about_them", "handed_in_for_them", "used_in_their_service"),
    "collector's paper": {
        **of_the_provider("handed_in_for_them", "used_in_their_service"),
        COLLECTOR: {"is_about_them"},
    },
    "collector's own paper": {
        **of_the_provider("used_in_their_service"),
        COLLECTOR: {"is_about_them", "handed_in_for_them"},
    },
    "shared paper": {
        **of_the_provider("used_in_their_service", "shared_with_them"),
        COLLECTOR: {"is_about_them", "handed_in_for_them"},
    },
    "check": {
        **of_the_provider("used_in_their_service", "elexons_check_for_them"),
        COLLECTOR: {"is_about_them"},
    },
}


@dataclass(frozen=True, slots=True)
class World:
    """People by what they are, and things by name; ``about`` is what the relations to a thing hang on."""

    people: Mapping[str, Person]
    things: Mapping[str, Any]
    about: Mapping[str, Any]


def make_world(monkeypatch: pytest.MonkeyPatch) -> World:
    """An SDS with a route of its own and one of a collector, a paper for each; and another provider's SDS."""
    monkeypatch.setattr("packs.making.render_readiness_pdf", lambda snapshot: RenderedPdf(STUB, 1))
    programme()
    provider, collector, other = organisation("Provider"), organisation("Collector"), organisation("Other")
    sds, others = service(provider), service(other)
    own_route, route = mdr_route(sds), supplier_route(sds, collector)
    mdr_route(others)
    people = {
        PROVIDER: member(provider),
        OWN_ADMINISTRATOR: administers(provider),
        COLLECTOR: member(collector),
        OTHER: member(other),
        SUPERUSER: member(other, is_superuser=True, is_staff=True),
        **{who: person(role) for who, role in ROLE_OF.items() if role != Role.MEMBER},
    }
    for each in people.values():
        each.set_password("tarn-heather-lantern")
        each.save()
    accepted = DecisionOutcome.ACCEPTED
    letter = partial(page_named, "letter.pdf")
    paper = item(
        sds, EvidenceKind.SEC_ACCESSION, [own_route], decided=accepted, by=people[PROVIDER], file=letter()
    )
    theirs = item(
        sds, EvidenceKind.DCC_ADAPTER, [route], decided=accepted, by=people[PROVIDER], file=letter()
    )
    own = item(sds, EvidenceKind.OUTPUT_TEST, [route], by=people[COLLECTOR], file=letter())
    check = item(sds, EvidenceKind.SUPPLIER_USER_CHECK, [route], file=page_named("check.pdf"))
    # The collector collects for another SDS of the provider too, and shares what it showed there.
    second = service(provider)
    shared = item(
        second,
        EvidenceKind.OUTPUT_TEST,
        [supplier_route(second, collector)],
        by=people[COLLECTOR],
        file=letter(),
    )
    consent = give_consent(actor=people[COLLECTOR], service=second, recipient=Recipient.PROVIDER)
    give_consent(actor=people[PROVIDER], service=second, recipient=Recipient.QWG)
    doubtful = item(others, EvidenceKind.DBT_COMPLETION, by=people[OTHER])
    use = use_of(paper)
    things = {
        "service": sds,
        "route": route,
        "paper": paper,
        "collector's paper": theirs,
        "shared service": second,
        "QWG's pack": made(second, by=people[QWG]),
        "collector's own paper": own,
        "shared paper": shared,
        "check": check,
        "consent": consent,
        "file": paper.files.get(),
        "collector's own file": own.files.get(),
        "shared file": shared.files.get(),
        "check's file": check.files.get(),
        "collector's file": theirs.files.get(),
        "incident": incident_on(doubtful),
        "use": use,
        "section": section(sds),
        "waiver": waiver(own_route),
        "filing": file_in_pit(actor=reviewer(), use=use),
        "pack": (pack := made(sds, by=people[PROVIDER])),
        "job": pack.job,
        "staff's pack": made(sds, by=people[REVIEWER]),
    }
    of_people = {
        "provider": provider,
        "colleague": member(provider),
        "invitation": invitation(provider, token=TOKEN),
    }
    about = {
        "programme": None,
        **of_people,
        "service": sds,
        "route": route,
        "paper": paper,
        "collector's paper": theirs,
        "collector's own paper": own,
        "shared paper": shared,
        "check": check,
        "consent": consent,
        "shared service": second,
        "QWG's pack": things["QWG's pack"],
        "pack": things["pack"],
        "staff's pack": things["staff's pack"],
    }
    return World(people, {**things, **of_people}, about)


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is rolled back, so that the next one meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
