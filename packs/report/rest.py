"""The short parts of the report: routes, waivers, the QAD, risks, and what the findings rest on."""

from __future__ import annotations

from dataclasses import dataclass

from assumptions.day import is_in_force
from assumptions.facts import Route, Section, Waiver
from assumptions.sentences import in_full
from assumptions.vocabulary import Gate, Risk, RiskState, RouteKind, SectionStatus, Status
from packs.stood import Stood

SECTION_SHAPES = {
    SectionStatus.AGREED: Status.MET,
    SectionStatus.SUBMITTED: Status.IN_REVIEW,
    SectionStatus.QUERIED: Status.QUERIED,
    SectionStatus.DRAFTING: Status.OUTSTANDING,
    None: Status.OUTSTANDING,
}


@dataclass(frozen=True, slots=True)
class RouteRow:
    name: str
    kind: str
    collector: str
    roles: str
    days: str


def routes(stood: Stood) -> list[RouteRow]:
    return [_route(route, name) for route, name in stood.route_states()]


def _route(route: Route, name: str) -> RouteRow:
    held = ", ".join(role.value for role in route.collector.dcc_roles) or "none"
    roles = f"held when declared: {held}"
    if route.kind is RouteKind.SUPPLIER_ROLES:
        used = ", ".join(role.value for role in route.roles_used)
        customers = "own customers only" if route.own_customers_only else "others' customers too"
        roles = f"uses {used} for {customers}; {roles}"
    days = f"declared {in_full(route.declared_on)}"
    if route.withdrawn_on:
        days = f"{days}, withdrawn {in_full(route.withdrawn_on)}"
    collector = f"{route.collector.name} ({route.collector.category.label})"
    return RouteRow(name, route.kind.label, collector, roles, days)


@dataclass(frozen=True, slots=True)
class WaiverRow:
    what: str
    scope: str
    gates: str
    granted: str
    ends: str
    in_force: bool
    reason: str


def waivers(stood: Stood) -> list[WaiverRow]:
    return [_waiver(stood, waiver) for waiver in stood.facts.waivers]


def _waiver(stood: Stood, waiver: Waiver) -> WaiverRow:
    title = stood.snapshot["requirements"].get(waiver.requirement, {}).get("title", waiver.requirement)
    return WaiverRow(
        what=f"{waiver.kind.label}: {title}",
        scope=stood.scope_name(waiver.scope),
        gates=", ".join(gate.label for gate in Gate if gate in waiver.gates),
        granted=f"{in_full(waiver.granted_on)}, by {waiver.granted_by}",
        ends=in_full(waiver.expires_on) if waiver.expires_on else "no end date",
        in_force=is_in_force(waiver, stood.as_of),
        reason=waiver.reason,
    )


@dataclass(frozen=True, slots=True)
class SectionRow:
    id: str
    title: str
    asked_of: str
    state: str
    shape: Status
    since: str
    note: str


def sections(stood: Stood) -> list[SectionRow]:
    return [_section(stood, section) for section in stood.facts.sections]


def _section(stood: Stood, section: Section) -> SectionRow:
    noted = stood.snapshot["qad_notes"][section.id]
    entries = [
        (entry, note)
        for entry, note in zip(section.history, noted["notes"], strict=True)
        if entry.on <= stood.as_of
    ]
    entry, note = entries[-1] if entries else (None, "")
    kinds = " and ".join(kind.label for kind in section.route_kinds)
    return SectionRow(
        id=noted["official_reference"] or section.id,
        title=section.title,
        asked_of=f"with {kinds} routes only" if kinds else "",
        state=entry.status.label if entry else "Not started",
        shape=SECTION_SHAPES[entry.status if entry else None],
        since=in_full(entry.on) if entry else "",
        note=note,
    )


def sign_offs(stood: Stood) -> list[str]:
    signed = [entry for entry in stood.facts.sign_offs if entry.on <= stood.as_of]
    return [f"{entry.signatory}, {in_full(entry.on)}" for entry in signed]


@dataclass(frozen=True, slots=True)
class RiskRow:
    risk: Risk
    title: str
    text: str
    state: RiskState


def risks(stood: Stood) -> list[RiskRow]:
    result, words = stood.snapshot["result"]["risks"], stood.snapshot["sources"]
    return [
        RiskRow(risk, words[risk]["title"], words[risk]["text"], RiskState(result[risk])) for risk in Risk
    ]


@dataclass(frozen=True, slots=True)
class SourceRow:
    id: str
    title: str
    text: str


def sources(stood: Stood, *, interpretations: bool) -> list[SourceRow]:
    """What the findings cite: the deck's assumptions, or the readings of what it leaves open."""
    cited = stood.snapshot["sources"]
    rows = [SourceRow(cite(source), words["title"], words["text"]) for source, words in cited.items()]
    wanted = [row for row in rows if row.id.startswith("I") is interpretations and not row.id.startswith("R")]
    return sorted(wanted, key=lambda row: (row.id[:1] != "D", int(row.id[1:]) if row.id[1:].isdigit() else 0))


def cite(source: str) -> str:
    """A citation as people read it: A203, I5, Deck."""
    return source[:1].upper() + source[1:]
