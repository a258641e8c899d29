"""The evidence register: every item of the document, with its state, decisions, filings and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import filesizeformat

from assumptions.facts import Evidence
from assumptions.sentences import in_full
from assumptions.vocabulary import FilingPlace, ItemState, Status
from packs.report.findings import anchor
from packs.stood import Stood
from readiness.plain_words import given_details

# An item's state has the shape of the finding that it leads to.
AS_STATUS = {
    ItemState.IN_REVIEW: Status.IN_REVIEW,
    ItemState.QUERIED: Status.QUERIED,
    ItemState.ACCEPTED: Status.MET,
    ItemState.EXPIRED: Status.EXPIRED,
    ItemState.REJECTED: Status.REJECTED,
    ItemState.ABSENT: Status.NOT_REQUIRED,
}


@dataclass(frozen=True, slots=True)
class HeldFile:
    name: str
    size: str
    sha256: str
    scanned: str


@dataclass(frozen=True, slots=True)
class Registered:
    id: str
    anchor: str
    kind: str
    served: str
    state: ItemState
    shape: Status
    details: str
    events: list[str]
    files: list[HeldFile]
    no_file: str


def register(stood: Stood) -> list[Registered]:
    return [_registered(stood, item) for item in stood.facts.evidence]


def _registered(stood: Stood, item: Evidence) -> Registered:
    state = stood.state(item)
    return Registered(
        id=item.id,
        anchor=anchor(stood, item.id),
        kind=item.kind.label[0].upper() + item.kind.label[1:],
        served=", ".join(stood.route_name(route) for route in item.routes) or "The service",
        state=state,
        shape=AS_STATUS[state],
        details="; ".join(
            f"{label}: {words}" for label, words in given_details(item.kind, stood.details(item))
        ),
        events=list(_events(stood, item)),
        files=[
            HeldFile(one["name"], filesizeformat(one["size"]), one["sha256"], _scanned(one["scanned_by"]))
            for one in stood.files(item)
        ],
        no_file=f"Held by {whose}, not shared." if (whose := stood.held_by(item)) else "No document held.",
    )


def _scanned(scanned_by: str) -> str:
    return f"Scanned for viruses, nothing found ({scanned_by})" if scanned_by else "Not scanned for viruses"


def _events(stood: Stood, item: Evidence) -> Iterator[str]:
    yield f"Handed in on {in_full(item.submitted_on)}."
    for decision, more in stood.decisions(item):
        until = f" until {in_full(decision.until)}" if decision.until else ""
        decided = f"{decision.outcome.label} on {in_full(decision.on)}{until}"
        yield f"{decided}, {more['by']}. {more['reason']}".strip()
    for place in FilingPlace:
        for section in stood.filed(item, place):
            yield f"Filed in the {place.label}{f', section {section}' if section else ''}."
    if item.expires_on:
        yield f"Valid through {in_full(item.expires_on)}."
    if item.withdrawn_on and item.withdrawn_on <= stood.as_of:
        yield f"Withdrawn on {in_full(item.withdrawn_on)}."
    for one in stood.files(item):
        if "erased_on" in one:
            yield f"{one['name']} was erased on {in_full(date.fromisoformat(one['erased_on']))}."
