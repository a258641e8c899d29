"""Snapshots from facts documents, without a database: each item with a file of its own."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from assumptions import parse_facts
from assumptions.document import as_document
from packs.snapshot import FORMAT, Snapshot, apply_rules

EXAMPLES = Path(__file__).parents[1] / "assumptions/examples"


def snapshot_of(example: str, *, waivers: list[dict[str, Any]] | None = None, **service: Any) -> Snapshot:
    """The snapshot of an example, its waivers and fields of its ``service`` replaced.

    Every fifth item has no document.
    """
    document = json.loads((EXAMPLES / f"{example}.json").read_text())
    document["service"] |= service
    if waivers is not None:
        document["waivers"] = waivers
    facts = as_document(parse_facts(json.dumps(document)))
    return apply_rules(
        {
            "format": FORMAT,
            "facts": facts,
            "facts_version": 214,
            "programme_version": 3,
            "is_demonstration": True,
            "register": {one["id"]: registered(one, place) for place, one in enumerate(facts["evidence"])},
            "qad_notes": {section["id"]: noted(section) for section in facts["qad"]["sections"]},
        }
    )


def registered(item: dict[str, Any], place: int) -> dict[str, Any]:
    sha256 = hashlib.sha256(item["id"].encode()).hexdigest()
    held = {
        "name": f"{item['kind']}.pdf",
        "size": 48213,
        "sha256": sha256,
        "content_type": "application/pdf",
        "scanned_by": "" if place % 2 else "ClamAV 1.4.6/27200",
    }
    return {
        "files": [] if place % 5 == 4 else [held],
        "decisions": [
            {"reason": "Names the right role.", "by": "Programme reviewer"} for _ in item["decisions"]
        ],
        "sections": [None for _ in item["filings"]],
    }


def noted(section: dict[str, Any]) -> dict[str, Any]:
    return {"official_reference": "", "notes": [f"Note {n}" for n in range(len(section["history"]))]}
