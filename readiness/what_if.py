"""What the facts would be if one thing were different: facts documents in, facts documents out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, FilingPlace, Gate, SectionStatus
from readiness.facts import Document

NEW = "handed-in-now"


def free_id(document: Document) -> str:
    """An id for an item that is not there yet."""
    taken = {item["id"] for item in document["evidence"]}
    names = (NEW, *(f"{NEW}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def with_item(
    document: Document,
    *,
    item_id: str,
    kind: EvidenceKind,
    routes: Sequence[str],
    details: Mapping[str, Any],
    expires_on: date | None = None,
) -> Document:
    """If this paper had been handed in on the document's day. Routes by their ids in the document."""
    item = {
        "id": item_id,
        "kind": kind.value,
        "routes": list(routes),
        "submitted_on": document["as_of"],
        "expires_on": expires_on.isoformat() if expires_on else None,
        "details": dict(details),
    }
    return document | {"evidence": [*document["evidence"], item]}


def with_decision(
    document: Document, item_id: str, outcome: DecisionOutcome, *, until: date | None = None
) -> Document:
    """If an item had been decided on the document's day. Decisions dated later stay after it."""

    def decided(item: Document) -> Document:
        decision = {
            "on": document["as_of"],
            "outcome": outcome.value,
            "until": until.isoformat() if until else None,
        }
        given = item.get("decisions", [])
        so_far = [each for each in given if each["on"] <= document["as_of"]]
        return item | {"decisions": [*so_far, decision, *given[len(so_far) :]]}

    return _with_items(document, lambda item: item["id"] == item_id, decided)


def without_item(document: Document, item_id: str) -> Document:
    """If an item had been withdrawn on the document's day."""
    return _with_items(
        document,
        lambda item: item["id"] == item_id,
        lambda item: item | {"withdrawn_on": document["as_of"]},
    )


def with_newer_version(document: Document, older_id: str, newer: Mapping[str, Any]) -> Document:
    """If a newer item had taken an older one's place on the document's day: its routes and its filings.

    ``newer`` is the item as a document has it; it may be there already.
    """
    day = document["as_of"]
    older = next(item for item in document["evidence"] if item["id"] == older_id)
    there = {route["id"] for route in document["routes"] if _counts(route, day, since="declared_on")}
    filed = {filing["place"] for filing in older.get("filings", []) if _counts(filing, day, since="on")}

    def taking_over(item: Document) -> Document:
        own = {filing["place"] for filing in item.get("filings", []) if _counts(filing, day, since="on")}
        routes = [
            route for route in older.get("routes", []) if route in there and route not in item["routes"]
        ]
        filings = [{"place": place, "on": day} for place in sorted(filed - own)]
        return item | {
            "routes": [*item["routes"], *routes],
            "filings": [*item.get("filings", []), *filings],
        }

    if all(item["id"] != newer["id"] for item in document["evidence"]):
        document = document | {"evidence": [*document["evidence"], dict(newer)]}
    return _with_items(without_item(document, older_id), lambda item: item["id"] == newer["id"], taking_over)


def _counts(entry: Mapping[str, Any], day: str, *, since: str) -> bool:
    """Whether something of a document is there on a day; days in ISO form come in order as they are."""
    ended = entry.get("withdrawn_on")
    return bool(entry[since] <= day) and (ended is None or ended > day)


def with_all_filed(document: Document) -> Document:
    """If every paper were filed in the PIT evidence and the QAD: what papers alone still lack."""
    day = document["as_of"]
    filings = [{"place": place.value, "on": day} for place in FilingPlace]
    return _with_items(
        document,
        lambda item: item["submitted_on"] <= day,
        lambda item: item | {"filings": [*item.get("filings", []), *filings]},
    )


def with_programme(document: Document, settings: Mapping[str, Any]) -> Document:
    """If the programme's settings were these."""
    return document | {"programme": dict(settings)}


def with_service(document: Document, **said: Any) -> Document:
    """If the SDS itself were entered otherwise: its name, its provider, its role, what it takes part in."""
    return document | {"service": document["service"] | said}


def with_day_at_gate(document: Document, part: str, gate: Gate, on: date | None) -> Document:
    """If ``gate_dates`` or ``gates_passed`` of the SDS had that day at a gate, or none."""
    others = {name: day for name, day in document["service"][part].items() if name != gate}
    days = others | ({gate.value: on.isoformat()} if on else {})
    return with_service(document, **{part: days})


def with_route(document: Document, route: Mapping[str, Any]) -> Document:
    """If this route were declared, as a document has it."""
    return document | {"routes": [*document["routes"], dict(route)]}


def with_route_withdrawn(document: Document, route_id: str, on: date | None) -> Document:
    """If a route were withdrawn from that day on, or not at all."""
    routes = [
        route | {"withdrawn_on": on.isoformat() if on else None} if route["id"] == route_id else route
        for route in document["routes"]
    ]
    return document | {"routes": routes}


def _with_items(
    document: Document, chosen: Callable[[Document], bool], change: Callable[[Document], Document]
) -> Document:
    evidence = [change(item) if chosen(item) else item for item in document["evidence"]]
    return document | {"evidence": evidence}


def with_waiver(
    document: Document,
    *,
    requirement: str,
    scope: str | None,
    gates: Sequence[str],
    granted_on: date | None = None,
    expires_on: date | None = None,
) -> Document:
    """If a group had set a requirement aside, on the document's day unless another is given."""
    taken = {waiver["id"] for waiver in document["waivers"]}
    names = (NEW, *(f"{NEW}-{number}" for number in range(2, len(taken) + 3)))
    waiver = {
        "id": next(name for name in names if name not in taken),
        "requirement": requirement,
        "scope": scope,
        "gates": list(gates),
        "granted_on": granted_on.isoformat() if granted_on else document["as_of"],
        "expires_on": expires_on.isoformat() if expires_on else None,
        "granted_by": "A governance group",
        "reason": "Granted now",
    }
    return document | {"waivers": [*document["waivers"], waiver]}


def with_waiver_ended(document: Document, waiver_id: str, *, on: date) -> Document:
    """If a waiver ended with that day, which is never before its first."""

    def ended(waiver: Document) -> Document:
        last = max(on.isoformat(), waiver["granted_on"])
        return waiver | {"expires_on": last}

    waivers = [ended(each) if each["id"] == waiver_id else each for each in document["waivers"]]
    return document | {"waivers": waivers}


def with_signature(document: Document) -> Document:
    """If a director had signed the QAD on the document's day."""
    qad, day = document["qad"], document["as_of"]
    kept = [each for each in qad["sign_offs"] if each["on"] <= day]
    later = qad["sign_offs"][len(kept) :]
    signed = {"on": day, "signatory": "A director"}
    return document | {"qad": qad | {"sign_offs": [*kept, signed, *later]}}


def with_section_entry(document: Document, section_id: str, status: SectionStatus) -> Document:
    """If a section of the QAD had been moved on, on the document's day."""
    qad, day = document["qad"], document["as_of"]

    def moved(section: Document) -> Document:
        kept = [each for each in section["history"] if each["on"] <= day]
        later = section["history"][len(kept) :]
        return section | {"history": [*kept, {"on": day, "status": status.value}, *later]}

    sections = [moved(each) if each["id"] == section_id else each for each in qad["sections"]]
    return document | {"qad": qad | {"sections": sections}}
