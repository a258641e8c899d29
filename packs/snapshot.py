"""A snapshot: all that a pack says of an SDS on a day, as JSON, so that a pack never looks anything up again.

It holds no moment, maker or key of a table: equal facts, register, day and versions make equal snapshots.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.timezone import localdate

from assumptions import REQUIREMENTS, Evaluation, Facts, InvalidFacts, RuleFault, evaluate, read_facts
from assumptions.sources import SOURCES
from assumptions.vocabulary import Gate
from evidence.models import Decision, EvidenceFile, Filing, QadSection, Use
from packs.errors import PackNotMade
from parties.models import Programme, SmartDataService
from readiness.facts import facts_document
from readiness.next_steps import NextStep, next_step

FORMAT = "qualtrack-snapshot/1"
Snapshot = dict[str, Any]

_NEEDED = (
    "uses__item__files",
    "uses__item__decisions__decided_by",
    "uses__filings__section",
    "qad_sections__history",
)


def freeze_facts(service: SmartDataService, *, as_of: date) -> Snapshot:
    """The facts document of an SDS with its register of evidence and the notes of its QAD."""
    with transaction.atomic():
        # Every change of facts counts one of these two up, so none can fall between the reads.
        Programme.objects.select_for_update().first()
        service = SmartDataService.objects.select_for_update().get(pk=service.pk)
        document = facts_document(service, as_of=as_of)
        prefetch_related_objects([service], *_NEEDED)
        programme = Programme.objects.first() or Programme()
        return {
            "format": FORMAT,
            "facts": document,
            "facts_version": service.facts_version,
            "programme_version": programme.version,
            "is_demonstration": programme.is_demonstration,
            "register": {use.local_id: _registered(use) for use in service.uses.all()},
            "qad_notes": {section.local_id: _noted(section) for section in service.qad_sections.all()},
        }


def apply_rules(frozen: Snapshot) -> Snapshot:
    """What the rules make of frozen facts: the result, what each verdict turns into, and the wording."""
    try:
        facts = read_facts(frozen["facts"])
        evaluation = evaluate(facts)
        made = {
            "result": evaluation.as_json(),
            "then": _verdicts_then(facts, evaluation),
            "next_steps": _next_steps(evaluation),
        }
    except RuleFault as fault:
        raise PackNotMade(
            f"the requirement {fault.requirement} could not be evaluated. That is a fault in the rules, not "
            "in the evidence.",
            then="Tell the programme's office; once it is put right, try again.",
        ) from fault
    except InvalidFacts as invalid:
        first = invalid.problems[0]
        raise PackNotMade(
            f"the facts of this SDS are not valid at {first.path}: {first.message}.".replace("..", "."),
            then="Put that right, then try again.",
        ) from invalid
    return {**frozen, **made, **_wording(made["result"])}


def as_bytes(document: Any) -> bytes:
    """JSON in one form only, whatever the order of keys in the database's own."""
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def digest(document: Any) -> str:
    return hashlib.sha256(as_bytes(document)).hexdigest()


def _registered(use: Use) -> Snapshot:
    return {
        "files": sorted(
            (_file(file) for file in use.item.files.all()), key=lambda f: (f["name"], f["sha256"])
        ),
        "decisions": [_decision(decision) for decision in use.item.decisions.all()],
        "sections": [_filed_under(filing) for filing in use.filings.all()],
    }


def _file(file: EvidenceFile) -> Snapshot:
    kept = {
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "content_type": file.content_type,
        "scanned_by": file.scanned_by,
    }
    if file.erased_at:
        kept["erased_on"] = localdate(file.erased_at).isoformat()
    return kept


def _decision(decision: Decision) -> Snapshot:
    """Why, and by whom in which role; people's names stay in the programme."""
    by = decision.get_decided_as_display() or decision.author
    return {"reason": decision.reason, "by": by}


def _filed_under(filing: Filing) -> str | None:
    return filing.section.local_id if filing.section else None


def _noted(section: QadSection) -> Snapshot:
    return {
        "official_reference": section.official_reference,
        "notes": [entry.note for entry in section.history.all()],
    }


def _verdicts_then(facts: Facts, evaluation: Evaluation) -> dict[str, str]:
    """For each gate whose verdict has a last day: what it turns into on the next."""
    changes: dict[date, list[Gate]] = {}
    for gate, result in evaluation.gates.items():
        if result.holds_until:
            changes.setdefault(result.holds_until + timedelta(days=1), []).append(gate)
    after = {day: evaluate(facts, as_of=day, gates=gates).gates for day, gates in changes.items()}
    return {gate.value: gates[gate].verdict.value for gates in after.values() for gate in gates}


def _next_steps(evaluation: Evaluation) -> dict[str, list[dict[str, str] | None]]:
    """For each gate, in the order of its findings, who is to do what about each; null where nobody acts."""
    return {
        gate.value: [_written(next_step(finding)) for finding in result.findings]
        for gate, result in evaluation.gates.items()
    }


def _written(step: NextStep | None) -> dict[str, str] | None:
    return {"who": step.who.value, "do": step.do, "about": step.about} if step else None


def _wording(result: dict[str, Any]) -> Snapshot:
    found = [finding for gate in result["gates"].values() for finding in gate["findings"]]
    asked = {finding["requirement"] for finding in found}
    cited = {source for finding in found for source in finding["sources"]} | set(result["risks"])
    return {
        "requirements": {
            head.id: {"title": head.title, "scope": head.scope.value}
            for head in REQUIREMENTS.values()
            if head.id in asked
        },
        "sources": {
            source.id: {"title": source.title, "text": source.text}
            for source in SOURCES.values()
            if source.id in cited
        },
    }
