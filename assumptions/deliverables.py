"""Who and what the deck reaches beyond the rules: contacts, working groups and programme deliverables.

The deck names the groups and what each is to consider. Which of its assumptions touches which deliverable is
our reading.
"""

from __future__ import annotations

from dataclasses import dataclass

from assumptions.requirement import Requirement
from assumptions.sources import SOURCES, Source
from assumptions.vocabulary import Term


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    address: str
    about: str


class WorkingGroup(Term):
    FTIG = "ftig", "Fast Track Implementation Group"
    TMAG = "tmag", "Testing and Migration Advisory Group"
    SITWG = "sitwg", "SIT Working Group"
    QWG = "qwg", "Qualification Working Group"


class Deliverable(Term):
    PIT_GUIDANCE = "pit_guidance", "PIT Guidance"
    TESTING_STRATEGY = "testing_strategy", "E2E Testing & Integration Strategy"
    SIT_PLANS = "sit_plans", "SIT approach and plan documents"
    QUALIFICATION_PLAN = "qualification_plan", "Qualification Approach & Plan"
    QAD = "qad", "Qualification Assessment Document (QAD)"
    RAID = "raid", "Programme RAID log"


SECAS = Contact("SECAS", "secas@gemserv.com", "what the Smart Energy Code asks, and its confirmations")
DCC = Contact("DCC", "mhhs@smartdcc.co.uk", "the testing that the DCC asks of an MDR")

# Everybody is told how matters stand; these two groups keep that up to date.
TOLD = (WorkingGroup.FTIG, WorkingGroup.TMAG)
CONSIDERED_BY = {
    Deliverable.PIT_GUIDANCE: WorkingGroup.SITWG,
    Deliverable.TESTING_STRATEGY: WorkingGroup.SITWG,
    Deliverable.SIT_PLANS: WorkingGroup.SITWG,
    Deliverable.QUALIFICATION_PLAN: WorkingGroup.QWG,
    Deliverable.QAD: WorkingGroup.QWG,
}
FREE_INTERFACE = (
    "No form prescribes the interface by which a Supplier passes consumption data to PSS, the processing "
    "part of the SDS: Suppliers and their agents agree on it between themselves. What is asked for is that "
    "the data arrives and is used, whatever way it takes."
)
WITH_FREE_INTERFACE = frozenset({"deck", "A198", "A198.SUBMISSION_TO_PSS"})

_D = Deliverable
TOUCHED: dict[str, tuple[Deliverable, ...]] = {
    "deck": (_D.QUALIFICATION_PLAN, _D.QAD),
    "A094": (_D.TESTING_STRATEGY, _D.SIT_PLANS, _D.QUALIFICATION_PLAN),
    "A197": (),
    "A198": (_D.PIT_GUIDANCE, _D.QUALIFICATION_PLAN, _D.QAD),
    "A199": (_D.TESTING_STRATEGY, _D.SIT_PLANS),
    "A200": (_D.PIT_GUIDANCE, _D.QUALIFICATION_PLAN, _D.QAD),
    "A201": (_D.QUALIFICATION_PLAN,),
    "A202": (_D.TESTING_STRATEGY, _D.SIT_PLANS),
    "A203": (_D.QUALIFICATION_PLAN, _D.QAD),
    "A204": (_D.QUALIFICATION_PLAN, _D.QAD),
    "R548": (_D.PIT_GUIDANCE, _D.TESTING_STRATEGY, _D.SIT_PLANS, _D.QUALIFICATION_PLAN, _D.QAD),
    "R549": (_D.TESTING_STRATEGY, _D.SIT_PLANS),
    "R550": (_D.PIT_GUIDANCE, _D.SIT_PLANS),
}
ASKED_ABOUT: dict[str, tuple[Contact, ...]] = {
    "deck": (SECAS, DCC),
    "A094": (SECAS, DCC),
    "A197": (DCC,),
    "A198": (SECAS,),
    "A200": (DCC,),
    "A202": (DCC,),
    "A203": (SECAS,),
    "A204": (SECAS,),
    "R548": (SECAS, DCC),
    "R549": (SECAS, DCC),
}


def deliverables_of(source: Source) -> tuple[Deliverable, ...]:
    """What it touches; assumptions and risks of the deck stand in the RAID log too."""
    if source.is_interpretation:
        return ()
    logged = () if source.id == "deck" else (Deliverable.RAID,)
    return (*TOUCHED[source.id], *logged)


def groups_of(source: Source) -> tuple[WorkingGroup, ...]:
    """The groups that look after those, and those that are told how matters stand."""
    if source.is_interpretation:
        return ()
    considering = (CONSIDERED_BY[one] for one in TOUCHED[source.id])
    return tuple(dict.fromkeys((*considering, *TOLD)))


def contacts_of(source: Source) -> tuple[Contact, ...]:
    """Whom to ask; about an interpretation those of what it reads."""
    read = source.reads if source.is_interpretation else (source.id,)
    return tuple(dict.fromkeys(contact for one in read for contact in ASKED_ABOUT.get(one, ())))


def interpretations_of(source: Source) -> tuple[Source, ...]:
    """The interpretations that read it."""
    return tuple(each for each in SOURCES.values() if source.id in each.reads)


def leaves_the_interface_free(of: Source | Requirement) -> bool:
    return of.id in WITH_FREE_INTERFACE
