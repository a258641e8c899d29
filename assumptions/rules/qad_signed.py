"""The QAD that the deck names: a director signs it once its sections are agreed (I14)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from assumptions.asking import answered
from assumptions.day import section_status_on
from assumptions.facts import Section, SignOff
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import in_full, listed
from assumptions.steps.sections import is_released
from assumptions.vocabulary import Gate, Scope, SectionStatus, Status

IS_IT_SIGNED = "Is it signed, and does the signature count?"


@requirement(
    id="QAD.SIGNED",
    title="QAD signed by a director",
    next_step="Have a director sign the QAD",
    sources=("deck", "I14"),
    scope=Scope.SERVICE,
    blocks=(Gate.QUALIFICATION,),
)
def signed(case: Case) -> Outcome:
    """A director has signed the QAD. The latest signature counts, if on that day every section to be answered was
    agreed and none of them has been drafted or submitted anew since; released and waived sections are passed
    over. A QAD with no section to be answered can't be signed."""
    sign_off = case.facts.sign_off()
    if sign_off is None:
        return answered(
            Status.OUTSTANDING, not_signed, IS_IT_SIGNED, ("A director has signed the QAD", False)
        )
    asked = [section for section in case.facts.facts.sections if not is_released(section, case)]
    open_ones = [section for section in asked if not is_waived(section, case)]
    disagreed = [
        each for each in open_ones if section_status_on(each, sign_off.on) is not SectionStatus.AGREED
    ]
    changed = [each for each in open_ones if has_changed(each, sign_off, case)]
    holds = bool(asked) and not disagreed and not changed
    return answered(
        Status.MET if holds else Status.INSUFFICIENT,
        partial(in_words, sign_off, disagreed, changed),
        IS_IT_SIGNED,
        ("A director has signed the QAD", True),
        ("There is a section to be answered", bool(asked)),
        ("Every such section was agreed on the day of signing", not disagreed),
        ("None has been drafted or submitted anew since", not changed),
    )


def is_waived(section: Section, case: Case) -> bool:
    return case.facts.waiver("QAD.SECTION", section.id, Gate.QUALIFICATION) is not None


def has_changed(section: Section, sign_off: SignOff, case: Case) -> bool:
    """The section was opened again: drafted or submitted after the signature, up to the day."""
    reopened = (SectionStatus.DRAFTING, SectionStatus.SUBMITTED)
    return any(
        entry.status in reopened and sign_off.on < entry.on <= case.facts.day for entry in section.history
    )


def not_signed(case: Case, _outcome: Outcome) -> Reason:
    return Reason(
        f"No director of {case.provider} has signed the QAD by {in_full(case.facts.day)}.",
        "Have one sign it once its sections are agreed.",
    )


def in_words(
    sign_off: SignOff, disagreed: Sequence[Section], changed: Sequence[Section], case: Case, outcome: Outcome
) -> Reason:
    signed_on = f"{sign_off.signatory} signed the QAD on {in_full(sign_off.on)}"
    if outcome.status is Status.MET:
        return Reason(f"{signed_on}, for {case.provider}.")
    if disagreed:
        return Reason(
            f"{signed_on}, when {section_names(disagreed)} not agreed.",
            f"{case.provider} has it signed again once all sections are agreed.",
        )
    if changed:
        return Reason(
            f"{signed_on}, and {section_names(changed)} changed since.",
            f"{case.provider} has it signed again once all sections are agreed.",
        )
    return Reason(
        f"{signed_on}, but it has no section that {case.provider} is to answer.",
        "Set up its sections and have it signed again.",
    )


def section_names(sections: Sequence[Section]) -> str:
    word, verb = ("section", "was") if len(sections) == 1 else ("sections", "were")
    return f"{word} {listed(section.id for section in sections)} {verb}"
