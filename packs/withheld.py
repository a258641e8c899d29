"""What a pack leaves out: the contents of papers that whoever asked for it may not see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assumptions import REQUIREMENTS
from assumptions.vocabulary import Scope
from evidence.queries import contents_seen_by
from packs.snapshot import Snapshot
from parties.models import Person, SmartDataService
from parties.permissions import may

KEPT_BACK = "It rests on a paper whose contents its party has not shared."


def withheld_from(person: Person, service: SmartDataService) -> dict[str, str]:
    """The ids, in the SDS's document, of items whose contents a person may not see, with whose they are."""
    if may(person, "evidence.see_every_item"):
        return {}
    hidden = service.uses.exclude(item__in=contents_seen_by(person)).select_related("item__about")
    return {use.local_id: use.item.about.name for use in hidden}


def without(snapshot: Snapshot, withheld: Mapping[str, str]) -> Snapshot:
    """A snapshot without the details, files and reasons of these items, nor sentences that could tell them.

    Verdicts and statuses stay those of the whole facts, so they can't be computed again from what is left.
    """
    there = {local_id: whose for local_id, whose in withheld.items() if local_id in snapshot["register"]}
    if not there:
        return snapshot
    facts, register = snapshot["facts"], snapshot["register"]
    told = {one["id"]: one for one in facts["evidence"] if one["id"] in there}
    return {
        **snapshot,
        "withheld": there,
        "facts": {
            **facts,
            "evidence": [one | {"details": {}} if one["id"] in there else one for one in facts["evidence"]],
        },
        "register": {
            local_id: _bare(one) if local_id in there else one for local_id, one in register.items()
        },
        **_findings(snapshot, told),
    }


def _bare(registered: dict[str, Any]) -> dict[str, Any]:
    decisions = [decision | {"reason": ""} for decision in registered["decisions"]]
    return registered | {"files": [], "decisions": decisions}


def _findings(snapshot: Snapshot, told: Mapping[str, dict[str, Any]]) -> Snapshot:
    """The result and the next steps, with another sentence wherever one of these items was looked at."""
    gates, next_steps = {}, {}
    for gate, result in snapshot["result"]["gates"].items():
        pairs = list(zip(result["findings"], snapshot["next_steps"][gate], strict=True))
        kept_back = [_looks_at(finding, told) for finding, _ in pairs]
        gates[gate] = result | {
            "findings": [
                finding | {"reason": KEPT_BACK} if hides else finding
                for (finding, _), hides in zip(pairs, kept_back, strict=True)
            ]
        }
        next_steps[gate] = [
            _plain(step, finding) if hides and step else step
            for (finding, step), hides in zip(pairs, kept_back, strict=True)
        ]
    return {"result": snapshot["result"] | {"gates": gates}, "next_steps": next_steps}


def _looks_at(finding: dict[str, Any], told: Mapping[str, dict[str, Any]]) -> bool:
    """Whether the finding names one of the items, or asks for papers of its kind where it counts."""
    requirement = REQUIREMENTS[finding["requirement"]]
    return any(
        local_id in finding["evidence"]
        or (
            requirement.paper == one["kind"]
            and (requirement.scope is not Scope.ROUTE or finding["scope"] in one["routes"])
        )
        for local_id, one in told.items()
    )


def _plain(step: dict[str, str], finding: dict[str, Any]) -> dict[str, str]:
    """The step that the requirement asks for whatever its papers say."""
    requirement = REQUIREMENTS[finding["requirement"]]
    return step | {"who": requirement.owner.value, "do": requirement.next_step, "about": ""}
