"""Small rows for tests, each with what it needs: what a test doesn't say, it doesn't mind.

Parties and routes are plain rows; items come in by the actions. `on(day)` moves `clock.today()` for a block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assumptions.vocabulary import (
    DccRole,
    DecisionOutcome,
    EvidenceKind,
    Participation,
    PartyCategory,
    RouteKind,
    ServiceRole,
)
from demonstration.papers.sheet import Sheet, pdf_of
from evidence.actions import accept_evidence, query_evidence, record_check, reject_evidence, submit_evidence
from evidence.models import EvidenceItem, QadSection, Use
from journal import clock
from parties.actions.invitations import GOOD_FOR
from parties.models import (
    CollectionRoute,
    Invitation,
    Organisation,
    Person,
    Programme,
    Role,
    SmartDataService,
)
from parties.queries import digest
from tests.papers import paper

_numbers = count(1)

BASELINE = "IR8"
SCENARIOS = "CTSD 3.2"

# Details with which a paper of the kind fulfils its requirement; kinds that are not here have none.
RIGHT_DETAILS: dict[EvidenceKind, dict[str, Any]] = {
    EvidenceKind.SEC_ACCESSION: {"party_category": "other_sec_party"},
    EvidenceKind.SECURITY_ASSESSMENT: {"outcome": "approved"},
    EvidenceKind.UEPT_CERTIFICATE: {"user_role": "MDR", "scenarios_version": SCENARIOS},
    EvidenceKind.UEP_CONFIRMATION: {"user_role": "MDR", "issuer": "secas"},
    EvidenceKind.UEP_CHECK: {"outcome": "confirmed"},
    EvidenceKind.SUPPLIER_USER_CHECK: {"outcome": "listed", "roles": ["IS", "ES"]},
    EvidenceKind.MDR_DIP_ID: {
        "mdr_dip_id": "1000000042",
        "four_digit_id": "0042",
        "notified_css": True,
        "notified_dsp": True,
        "allocated_via": "dip_onboarding",
    },
    EvidenceKind.PRODUCTION_ONBOARDING_PLAN: {"planned_on": "2025-01-31"},
    EvidenceKind.PIT_COMPLETION: {"coverage": "whole_role", "design_baseline": BASELINE},
    EvidenceKind.SIT_COMPLETION: {
        "coverage": "whole_role",
        "design_baseline": BASELINE,
        "phases": ["cit", "functional", "migration", "non_functional", "operational"],
    },
    EvidenceKind.QT_COMPLETION: {"coverage": "whole_role"},
}


def on(day: date) -> AbstractContextManager[None]:
    """Let what is done within be done at noon (London) of that day."""
    return clock.as_if_at(timezone.make_aware(datetime.combine(day, time(12))))


def days_ago(number: int) -> date:
    return clock.today() - timedelta(days=number)


def organisation(name: str = "") -> Organisation:
    return Organisation.objects.create(name=name or f"Party {next(_numbers)} Ltd")


def person(role: Role, organisation: Organisation | None = None, **fields: Any) -> Person:
    number = next(_numbers)
    fields = {"email": f"person-{number}@example.test", "name": f"Person {number}"} | fields
    return Person.objects.create_user(role=role, organisation=organisation, **fields)


def member(of: Organisation, **fields: Any) -> Person:
    return person(Role.MEMBER, of, **fields)


def reviewer(**fields: Any) -> Person:
    return person(Role.REVIEWER, **fields)


def code_body(**fields: Any) -> Person:
    return person(Role.CODE_BODY, **fields)


def administrator(**fields: Any) -> Person:
    return person(Role.ADMINISTRATOR, **fields)


def qwg(**fields: Any) -> Person:
    return person(Role.QWG, **fields)


def administers(of: Organisation, **fields: Any) -> Person:
    """A member who looks after the organisation's people."""
    return member(of, administers_organisation=True, **fields)


def invitation(organisation: Organisation | None = None, *, token: str = "", **fields: Any) -> Invitation:
    """An invitation of an hour ago, which can be taken up with the token."""
    role = Role.MEMBER if organisation else Role.REVIEWER
    fields = {"email": f"invited-{next(_numbers)}@example.test", "role": role} | fields
    at = fields.setdefault("invited_at", clock.now() - timedelta(hours=1))
    return Invitation.objects.create(
        organisation=organisation,
        token_sha256=digest(token or f"token-{next(_numbers)}"),
        invited_by=fields.pop("invited_by", None) or administrator(),
        expires_at=at + GOOD_FOR,
        **fields,
    )


def authenticator(of: Person) -> str:
    """Set up an authenticator app for somebody, with recovery codes; its secret."""
    secret = str(generate_totp_secret())
    TOTP.activate(of, secret)
    RecoveryCodes.activate(of)
    return secret


def programme(**settings: Any) -> Programme:
    """The programme's one row, with a baseline and a scenario version unless told otherwise."""
    settings = {"design_baselines": [BASELINE], "mdr_scenario_versions": [SCENARIOS]} | settings
    row, _ = Programme.objects.update_or_create(pk=1, defaults=settings)
    return row


def service(
    provider: Organisation | None = None,
    participation: Participation = Participation.NON_SIT,
    *,
    slug: str = "",
    name: str = "",
    role: ServiceRole = ServiceRole.SDS,
) -> SmartDataService:
    number = next(_numbers)
    return SmartDataService.objects.create(
        slug=slug or f"sds-{number}",
        name=name or f"Smart Data {number}",
        provider=provider or organisation(),
        participation=participation,
        role=role,
    )


def mdr_route(
    service: SmartDataService,
    collector: Organisation | None = None,
    *,
    category: PartyCategory = PartyCategory.OTHER_SEC_PARTY,
    dcc_roles: Sequence[DccRole] = (),
    declared_on: date | None = None,
    withdrawn_on: date | None = None,
) -> CollectionRoute:
    """A route by the MDR role; the provider itself collects unless told otherwise."""
    return _route(
        service,
        RouteKind.MDR,
        collector=collector or service.provider,
        collector_category=category,
        collector_dcc_roles=list(dcc_roles),
        declared_on=declared_on or days_ago(100),
        withdrawn_on=withdrawn_on,
    )


def supplier_route(
    service: SmartDataService,
    collector: Organisation | None = None,
    *,
    category: PartyCategory = PartyCategory.SUPPLIER,
    dcc_roles: Sequence[DccRole] = (DccRole.IMPORT_SUPPLIER, DccRole.EXPORT_SUPPLIER),
    roles_used: Sequence[DccRole] = (DccRole.IMPORT_SUPPLIER, DccRole.EXPORT_SUPPLIER),
    own_customers_only: bool = True,
    declared_on: date | None = None,
    withdrawn_on: date | None = None,
) -> CollectionRoute:
    """A route by a Supplier's own User Roles, permitted by A198 unless told otherwise."""
    return _route(
        service,
        RouteKind.SUPPLIER_ROLES,
        collector=collector or organisation(),
        collector_category=category,
        collector_dcc_roles=list(dcc_roles),
        roles_used=list(roles_used),
        own_customers_only=own_customers_only,
        declared_on=declared_on or days_ago(100),
        withdrawn_on=withdrawn_on,
    )


def _route(service: SmartDataService, kind: RouteKind, **fields: Any) -> CollectionRoute:
    position = service.routes.count()
    return CollectionRoute.objects.create(
        service=service, local_id=f"r{position + 1}", position=position, kind=kind, **fields
    )


LETTER = paper()


def file_named(name: str = "letter.pdf", content: bytes = LETTER) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def page_named(name: str, words: str = "A letter") -> SimpleUploadedFile:
    """A PDF that can be drawn, with those words on it."""
    sheet = Sheet()
    sheet.write(words)
    return SimpleUploadedFile(name, pdf_of(sheet, title=words))


def item(
    service: SmartDataService,
    kind: EvidenceKind,
    routes: Sequence[CollectionRoute] = (),
    details: Mapping[str, Any] | None = None,
    *,
    decided: DecisionOutcome | None = None,
    by: Person | None = None,
    file: File[bytes] | None = None,
    submitted_on: date | None = None,
    decided_on: date | None = None,
    expires_on: date | None = None,
    until: date | None = None,
) -> EvidenceItem:
    """An item as a member of the provider hands it in, 20 days ago, and a reviewer decides it 10 days ago.

    One of Elexon's checks is recorded by a Code Body, and so is decided. Without ``details`` they are those
    that fulfil the kind's requirement.
    """
    details = RIGHT_DETAILS.get(kind, {}) if details is None else details
    with on(submitted_on or days_ago(20)):
        if kind.is_a_check:
            (route,) = routes
            return record_check(
                actor=by or code_body(),
                service=service,
                route=route,
                kind=kind,
                details=details,
                upload=file,
            )
        handed_in = submit_evidence(
            actor=by or member(service.provider),
            service=service,
            kind=kind,
            routes=routes,
            details=details,
            upload=file or file_named(),
            expires_on=expires_on,
        )
    if decided:
        with on(decided_on or max(days_ago(10), handed_in.submitted_on)):
            decide(handed_in, decided, until=until)
    return handed_in


def decide(item: EvidenceItem, outcome: DecisionOutcome, *, until: date | None = None) -> None:
    """Decide an item today, as a reviewer who has nothing to do with it."""
    if outcome is DecisionOutcome.ACCEPTED:
        accept_evidence(actor=reviewer(), item=item, until=until)
    elif outcome is DecisionOutcome.QUERIED:
        query_evidence(actor=reviewer(), item=item, reason="Which company is this about?")
    else:
        reject_evidence(actor=reviewer(), item=item, reason="This is another company's letter.")


def use_of(item: EvidenceItem, service: SmartDataService | None = None) -> Use:
    """The item's use in an SDS; its only one unless told otherwise."""
    uses = item.uses.filter(service=service) if service else item.uses.all()
    return uses.get()


def section(service: SmartDataService, title: str = "Service overview", **fields: Any) -> QadSection:
    position = service.qad_sections.count()
    fields = {"local_id": f"s{position + 1}", "position": position, "title": title} | fields
    return QadSection.objects.create(service=service, **fields)
