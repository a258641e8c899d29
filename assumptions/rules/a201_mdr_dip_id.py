"""A201: every party that acts as an MDR, a Supplier too, gets an MDR DIP ID; CSS and DSP learn of it (I3)."""

from __future__ import annotations

import re

from assumptions.asking import ask
from assumptions.details import MdrDipId
from assumptions.facts import Evidence
from assumptions.outcome import Case, Outcome, Reason, condition
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.vocabulary import SIT_AFTER_CIT, EvidenceKind, Gate, Owner, Scope, Status


@requirement(
    id="A201.MDR_DIP_ID",
    title="MDR DIP ID allocated",
    next_step="Have an MDR DIP ID allocated and hand in its notice",
    sources=("A201", "I3"),
    scope=Scope.ROUTE,
    paper=EvidenceKind.MDR_DIP_ID,
    blocks=(Gate.QUALIFICATION,),
    advises=(*SIT_AFTER_CIT, Gate.QUALIFICATION_TESTING),
    waivable=True,
)
def mdr_dip_id(case: Case) -> Outcome:
    """The collector has its MDR DIP ID with the four-digit identifier, and both CSS and DSP have been told. Once
    both identifiers are right, telling CSS and DSP is for the DIP Manager, so that Elexon acts next."""
    asked = (has_dip_id, has_four_digits, css_is_told, dsp_is_told)
    outcome = ask(case, EvidenceKind.MDR_DIP_ID, *asked, say=in_words)
    if outcome.status is Status.INSUFFICIENT and any(is_allocated(item, case) for item in outcome.evidence):
        return outcome.owned_by(Owner.ELEXON)
    return outcome


@condition("It gives the MDR DIP ID", fails="gives no MDR DIP ID", do="add the MDR DIP ID")
def has_dip_id(item: Evidence, _case: Case) -> bool:
    return bool((item.read(MdrDipId).mdr_dip_id or "").strip())


@condition(
    "It gives the identifier of four digits",
    fails="gives no identifier of four digits",
    do="add the four-digit identifier",
)
def has_four_digits(item: Evidence, _case: Case) -> bool:
    return re.fullmatch("[0-9]{4}", item.read(MdrDipId).four_digit_id or "") is not None


@condition("CSS has been told", fails="has not been sent to CSS", do="have the DIP Manager tell CSS")
def css_is_told(item: Evidence, _case: Case) -> bool:
    return item.read(MdrDipId).notified_css is True


@condition("DSP has been told", fails="has not been sent to DSP", do="have the DIP Manager tell DSP")
def dsp_is_told(item: Evidence, _case: Case) -> bool:
    return item.read(MdrDipId).notified_dsp is True


def is_allocated(item: Evidence, case: Case) -> bool:
    return has_dip_id.holds(item, case) and has_four_digits.holds(item, case)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not handed in its MDR DIP ID.",
        "Ask for one in DIP onboarding, by logging in to the DIP, or through the DIP Manager.",
    )
    return about_paper(case, outcome, missing)
