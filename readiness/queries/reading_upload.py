"""What is read from a file that is about to be handed in: its fields, and whether it is another paper."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile

from assumptions import Evaluation, RuleFault, evaluate, read_facts
from assumptions.vocabulary import DecisionOutcome, EvidenceKind, ItemState, Status
from evidence.models import EvidenceItem
from evidence.previewing import Preview, preview_of_upload
from evidence.queries import contents_seen_by
from parties.models import CollectionRoute, Person, Programme, SmartDataService
from readiness.queries.hand_in_evidence import Choices, Paper
from readiness.queries.sight import Sight, sight_of
from readiness.reading.paper import Found, details_read, looks_like, named, signs_in
from readiness.standing import Standing
from readiness.what_if import free_id, with_all_filed, with_decision, with_item

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """What a file says; ``cannot`` is why nothing could be read."""

    preview: Preview
    found: Mapping[str, Found]
    party: Found | None
    kind: Found | None

    @property
    def cannot(self) -> str:
        return self.preview.cannot

    @property
    def has_text(self) -> bool:
        return any(True for _ in self.preview.lines())


@dataclass(frozen=True, slots=True)
class OtherPaper:
    """The paper that a file looks like, the words that it rests on, and what that paper would not do.

    ``instead`` is the same file under its own kind, where it can be handed in so; ``accepted`` one such that
    is there already.
    """

    kind: EvidenceKind
    sign: Found
    reason: str
    sources: tuple[str, ...]
    instead: Paper | None
    accepted: EvidenceItem | None


def read_upload(upload: UploadedFile, paper: Paper, about: str, programme: Programme) -> ReadUpload:
    preview = preview_of_upload(upload)
    known = {
        "design_baseline": programme.design_baselines,
        "scenarios_version": programme.mdr_scenario_versions,
    }
    return ReadUpload(
        preview=preview,
        found=details_read(preview, paper.kind, known),
        party=named(preview, about),
        kind=signs_in(preview).get(paper.kind),
    )


def other_paper(
    read: ReadUpload, paper: Paper, choices: Choices, stands: Standing, person: Person
) -> OtherPaper | None:
    """Whether the file looks like a paper of another kind than the one it is to be handed in as."""
    found = looks_like(read.preview, paper.kind)
    if found is None:
        return None
    kind, sign = found
    key = f"{kind}.{paper.route.pk}" if paper.route and kind.is_about_a_route else kind.value
    reason, sources = _what_it_would_not_do(stands, kind, paper, sight_of(person, stands.service))
    return OtherPaper(
        kind=kind,
        sign=sign,
        reason=reason,
        sources=sources,
        instead=choices.find(key),
        accepted=_accepted(person, stands.service, kind, paper.route, stands.as_of),
    )


def _what_it_would_not_do(
    stands: Standing, kind: EvidenceKind, paper: Paper, sight: Sight
) -> tuple[str, tuple[str, ...]]:
    """The rule's own reason why it is not enough: as it stands, or were this accepted as the other paper."""
    scope = paper.route.local_id if paper.route else None
    try:
        for evaluation in (stands.evaluation, _with_it(stands, kind, scope)):
            findings = (
                (one for gate in evaluation.gates.values() for one in gate.findings) if evaluation else ()
            )
            for finding in findings:
                asked = finding.requirement.paper is paper.kind and finding.scope == scope
                if asked and finding.status is Status.INSUFFICIENT and not sight.keeps_back(finding):
                    return finding.reason, finding.sources
    except RuleFault:
        logger.exception("What another paper would do could not be evaluated")
    return "", ()


def _with_it(stands: Standing, kind: EvidenceKind, scope: str | None) -> Evaluation:
    item_id = free_id(stands.document)
    routes = [scope] if scope and kind.is_about_a_route else []
    document = with_item(stands.document, item_id=item_id, kind=kind, routes=routes, details={})
    return evaluate(read_facts(with_all_filed(with_decision(document, item_id, DecisionOutcome.ACCEPTED))))


def _accepted(
    person: Person,
    service: SmartDataService,
    kind: EvidenceKind,
    route: CollectionRoute | None,
    day: date,
) -> EvidenceItem | None:
    items = contents_seen_by(person).filter(kind=kind, uses__service=service).distinct()
    if route and kind.is_about_a_route:
        items = items.filter(uses__routes=route)
    return next(
        (item for item in items.prefetch_related("decisions") if item.state_on(day) is ItemState.ACCEPTED),
        None,
    )
