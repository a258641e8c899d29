"""The keys that pages listen to, as their list tells them; keys.js finds them in a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One or two keys, one after the other; what they do, and the control that does the same."""

    keys: tuple[str, ...]
    does: str
    control: str


@dataclass(frozen=True, slots=True)
class Keys:
    where: str
    keys: tuple[Key, ...]


KEYS = (
    Keys(
        "On every page",
        (
            Key(("?",), "Opens the list of the keys of this page", "Keys, at the foot"),
            Key(("/",), "Goes to the filter of a list, else to the search", "The field itself"),
            Key(("g", "p"), "Goes to the portfolio", "Portfolio, at the top"),
            Key(("g", "q"), "Goes to the review queue", "Review queue, at the top"),
        ),
    ),
    Keys(
        "In the review queue and other lists",
        (
            Key(("j",), "Goes to the next row", "The link in that row"),
            Key(("k",), "Goes to the former row", "The link in that row"),
            Key(("Enter",), "Opens the row", "The link in that row"),
        ),
    ),
    Keys(
        "In a review",
        (
            Key(("j",), "Opens the next item", "Next"),
            Key(("k",), "Opens the former item", "Previous"),
            Key(("a",), "Accepts", "Accept"),
            Key(("c",), "Accepts with a condition, once its day is given", "Accept until a day"),
            Key(("q",), "Queries, once the reason is given", "Query"),
            Key(("r",), "Rejects, once the reason is given", "Reject"),
        ),
    ),
    Keys(
        "On a finding",
        (
            Key(("e",), "Goes to the evidence", "The first item looked at"),
            Key(("u",), "Goes up, to the Smart Data Service", "The service's name, above the title"),
        ),
    ),
    Keys(
        "In the heat map",
        (
            Key(("←", "↑", "→", "↓"), "Move from cell to cell", "Each cell"),
            Key(("Enter",), "Opens the findings", "The link in the cell"),
            Key(("Esc",), "Closes what a cell shows", "Any other cell"),
        ),
    ),
)
