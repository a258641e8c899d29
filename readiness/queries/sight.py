"""What of one SDS's items a person may see; sentences that would tell what an item says are kept back too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from assumptions import Finding
from assumptions.sentences import listed
from assumptions.vocabulary import Scope, Status
from evidence.models import EvidenceItem, Use
from evidence.queries import contents_seen_by, items_seen_by
from parties.models import Person, SmartDataService
from parties.permissions import may
from readiness.doubts import Doubt
from readiness.effects import Effect
from readiness.next_steps import Actor, NextStep, next_step

PREFETCHED_USES = Prefetch("uses", Use.objects.select_related("item__about"))
NOT_FOR_YOU = "What this rests on is not shared with you."
SET_ASIDE = "It is set aside for now. The service's provider knows by whom and why."


class Sight:
    """What a person may see of one SDS's items: of those ``seen`` that they are there, of ``opened`` all."""

    def __init__(self, person: Person, service: SmartDataService, uses: Iterable[Any] = ()) -> None:
        self.service, self._in_sight = service, list(uses)
        self.seen = frozenset(use.item_id for use in self._in_sight if use.is_seen)
        self.opened = frozenset(use.item_id for use in self._in_sight if use.is_opened)
        self.sees_all = may(person, "evidence.see_every_item")
        self.sees_service = self.sees_all or may(person, "parties.see_service", service)

    @cached_property
    def uses(self) -> dict[str, Use]:
        """All of the SDS's uses; by what the person may not see, sentences that are kept back are told."""
        if self.sees_all:
            prefetch_related_objects([self.service], PREFETCHED_USES)
            return {use.local_id: use for use in self.service.uses.all()}
        return {use.local_id: use for use in self._in_sight}

    def sees(self, item: EvidenceItem) -> bool:
        return self.sees_all or item.pk in self.seen

    def opens(self, item: EvidenceItem) -> bool:
        """Whether the person may see what the item says."""
        return self.sees_all or item.pk in self.opened

    def keeps_back(self, finding: Finding) -> bool:
        """Whether the finding's sentence could tell what the person may not read."""
        return bool(self.kept_back(finding))

    def kept_back(self, finding: Finding) -> str:
        """What is said in place of a finding's own sentence; empty where that can be read."""
        if self.sees_all:
            return ""
        if finding.waiver and not self.sees_service:
            return SET_ASIDE
        ids = dict.fromkeys((*finding.evidence, *finding.looked_at, *self._asked_for(finding)))
        hidden = [use for use in self._uses(ids) if not self.opens(use.item)]
        if not hidden:
            return ""
        if not all(self.sees(use.item) for use in hidden):
            return NOT_FOR_YOU
        papers = listed(use.local_id for use in hidden)
        owners = list(dict.fromkeys(str(use.item.about) for use in hidden))
        have = "has" if len(owners) == 1 else "have"
        say = "it says" if len(hidden) == 1 else "they say"
        return f"It rests on {papers}. {listed(owners)} {have} not shared what {say}."

    def _asked_for(self, finding: Finding) -> Iterator[str]:
        """The papers of the kind that counts there, which a rule may have passed over for what they say."""
        requirement = finding.requirement
        for item in finding.case.facts.facts.evidence:
            there = requirement.scope is not Scope.ROUTE or finding.scope in item.routes
            if requirement.paper is item.kind and there:
                yield item.id

    def _uses(self, local_ids: Iterable[str]) -> list[Use]:
        # An id that is none of the SDS's is that of a paper which is only about to be handed in.
        return [self.uses[local_id] for local_id in local_ids if local_id in self.uses]

    def reason(self, finding: Finding) -> str:
        return self.kept_back(finding) or finding.reason

    def step(self, finding: Finding) -> NextStep | None:
        """The next step; where the rule's own words could tell too much, those of its head."""
        if not (self.sees_all or all(self.sees(use.item) for use in self._uses(finding.evidence))):
            return None
        step = next_step(finding)
        if step and _tells_too_much(finding, step) and self.keeps_back(finding):
            return NextStep(Actor(finding.requirement.owner.value), finding.requirement.next_step)
        return step


def _tells_too_much(finding: Finding, step: NextStep) -> bool:
    """Whether the step's words or who acts come from what papers say."""
    return finding.status is Status.INSUFFICIENT or step.do == finding.next_step


def effect_in_sight(effect: Effect, sight: Sight) -> Effect:
    """What a change does, each sentence as the person may read it."""
    findings = (replace(one, reason=sight.kept_back(one.finding) or one.reason) for one in effect.findings)
    return replace(effect, findings=tuple(findings))


def doubts_in_sight(doubts: Iterable[Doubt], sight: Sight) -> list[Doubt]:
    """What speaks against a paper; where others' papers play a part, only what it fails itself."""
    kept_back = ((doubt, sight.kept_back(doubt.finding)) for doubt in doubts)
    return [
        replace(doubt, reason=instead, rests_on_this_paper=False) if instead else doubt
        for doubt, instead in kept_back
    ]


def sight_of(person: Person, service: SmartDataService) -> Sight:
    return sights_of(person, [service])[service.pk]


def sights_of(person: Person, services: Collection[SmartDataService]) -> dict[UUID, Sight]:
    """What a person may see of each SDS, in one query; whoever sees every item costs none."""
    if may(person, "evidence.see_every_item"):
        return {service.pk: Sight(person, service) for service in services}
    uses = Use.objects.filter(service__in=services).select_related("item__about")
    in_sight = uses.annotate(
        is_seen=Exists(items_seen_by(person).filter(pk=OuterRef("item"))),
        is_opened=Exists(contents_seen_by(person).filter(pk=OuterRef("item"))),
    )
    by_service: dict[UUID, list[Any]] = {service.pk: [] for service in services}
    for use in in_sight:
        by_service[use.service_id].append(use)
    return {service.pk: Sight(person, service, by_service[service.pk]) for service in services}
