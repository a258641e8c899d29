"""The Qualification Assessment Document: its sections' states and the director's signature (I14)."""

from __future__ import annotations

from collections.abc import Collection

from assumptions.vocabulary import RouteKind, SectionStatus
from evidence.models import QadSection, SectionEntry, SignOff
from journal import clock
from parties.actions import next_position, save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Person, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def add_section(
    *,
    actor: Person,
    service: SmartDataService,
    local_id: str,
    title: str,
    route_kinds: Collection[RouteKind] = (),
    official_reference: str = "",
) -> QadSection:
    """Add a section under a local key; ``route_kinds`` says for which routes it is asked (none: for all)."""
    require(actor, "evidence.add_section", service)
    service = SmartDataService.objects.select_for_update().get(pk=service.pk)
    if service.qad_sections.filter(local_id=local_id).exists():
        raise Refused("This id is taken. Choose another.", field="local_id")
    section = save_valid(
        QadSection(
            service=service,
            local_id=local_id,
            position=next_position(service.qad_sections),
            title=title,
            route_kinds=list(route_kinds),
            official_reference=official_reference,
        )
    )
    record_change(
        action="add_section",
        actor=actor,
        subject=section,
        about=service.provider,
        services=[service],
        new={"id": local_id, "title": title, "route_kinds": section.route_kinds},
    )
    return section


def draft_section(*, actor: Person, section: QadSection, note: str = "") -> SectionEntry:
    """The provider writes at a section (again)."""
    require(actor, "evidence.write_section", section.service)
    return _enter("draft_section", actor, section, SectionStatus.DRAFTING, note)


def submit_section(*, actor: Person, section: QadSection, note: str = "") -> SectionEntry:
    require(actor, "evidence.write_section", section.service)
    return _enter("submit_section", actor, section, SectionStatus.SUBMITTED, note)


def query_section(*, actor: Person, section: QadSection, note: str) -> SectionEntry:
    """A Code Body asks the provider something about a section."""
    require(actor, "evidence.answer_section", section.service)
    if not note.strip():
        raise Refused("Write the question that the provider is to answer.", field="note")
    return _enter("query_section", actor, section, SectionStatus.QUERIED, note)


def agree_section(*, actor: Person, section: QadSection, note: str = "") -> SectionEntry:
    require(actor, "evidence.answer_section", section.service)
    return _enter("agree_section", actor, section, SectionStatus.AGREED, note)


def can_follow(status: SectionStatus, last: SectionStatus | None) -> bool:
    """Whether a section can be moved on so: never to where it is, and answered only once it was submitted."""
    answers = {SectionStatus.QUERIED, SectionStatus.AGREED}
    return status is not last and not (status in answers and last in (None, SectionStatus.DRAFTING))


@in_one_transaction
def _enter(action: str, actor: Person, section: QadSection, status: SectionStatus, note: str) -> SectionEntry:
    locked = QadSection.objects.select_for_update(of=("self",))
    section = locked.select_related("service__provider").get(pk=section.pk)
    today = clock.today()
    last = section.history.order_by("-position").first()
    if last and last.on > today:
        raise Refused(f"An entry of {last.on:%-d %B %Y} stands already; enter the next from that day on.")
    if last and last.status == status:
        raise Refused(f"This section is {status.label.lower()} already, since {last.on:%-d %B %Y}.")
    if not can_follow(status, SectionStatus(last.status) if last else None):
        raise Refused("The provider has not submitted this section yet.")
    entry = save_valid(
        SectionEntry(
            section=section,
            position=last.position + 1 if last else 0,
            on=today,
            status=status,
            note=note.strip(),
            entered_by=actor,
        )
    )
    record_change(
        action=action,
        actor=actor,
        subject=section,
        about=section.service.provider,
        services=[section.service],
        old={"status": last.status if last else "not_started"},
        new={"status": status},
        why=note.strip(),
    )
    return entry


@in_one_transaction
def sign_qad(*, actor: Person, service: SmartDataService, signatory: str) -> SignOff:
    """Record that a director of the provider signed the QAD today; told twice, it is one signature."""
    require(actor, "evidence.sign_qad", service)
    service = SmartDataService.objects.select_for_update().get(pk=service.pk)
    today = clock.today()
    last = service.qad_sign_offs.order_by("-position").first()
    if last and last.on > today:
        raise Refused(f"A signature of {last.on:%-d %B %Y} stands already; sign again from that day on.")
    if last and (last.on, last.signatory) == (today, signatory):
        return last
    sign_off = save_valid(
        SignOff(
            service=service,
            position=last.position + 1 if last else 0,
            on=today,
            signatory=signatory,
            recorded_by=actor,
        )
    )
    record_change(
        action="sign_qad",
        actor=actor,
        subject=service,
        about=service.provider,
        services=[service],
        new={"signatory": signatory, "on": today},
    )
    return sign_off
