"""Filing in the PIT evidence and in the QAD (A198, A200)."""

from __future__ import annotations

from assumptions.facts import Evidence
from assumptions.outcome import Case, Condition, condition
from assumptions.vocabulary import FilingPlace, Gate


@condition(
    "It is filed in the PIT evidence",
    fails="is not filed in the PIT evidence",
    do="file it in the PIT evidence",
)
def filed_in_pit(item: Evidence, case: Case) -> bool:
    return case.facts.is_filed(item, FilingPlace.PIT)


@condition("It is filed in the QAD", fails="is not filed in the QAD", do="file it in the QAD")
def filed_in_qad(item: Evidence, case: Case) -> bool:
    return case.facts.is_filed(item, FilingPlace.QAD)


def filed_for(gate: Gate) -> tuple[Condition[Evidence], ...]:
    """A198: in PIT before SIT and Qualification Testing, in PIT and the QAD at Qualification (I6)."""
    return (filed_in_pit, filed_in_qad) if gate is Gate.QUALIFICATION else (filed_in_pit,)
