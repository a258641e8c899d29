"""A197: DCC brings its Common Test Scenarios up to date for the MDR role (SEC modification MP162)."""

from __future__ import annotations

from assumptions.asking import ask, not_released, released
from assumptions.details import UeptCertificate
from assumptions.facts import Evidence
from assumptions.outcome import Case, Outcome, Reason, condition
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.entry_tests import for_the_mdr_role
from assumptions.vocabulary import ALL_AFTER_CIT, EvidenceKind, RouteKind, Scope

NONE_NAMED = "The programme names no version of the MDR scenarios"


@requirement(
    id="A197.SCENARIOS",
    title="UEPT on the MDR scenarios",
    next_step="Hand in a UEPT certificate that names a version of the MDR test scenarios",
    sources=("A197", "I17"),
    scope=Scope.ROUTE,
    route_kind=RouteKind.MDR,
    paper=EvidenceKind.UEPT_CERTIFICATE,
    advises=ALL_AFTER_CIT,
)
def scenarios(case: Case) -> Outcome:
    """The UEPT certificate for the MDR role rests on a version of the test scenarios that covers MDR. Released
    while the programme names no such version."""
    if not case.facts.facts.programme.mdr_scenario_versions:
        return released(none_named, NONE_NAMED)
    outcome = ask(case, EvidenceKind.UEPT_CERTIFICATE, for_the_mdr_role, on_mdr_scenarios, say=in_words)
    return outcome.after(*not_released(NONE_NAMED))


@condition(
    "It names a version of the scenarios that covers MDR",
    fails="does not name a version of the scenarios that covers MDR",
    do="ask DCC which scenarios it was tested on and hand in a certificate that names them",
)
def on_mdr_scenarios(item: Evidence, case: Case) -> bool:
    return item.read(UeptCertificate).scenarios_version in case.facts.facts.programme.mdr_scenario_versions


def none_named(case: Case, _outcome: Outcome) -> Reason:
    return Reason(
        f"The programme names no version of the MDR scenarios yet, so {case.party} need not show one."
    )


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not handed in a UEPT certificate, so its scenarios are not known.",
        "Complete UEPT on the MDR scenarios and hand in the certificate.",
    )
    return about_paper(case, outcome, missing)
