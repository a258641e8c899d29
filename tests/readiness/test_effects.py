from __future__ import annotations

import pytest

from assumptions.vocabulary import SIT_AFTER_CIT, SIT_GATES, Gate
from readiness.effects import for_gates, gates_in_words


@pytest.mark.parametrize(
    ("gates", "words"),
    [
        ([], ""),
        ([Gate.SIT_CIT], "SIT CIT"),
        ([Gate.SIT_FUNCTIONAL, Gate.SIT_CIT], "SIT CIT and Functional"),
        (SIT_AFTER_CIT, "SIT Functional to Operational"),
        ([*SIT_GATES, Gate.QUALIFICATION], "SIT CIT to Operational and Qualification"),
        ([Gate.SIT_CIT, Gate.SIT_MIGRATION, Gate.SIT_OPERATIONAL], "SIT CIT, Migration and Operational"),
        ([Gate.QUALIFICATION, Gate.QUALIFICATION_TESTING], "Qualification Testing and Qualification"),
    ],
)
def test_gates_are_named_as_people_say_them(gates: list[Gate], words: str):
    assert gates_in_words(gates) == words


def test_what_blocks_and_what_advises_are_told_apart():
    assert for_gates([Gate.QUALIFICATION], []) == "Needed for Qualification"
    assert for_gates([], [Gate.SIT_CIT]) == "Advice for SIT CIT, does not block"
    assert (
        for_gates([Gate.QUALIFICATION], SIT_AFTER_CIT)
        == "Needed for Qualification, advice for SIT Functional to Operational"
    )
