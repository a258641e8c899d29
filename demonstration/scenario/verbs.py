"""Short ways to say what was handed in and what became of it, so that a scenario reads as a diary."""

from __future__ import annotations

from datetime import date

from assumptions.vocabulary import AllocatedVia, EvidenceKind, SectionStatus
from demonstration.scenario.terms import Deed, Entry, Paper, Turn


def accepted(on: date, reason: str = "", *, until: date | None = None) -> Turn:
    return Turn(Deed.ACCEPT, on, reason, until)


def queried(on: date, reason: str) -> Turn:
    return Turn(Deed.QUERY, on, reason)


def rejected(on: date, reason: str) -> Turn:
    return Turn(Deed.REJECT, on, reason)


def withdrawn(on: date, why: str) -> Turn:
    return Turn(Deed.WITHDRAW, on, why)


def in_pit(on: date) -> Turn:
    return Turn(Deed.FILE_IN_PIT, on)


def in_qad(on: date, section: str) -> Turn:
    return Turn(Deed.FILE_IN_QAD, on, section=section)


def used_in(service: str, routes: tuple[str, ...], on: date) -> Turn:
    """The item counts in another SDS too; what is filed after that is filed there."""
    return Turn(Deed.USE, on, service=service, routes=routes)


def in_pit_of(service: str, on: date) -> Turn:
    return Turn(Deed.FILE_IN_PIT, on, service=service)


def in_qad_of(service: str, on: date, section: str) -> Turn:
    return Turn(Deed.FILE_IN_QAD, on, section=section, service=service)


def drafted(on: date, note: str = "") -> Entry:
    return Entry(SectionStatus.DRAFTING, on, note)


def submitted(on: date, note: str = "") -> Entry:
    return Entry(SectionStatus.SUBMITTED, on, note)


def section_queried(on: date, note: str) -> Entry:
    return Entry(SectionStatus.QUERIED, on, note)


def agreed(on: date, note: str = "") -> Entry:
    return Entry(SectionStatus.AGREED, on, note)


def dip_notice(
    reference: str,
    on: date,
    routes: tuple[str, ...],
    mdr_dip_id: str,
    four_digit_id: str,
    *,
    then: tuple[Turn, ...] = (),
    told_dsp: bool = True,
    via: AllocatedVia = AllocatedVia.DIP_ONBOARDING,
) -> Paper:
    """The notice of an MDR DIP ID; CSS knows of it, and DSP as said."""
    details = {
        "mdr_dip_id": mdr_dip_id,
        "four_digit_id": four_digit_id,
        "notified_css": True,
        "notified_dsp": told_dsp,
        "allocated_via": via.value,
    }
    return Paper(EvidenceKind.MDR_DIP_ID, reference, on, routes, details, then)
