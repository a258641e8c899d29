"""An unmet finding's next step in words, for pages and packs alike: who acts, and what they are to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assumptions import Finding
from assumptions.facts import Evidence, Section
from assumptions.outcome import Condition
from assumptions.sentences import failing, listed
from assumptions.steps.filed import filed_in_pit, filed_in_qad
from assumptions.vocabulary import FilingPlace, Owner, Scope, Status, Term

FILING: dict[Condition[Evidence], FilingPlace] = {
    filed_in_pit: FilingPlace.PIT,
    filed_in_qad: FilingPlace.QAD,
}


class Actor(Term):
    """Who acts next, by name of office; the order is that in which pages and packs tell of them."""

    PROVIDER = "provider", "Provider"
    REVIEWER = "reviewer", "Programme reviewer"
    CODE_BODY = "code_body", "Code Body"
    ELEXON = "elexon", "Elexon"

    @property
    def sentence(self) -> str:
        return f"{self.label} acts."

    def named(self, provider: str) -> str:
        return provider if self is Actor.PROVIDER else self.label


@dataclass(frozen=True, slots=True)
class NextStep:
    """``do`` is an order to ``who``; ``about`` is what it needs said where no title stands beside it."""

    who: Actor
    do: str
    about: str = ""

    @property
    def alone(self) -> str:
        return f"{self.do}, {self.about}" if self.about else self.do


def next_step(finding: Finding) -> NextStep | None:
    """What is to be done next about a finding; None where nobody has to act."""
    if finding.owner is Owner.NONE:
        return None
    if isinstance(finding.case.subject, Section):
        section = finding.case.subject
        return NextStep(actor(finding), _of_section(finding.status, section.id), section.title)
    do = _of_items(finding)
    return NextStep(actor(finding), do or finding.next_step, finding.requirement.title if do else "")


def step_by_its_head(finding: Finding, items: Sequence[str]) -> str:
    """The step as a result has it that was kept without its reasons; ``items`` are those queried."""
    if finding.requirement.scope is Scope.SECTION:
        return _of_section(finding.status, finding.scope or "")
    if finding.status is Status.QUERIED and items:
        return f"Answer the query on {listed(items)}"
    return finding.requirement.next_step


def actor(finding: Finding) -> Actor:
    """The Code Bodies answer the QAD; everything else that waits is the programme's to decide."""
    if finding.owner is Owner.REVIEWER and finding.requirement.scope is Scope.SECTION:
        return Actor.CODE_BODY
    return Actor(finding.owner.value)


def is_done_in_the_qad(finding: Finding) -> bool:
    """Whether what is to be done is a section's answer or the director's signature."""
    return finding.requirement.scope is Scope.SECTION or finding.requirement.id == "QAD.SIGNED"


def to_file_in(finding: Finding) -> list[FilingPlace]:
    """The places where the papers are not filed, if that is all that they lack."""
    lacks = _lacks(finding)
    return [FILING[lack] for lack in lacks] if all(lack in FILING for lack in lacks) else []


def _of_section(status: Status, section: str) -> str:
    match status:
        case Status.IN_REVIEW:
            return f"Decide QAD section {section}"
        case Status.QUERIED:
            return f"Answer the query on QAD section {section}"
    return f"Answer QAD section {section} and submit it"


def _of_items(finding: Finding) -> str:
    """What the items at hand ask for; empty where there is none that could serve."""
    items = listed(finding.evidence) if finding.evidence else ""
    match finding.status:
        case Status.IN_REVIEW:
            return f"Decide {items}"
        case Status.QUERIED:
            return f"Answer the query on {items}"
        case Status.EXPIRED | Status.REJECTED:
            return f"{finding.to_do} in place of {items}"
    if places := to_file_in(finding):
        return f"File {items} in the {listed(place.label for place in places)}"
    return f"{finding.to_do} ({items})" if _lacks(finding) else ""


def _lacks(finding: Finding) -> dict[Condition[Evidence], None]:
    """What the items at hand do not fulfil, each condition once."""
    if finding.status is not Status.INSUFFICIENT:
        return {}
    return dict.fromkeys(
        lack for item in finding.outcome.evidence for lack in failing(finding.case, finding.outcome, item)
    )
