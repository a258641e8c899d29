"""One act of each sort on an imported SDS, with what it must do to the facts document, written by hand."""

from tests.readiness.acts import items, parties, qad
from tests.readiness.acts.said import ACTS, NothingToDo

__all__ = ["ACTS", "NothingToDo", "items", "parties", "qad"]
