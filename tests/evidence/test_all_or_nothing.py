"""Every action on parties and evidence is all or nothing: where its journal entry fails, nothing is left."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

import evidence.actions
from assumptions.vocabulary import EvidenceKind, Gate, Participation, PartyCategory, RouteKind, ServiceRole
from evidence.models import Consent, EvidenceFile, EvidenceItem, Filing, QadSection, Recipient, Use
from journal.actions import Reference
from parties import actions as parties_actions
from parties.models import CollectionRoute, Invitation, Person, Role, SmartDataService, Theme
from tests.evidence.damaged import altered, incident_on
from tests.parties.builders import (
    administrator,
    authenticator,
    code_body,
    file_named,
    invitation,
    item,
    mdr_route,
    member,
    programme,
    reviewer,
    section,
    service,
    use_of,
)
from tests.parties.changes import everything

DAY = date(2024, 9, 30)
DBT = EvidenceKind.DBT_COMPLETION


@dataclass
class There:
    """What the actions act on."""

    sds: SmartDataService
    other: SmartDataService
    route: CollectionRoute
    item: EvidenceItem
    use: Use
    filing: Filing
    section: QadSection
    consent: Consent
    provider: Person
    reviewer: Person
    code_body: Person
    administrator: Person
    member: Person
    invitation: Invitation


@pytest.fixture
def there(transactional_db) -> There:
    programme()
    sds = service()
    paper = item(sds, DBT)
    use = use_of(paper)
    filing = evidence.actions.file_in_pit(actor=reviewer(), use=use)
    asked = section(sds)
    somebody = member(sds.provider)
    authenticator(somebody)
    evidence.actions.submit_section(actor=reviewer(), section=asked)
    return There(
        sds=sds,
        other=service(sds.provider),
        route=mdr_route(sds),
        item=paper,
        use=use,
        filing=filing,
        section=asked,
        consent=Consent.objects.create(
            giver=sds.provider,
            service=service(sds.provider),
            recipient=Recipient.QWG,
            given_by=member(sds.provider),
        ),
        provider=member(sds.provider),
        reviewer=reviewer(),
        code_body=code_body(),
        administrator=administrator(),
        member=somebody,
        invitation=invitation(sds.provider, token="taken up"),
    )


# What each action is called with, beside the actor.
OF_PARTIES: dict[str, Callable[[There], dict[str, Any]]] = {
    "add_administrator": lambda it: {
        "actor": Reference("command", None, "Command line"),
        "email": "cy@example.test",
        "name": "Cy",
    },
    "add_organisation": lambda it: {"name": "Acme Data Ltd"},
    "change_organisation": lambda it: {"organisation": it.sds.provider, "name": "Acme Data Ltd"},
    "add_person": lambda it: {
        "email": "bo@example.test",
        "name": "Bo",
        "role": Role.REVIEWER,
        "password": "a long enough pass phrase",
    },
    "invite_person": lambda it: {"email": "bo@example.test", "organisation": it.sds.provider},
    "accept_invitation": lambda it: {
        "token": "taken up",
        "name": "Bo",
        "password": "a long enough pass phrase",
    },
    "send_invitation_again": lambda it: {"invitation": it.invitation},
    "withdraw_invitation": lambda it: {"invitation": it.invitation},
    "change_person": lambda it: {"person": it.member, "name": "Bo", "administers_organisation": True},
    "change_preferences": lambda it: {"theme": Theme.DARK, "keys": False},
    "remove_person": lambda it: {"person": it.member},
    "clear_totp": lambda it: {"person": it.member},
    "connect_by_openid": lambda it: {
        "issuer": "https://login.example",
        "subject": "1",
        "email": it.member.email,
    },
    "note_sign_in_change": lambda it: {"person": it.member, "change": "change_password"},
    "add_service": lambda it: {
        "slug": "acme",
        "name": "Acme",
        "provider": it.sds.provider,
        "participation": Participation.SIT,
    },
    "change_service": lambda it: {
        "service": it.sds,
        "name": "Acme",
        "provider": it.sds.provider,
        "participation": Participation.SIT,
        "role": ServiceRole.SDS,
    },
    "declare_route": lambda it: {
        "service": it.sds,
        "kind": RouteKind.MDR,
        "declared_on": DAY,
        "collector": it.sds.provider,
        "collector_category": PartyCategory.SUPPLIER,
    },
    "withdraw_route": lambda it: {"route": it.route, "on": date(2199, 12, 31)},
    "reinstate_route": lambda it: {"route": mdr_route(it.sds, withdrawn_on=DAY, declared_on=DAY)},
    "set_gate_date": lambda it: {"service": it.sds, "gate": Gate.QUALIFICATION, "on": DAY},
    "record_gate_passed": lambda it: {"service": it.sds, "gate": Gate.QUALIFICATION, "on": DAY},
    "change_programme": lambda it: {
        "settings": {
            "design_baselines": ["IR9"],
            "mdr_scenario_versions": [],
            "gate_dates": {},
            "lead_times": {},
        }
    },
}
OF_EVIDENCE: dict[str, Callable[[There], dict[str, Any]]] = {
    "submit_evidence": lambda it: {"service": it.sds, "kind": DBT, "details": {}, "upload": file_named()},
    "record_check": lambda it: {
        "service": it.sds,
        "route": it.route,
        "kind": EvidenceKind.UEP_CHECK,
        "details": {},
        "upload": file_named(),
    },
    "withdraw_evidence": lambda it: {"item": it.item},
    "accept_evidence": lambda it: {"item": it.item},
    "query_evidence": lambda it: {"item": it.item, "reason": "Whose is this?"},
    "reject_evidence": lambda it: {"item": it.item, "reason": "Another company's."},
    "add_use": lambda it: {"item": it.item, "service": it.other},
    "file_in_pit": lambda it: {"use": use_of(item(it.other, DBT))},
    "file_in_qad": lambda it: {"use": it.use, "section": it.section},
    "withdraw_filing": lambda it: {"filing": it.filing},
    "add_section": lambda it: {"service": it.sds, "local_id": "new", "title": "New"},
    "draft_section": lambda it: {"section": it.section},
    "submit_section": lambda it: {"section": section(it.other)},
    "query_section": lambda it: {"section": it.section, "note": "Which meters?"},
    "agree_section": lambda it: {"section": it.section},
    "check_stored_bytes": lambda it: {"item": it.item},
    "check_file": lambda it: {"file": altered(it.item)},
    "close_incident": lambda it: {"incident": incident_on(it.item), "why": "Handed in anew."},
    "erase_file_bytes": lambda it: {"file": withdrawn(it.item), "why": "Its time is over."},
    "look_at_evidence": lambda it: {"item": it.item, "opened": True},
    "read_evidence": lambda it: {"file": it.item.files.get()},
    "give_consent": lambda it: {"service": it.sds, "recipient": Recipient.QWG},
    "withdraw_consent": lambda it: {"consent": it.consent},
    "sign_qad": lambda it: {"service": it.sds, "signatory": "Dora Director"},
}
OF_PEOPLE = (
    "add_person",
    "invite_person",
    "send_invitation_again",
    "withdraw_invitation",
    "change_person",
    "remove_person",
    "clear_totp",
    "change_preferences",
)
ACTORS = dict.fromkeys(OF_PEOPLE, "administrator") | dict.fromkeys(
    ("record_check", "query_section", "agree_section"), "code_body"
)
OF_ONES_OWN = (
    *("add_administrator", "accept_invitation", "connect_by_openid", "note_sign_in_change"),
    "check_file",
)
ACTORS |= dict.fromkeys(("close_incident", "erase_file_bytes"), "administrator")

ACTORS |= dict.fromkeys(("give_consent", "withdraw_consent"), "provider")


def withdrawn(paper: EvidenceItem) -> EvidenceFile:
    evidence.actions.withdraw_evidence(actor=reviewer(), item=paper)
    return paper.files.get()


def act(name: str, there: There) -> Callable[[], object]:
    """The action, ready to be done on what is there."""
    action = getattr(evidence.actions if name in OF_EVIDENCE else parties_actions, name)
    said = (OF_EVIDENCE | OF_PARTIES)[name](there)
    if name in OF_ONES_OWN:
        return lambda: action(**said)
    actor = getattr(there, ACTORS.get(name, "reviewer"))
    return lambda: action(actor=actor, **said)


def test_no_action_is_left_out():
    assert set(OF_EVIDENCE) == set(evidence.actions.__all__)
    assert set(OF_PARTIES) == set(parties_actions.__all__) - {"next_local_id", "next_position", "save_valid"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", [*OF_PARTIES, *OF_EVIDENCE])
def test_nothing_is_left_of_what_could_not_be_recorded(name, there, monkeypatch):
    do = act(name, there)
    before = everything()

    def fail(**_):
        assert everything() != before or name in ("look_at_evidence", "read_evidence"), (
            "its entry is all that reading writes"
        )
        raise LookupError

    with monkeypatch.context() as broken:
        broken.setattr("parties.changes.record", fail)
        with pytest.raises(LookupError):
            do()

    assert everything() == before
    do()
    assert everything() != before
