"""The wording that many rules share: dates, lists, a paper's noun, a sentence for each state of a paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assumptions.day import last_decision
from assumptions.facts import Evidence
from assumptions.outcome import Case, Condition, Outcome, Reason
from assumptions.vocabulary import DccRole, EvidenceKind, ItemState, Status

# Not strftime: its month names follow the machine's locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

A_PAPER = {
    EvidenceKind.SEC_ACCESSION: "proof of SEC accession",
    EvidenceKind.SECURITY_ASSESSMENT: "a security assessment",
    EvidenceKind.DCC_CONNECTION: "proof of a DCC connection",
    EvidenceKind.DCC_ADAPTER: "proof of a DCC adapter",
    EvidenceKind.UEPT_CERTIFICATE: "a UEPT certificate",
    EvidenceKind.UEP_CONFIRMATION: "a UEP confirmation",
    EvidenceKind.UEP_CHECK: "a UEP check",
    EvidenceKind.SUPPLIER_USER_CHECK: "a Supplier user check",
    EvidenceKind.EXISTING_ARRANGEMENTS: "a description of existing arrangements",
    EvidenceKind.SUBMISSION_TEST: "a test of submission to PSS",
    EvidenceKind.OUTPUT_TEST: "a test of output messages",
    EvidenceKind.CONSUMPTION_DATA_PLAN: "a consumption data plan",
    EvidenceKind.MDR_DIP_ID: "an MDR DIP ID",
    EvidenceKind.PRODUCTION_ONBOARDING_PLAN: "a DCC production onboarding plan",
    EvidenceKind.DBT_COMPLETION: "a DBT completion",
    EvidenceKind.PIT_COMPLETION: "a PIT completion",
    EvidenceKind.SIT_COMPLETION: "a SIT completion",
    EvidenceKind.QT_COMPLETION: "a Qualification Testing completion",
}


def in_full(day: date) -> str:
    """A date as people read it: 28 March 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(words: Iterable[str]) -> str:
    """a; a and b; a, b and c."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def roles(names: Iterable[DccRole]) -> str:
    """DCC User Roles by their short names: IS and ES."""
    return listed(role.value for role in names)


def owner_of(name: str) -> str:
    """A party's name as an owner: Acme's, Acme Data Services'."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def sentence(words: str) -> str:
    """The words with a capital letter and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def exists(kind: EvidenceKind, more: str = "") -> str:
    """The first condition of every question for a paper: that there is one."""
    where = "on the route" if kind.is_about_a_route else "handed in"
    return f"{A_PAPER[kind][:1].upper()}{A_PAPER[kind][1:]}{more} is {where}"


def is_there(kind: EvidenceKind, more: str = "") -> str:
    """The question that a rule puts to the papers of a kind."""
    return f"Is there {A_PAPER[kind]}{more} that counts?"


def about_paper(case: Case, outcome: Outcome, missing: Reason, paper: str = "") -> Reason:
    """The sentence for a finding on papers of one kind; ``missing`` is the one for no paper at all.

    ``paper`` names the owner and its paper, the owner first: a name begins the sentence as it is written.
    Left out, they are the party and the kind's label.
    """
    if not outcome.evidence:
        return missing
    item = max(reversed(outcome.evidence), key=lambda each: each.submitted_on)
    noun = paper or f"{owner_of(case.party)} {item.kind.label}"
    if outcome.status is Status.INSUFFICIENT:
        return _falls_short(case, outcome, item, noun)
    return _as_it_stands(case, item, noun)


def _as_it_stands(case: Case, item: Evidence, noun: str) -> Reason:
    decided = in_full(case.facts.decided_on(item))
    match case.facts.state(item):
        case ItemState.ACCEPTED:
            return Reason(f"{noun} was accepted on {decided}{_for_a_time(item, case)}.")
        case ItemState.IN_REVIEW:
            return Reason(f"{noun} was handed in on {in_full(item.submitted_on)} and waits for a reviewer.")
        case ItemState.QUERIED:
            return Reason(
                f"{noun} was queried on {decided}.",
                f"Answer the query, or {_anew(item, 'hand in another one')}.",
            )
        case ItemState.REJECTED:
            handed_in = in_full(item.submitted_on)
            return Reason(
                f"{noun} of {handed_in} was rejected on {decided}.",
                sentence(_anew(item, "hand in another one")),
            )
        case _:
            return Reason(
                f"{noun} ran out on {in_full(_last_day(item, case))}.",
                sentence(_anew(item, "hand in a current one")),
            )


def _anew(item: Evidence, words: str) -> str:
    return "check again and record the outcome" if item.kind.is_a_check else words


def _for_a_time(item: Evidence, case: Case) -> str:
    decision = last_decision(item, case.facts.day)
    return f", until {in_full(decision.until)}" if decision and decision.until else ""


def _last_day(item: Evidence, case: Case) -> date:
    decision = last_decision(item, case.facts.day)
    days = [item.expires_on, decision.until if decision else None]
    return min(day for day in days if day is not None)


def _falls_short(case: Case, outcome: Outcome, item: Evidence, noun: str) -> Reason:
    lacks = failing(case, outcome, item)
    waits = case.facts.state(item) is ItemState.IN_REVIEW
    paper = f"{noun} of {in_full(item.submitted_on)}{', which waits for a reviewer,' if waits else ''}"
    so = f"{paper} {listed(lack.fails for lack in lacks)}."
    return Reason(so, sentence(listed(dict.fromkeys(lack.do for lack in lacks))))


def failing(case: Case, outcome: Outcome, item: Evidence) -> list[Condition[Evidence]]:
    """The conditions that the item does not fulfil, each once, in the order in which they were asked."""
    asked = (lack for question in outcome.questions for lack in question.failing(item, case))
    return list(dict.fromkeys(asked))
