"""Where an SDS stands: the rules' result on the facts from the tables, or the fault in its way."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from assumptions import Evaluation, InvalidFacts, RuleFault, evaluate, read_facts
from assumptions.vocabulary import Gate, Participation, Verdict, applicable_gates
from parties.models import SmartDataService
from readiness import kept
from readiness.facts import PREFETCHED_ROUTES, Document, facts_documents

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
    """Where each SDS stands on a day, in the order given. One on which a rule raises leaves the others be.

    Each comes with its provider and its routes; what else of it a page shows, the page asks for.
    """
    wanted = list(services)
    prefetch_related_objects(wanted, "provider", PREFETCHED_ROUTES)
    if not kept.may_be_kept():
        documents = facts_documents(wanted, as_of=as_of)
        return [_standing(service, documents[service.pk]) for service in wanted]
    return _kept_or_new(wanted, as_of)


def _kept_or_new(services: list[SmartDataService], as_of: date) -> list[Standing]:
    results = kept.KeptResults(services)
    documents = {service.pk: results.document(service.pk, as_of) for service in services}
    # From rows of their own: those at hand may bring along what was fetched before an action.
    missing = [pk for pk, document in documents.items() if document is None]
    rows = SmartDataService.objects.select_related("provider").filter(pk__in=missing)
    made = facts_documents(rows, as_of=as_of) if missing else {}
    whole = {pk: document or made[pk] for pk, document in documents.items()}
    evaluations = results.evaluations(whole, as_of)
    stands = []
    for service in services:
        document, evaluation = whole[service.pk], evaluations.get(service.pk)
        stand = Standing(service, as_of, document, evaluation) if evaluation else _standing(service, document)
        if evaluation is None and stand.evaluation is not None:
            results.put(service.pk, document, stand.evaluation)
        stands.append(stand)
    results.keep_new()
    return stands


def standing(service: SmartDataService, *, as_of: date) -> Standing:
    """Where one SDS stands on a day, for a page that also shows the reasons."""
    return standings([service], as_of=as_of)[0]


def _standing(service: SmartDataService, document: Document) -> Standing:
    as_of = date.fromisoformat(document["as_of"])
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
