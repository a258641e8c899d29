"""The findings of a gate, grouped by what they are asked of: unmet first, then advice, then the settled."""

from __future__ import annotations

from dataclasses import dataclass

from packs.report.gates import GateLine
from packs.stood import Found, Stood

SHOWN = 8  # characters of a SHA-256 that stand beside a finding; the register has all


@dataclass(frozen=True, slots=True)
class Paper:
    """An item beside a finding, with where the register has it."""

    id: str
    kind: str
    anchor: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Row:
    found: Found
    who: str
    papers: list[Paper]


@dataclass(frozen=True, slots=True)
class Group:
    """``unmet`` says to whom; ``settled`` is met, waived or not required."""

    name: str
    counted: str
    unmet: list[Row]
    settled: list[Row]


@dataclass(frozen=True, slots=True)
class GateFindings:
    line: GateLine
    groups: list[Group]


def gate_findings(stood: Stood, line: GateLine) -> GateFindings:
    by_scope: dict[str, list[Found]] = {}
    for found in stood.found(line.gate):
        by_scope.setdefault(_heading(stood, found), []).append(found)
    headings = [*stood.route_names.values(), "The service as a whole", "QAD sections"]
    return GateFindings(line, [_group(stood, name, by_scope[name]) for name in headings if name in by_scope])


def _heading(stood: Stood, found: Found) -> str:
    return "QAD sections" if found.is_of_a_section else stood.scope_name(found.scope)


def _group(stood: Stood, name: str, findings: list[Found]) -> Group:
    unmet = sorted(
        (found for found in findings if not found.is_settled), key=lambda found: not found.blocking
    )
    settled = [found for found in findings if found.is_settled]
    return Group(
        name,
        _counted(findings),
        [_row(stood, found) for found in unmet],
        [_row(stood, found) for found in settled],
    )


def _counted(findings: list[Found]) -> str:
    blocking = [found for found in findings if found.blocking]
    advice = sum(not found.is_settled for found in findings if not found.blocking)
    said = f"{sum(found.is_open for found in blocking)} open of {len(blocking)}"
    return f"{said}, and {advice} advice" if advice else said


def _row(stood: Stood, found: Found) -> Row:
    acts = f"{found.step.who.label} acts" if found.step else ""
    return Row(found, acts, [_paper(stood, item) for item in found.evidence])


def _paper(stood: Stood, item_id: str) -> Paper:
    item = stood.items[item_id]
    files = stood.files(item)
    sha256 = f"SHA-256 {files[0]['sha256'][:SHOWN]} …" if files else "no document held"
    return Paper(item_id, item.kind.label, anchor(stood, item_id), sha256)


def anchor(stood: Stood, item_id: str) -> str:
    """The place of an item in the register: by number, since an id may hold what an anchor may not."""
    return f"item-{list(stood.items).index(item_id) + 1}"
