"""Where an SDS stands: the rules' result on the facts from the tables, or the fault in its way."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assumptions import Evaluation, InvalidFacts, RuleFault, evaluate, read_facts
from assumptions.vocabulary import Gate, Participation, Verdict, applicable_gates
from parties.models import SmartDataService
from readiness.facts import Document, facts_documents

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """One SDS on one day. Without ``evaluation``, ``fault`` names where the rules stopped."""

    service: SmartDataService
    as_of: date
    document: Document
    evaluation: Evaluation | None
    fault: str = ""

    @property
    def could_be_evaluated(self) -> bool:
        return self.evaluation is not None

    def verdict(self, gate: Gate) -> Verdict:
        """The gate's verdict; what could not be evaluated counts as not ready where the gate applies."""
        if self.evaluation is not None:
            return self.evaluation.gates[gate].verdict
        applies = gate in applicable_gates(Participation(self.service.participation))
        return Verdict.NOT_READY if applies else Verdict.NOT_APPLICABLE


def standings(services: Iterable[SmartDataService], *, as_of: date) -> list[Standing]:
    """Where each SDS stands on a day, in the order given. One on which a rule raises leaves the others be."""
    wanted = list(services)
    documents = facts_documents(wanted, as_of=as_of)
    return [_standing(service, documents[service.pk], as_of) for service in wanted]


def standing(service: SmartDataService, *, as_of: date) -> Standing:
    """Where one SDS stands on a day, for a page that also shows the reasons."""
    return standings([service], as_of=as_of)[0]


def _standing(service: SmartDataService, document: Document, as_of: date) -> Standing:
    try:
        evaluation = evaluate(read_facts(document))
        # A rule may also raise in its sentence, which is made when somebody reads it: let that be now.
        evaluation.as_json()
    except RuleFault as fault:
        logger.exception("%s could not be evaluated: %s", service.slug, fault.requirement)
        return Standing(service, as_of, document, None, fault.requirement)
    except InvalidFacts as invalid:
        # No action and no constraint lets a table hold this; if one ever does, it harms this SDS alone.
        logger.exception("%s could not be evaluated: %s", service.slug, invalid)
        return Standing(service, as_of, document, None, invalid.problems[0].path)
    return Standing(service, as_of, document, evaluation)
