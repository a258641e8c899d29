"""MHHS-DEL1384, first page: it is the SDS role that is qualified, never the MDR by itself."""

from __future__ import annotations

from assumptions.asking import answered
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.vocabulary import ALL_GATES, Scope, ServiceRole, Status


@requirement(
    id="SDS.WHOLE_ROLE",
    title="Qualified as a whole Smart Data Service",
    next_step="Take part as a Smart Data Service, or within another provider’s",
    sources=("deck",),
    scope=Scope.SERVICE,
    blocks=ALL_GATES,
)
def whole_role(case: Case) -> Outcome:
    """The party takes part as a Smart Data Service; one that takes part as an MDR only can't be qualified in
    its own right."""
    is_sds = case.facts.facts.service.role is ServiceRole.SDS
    status = Status.MET if is_sds else Status.INSUFFICIENT
    return answered(
        status, in_words, "Does it take part as a whole?", ("It takes part as a Smart Data Service", is_sds)
    )


def in_words(case: Case, outcome: Outcome) -> Reason:
    if outcome.status is Status.MET:
        return Reason(f"{case.provider} takes part as a Smart Data Service.")
    return Reason(
        f"{case.provider} takes part as an MDR only, and an MDR is not qualified in its own right.",
        "Take part as a Smart Data Service, or as the MDR of one.",
    )
