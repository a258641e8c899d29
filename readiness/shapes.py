"""The status vocabulary: a word, a shape and a colour for each verdict, finding, risk, waiver, step, answer.

Disc = go, diamond = wait, square = stop, triangle = risk, dash = not asked. Drawn in a box of 16 units with
``currentColor``; what is cut out of a full shape is a hole, so that any ground shows through.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assumptions.vocabulary import Answer, ItemState, RiskState, Status, Verdict
from jobs.models import JobState, StepState
from readiness.models import WaiverState


class Colour(StrEnum):
    """What a status colour means; the stylesheet has a class ``qt-…`` for each."""

    OK = "ok"
    WAIVED = "waived"
    WAIT = "wait"
    STOP = "stop"
    NONE = "none"
    ADVICE = "advice"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing in SVG and its colour."""

    drawing: str
    colour: Colour


def _line(d: str) -> str:
    return f'<path d="{d}" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>'


def _full(d: str) -> str:
    return f'<path d="{d}" fill="currentColor" fill-rule="evenodd"/>'


_TICK = "M6.9 11.6 3.9 8.6 5.1 7.4 6.85 9.15 10.8 4.6 12.05 5.7Z"
_DISC = "M8 .9a7.1 7.1 0 0 1 0 14.2A7.1 7.1 0 0 1 8 .9Z"
_RING = _line("M8 1.7a6.3 6.3 0 0 1 0 12.6A6.3 6.3 0 0 1 8 1.7Z")
_SQUARE = (
    "M2 .9h12a1.1 1.1 0 0 1 1.1 1.1v12a1.1 1.1 0 0 1-1.1 1.1H2A1.1 1.1 0 0 1 .9 14V2A1.1 1.1 0 0 1 2 .9Z"
)
_FRAME = _line("M2.5 1.7h11a.8.8 0 0 1 .8.8v11a.8.8 0 0 1-.8.8h-11a.8.8 0 0 1-.8-.8v-11a.8.8 0 0 1 .8-.8Z")
_CROSS = "M5.2 4 8 6.8 10.8 4 12 5.2 9.2 8 12 10.8 10.8 12 8 9.2 5.2 12 4 10.8 6.8 8 4 5.2Z"
_TRIANGLE = _line("M8 2.2 14.6 13.9H1.4Z")

FULL_DISC_TICK = _full(f"{_DISC}{_TICK}")
OPEN_DISC_TICK = f"{_RING}{_full(_TICK)}"
HALF_DIAMOND = f"{_line('M8 1.2 14.8 8 8 14.8 1.2 8Z')}{_full('M8 1.2v13.6L1.2 8Z')}"
FULL_SQUARE_BAR = _full(f"{_SQUARE}M4 7h8v2H4Z")
FULL_SQUARE_CROSS = _full(f"{_SQUARE}{_CROSS}")
OPEN_SQUARE = _FRAME
_QUESTION = _line("M6.1 6.3a1.9 1.9 0 1 1 2.7 1.75c-.5.25-.8.55-.8 1.25") + _full("M7.1 10.5h1.8v1.7H7.1Z")
OPEN_SQUARE_QUESTION = f"{_FRAME}{_QUESTION}"
HALF_SQUARE = f"{_FRAME}{_full('M1.7 8h12.6v6.3H1.7Z')}"
OPEN_SQUARE_CLOCK = f"{_FRAME}{_line('M8 4.4v3.9l2.6 1.7')}"
OPEN_TRIANGLE = _TRIANGLE
TRIANGLE_MARK = f"{_TRIANGLE}{_full('M7.2 6.2h1.6v3.6H7.2ZM7.2 10.7h1.6v1.6H7.2Z')}"
FULL_TRIANGLE_MARK = _full("M8 .9 15.5 14.7H.5ZM7.1 5.6h1.8v4.3H7.1ZM7.1 11h1.8v1.8H7.1Z")
DASH = _line("M4 8h8")
TICK = _line("m3 8.6 3.2 3.2L13 4.6")
CROSS = _line("m4 4 8 8M12 4l-8 8")
RING = _RING
RING_DOT = f"{_RING}{_full('M8 5.2a2.8 2.8 0 0 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z')}"

_SHAPES: dict[type, dict[str, Shape]] = {
    Verdict: {
        Verdict.READY: Shape(FULL_DISC_TICK, Colour.OK),
        Verdict.READY_WITH_WAIVERS: Shape(OPEN_DISC_TICK, Colour.WAIVED),
        Verdict.IN_REVIEW: Shape(HALF_DIAMOND, Colour.WAIT),
        Verdict.NOT_READY: Shape(FULL_SQUARE_BAR, Colour.STOP),
        Verdict.NOT_APPLICABLE: Shape(DASH, Colour.NONE),
    },
    Status: {
        Status.MET: Shape(FULL_DISC_TICK, Colour.OK),
        Status.WAIVED: Shape(OPEN_DISC_TICK, Colour.WAIVED),
        Status.NOT_REQUIRED: Shape(DASH, Colour.NONE),
        Status.IN_REVIEW: Shape(HALF_DIAMOND, Colour.WAIT),
        Status.QUERIED: Shape(OPEN_SQUARE_QUESTION, Colour.STOP),
        Status.INSUFFICIENT: Shape(HALF_SQUARE, Colour.STOP),
        Status.EXPIRED: Shape(OPEN_SQUARE_CLOCK, Colour.STOP),
        Status.REJECTED: Shape(FULL_SQUARE_CROSS, Colour.STOP),
        Status.OUTSTANDING: Shape(OPEN_SQUARE, Colour.STOP),
    },
    ItemState: {
        ItemState.ABSENT: Shape(DASH, Colour.NONE),
        ItemState.IN_REVIEW: Shape(HALF_DIAMOND, Colour.WAIT),
        ItemState.QUERIED: Shape(OPEN_SQUARE_QUESTION, Colour.STOP),
        ItemState.ACCEPTED: Shape(FULL_DISC_TICK, Colour.OK),
        ItemState.EXPIRED: Shape(OPEN_SQUARE_CLOCK, Colour.STOP),
        ItemState.REJECTED: Shape(FULL_SQUARE_CROSS, Colour.STOP),
    },
    Answer: {
        Answer.HELD: Shape(TICK, Colour.OK),
        Answer.FAILED: Shape(CROSS, Colour.STOP),
        Answer.NOT_REACHED: Shape(DASH, Colour.NONE),
    },
    RiskState: {
        RiskState.NOT_APPLICABLE: Shape(DASH, Colour.NONE),
        RiskState.CLOSED: Shape(FULL_DISC_TICK, Colour.OK),
        RiskState.OPEN: Shape(OPEN_TRIANGLE, Colour.NONE),
        RiskState.AT_RISK: Shape(TRIANGLE_MARK, Colour.WAIT),
        RiskState.MATERIALISED: Shape(FULL_TRIANGLE_MARK, Colour.STOP),
    },
    WaiverState: {
        WaiverState.IN_FORCE: Shape(OPEN_DISC_TICK, Colour.WAIVED),
        WaiverState.ENDING: Shape(HALF_DIAMOND, Colour.WAIT),
        WaiverState.TO_COME: Shape(RING, Colour.NONE),
        WaiverState.ENDED: Shape(DASH, Colour.NONE),
    },
    JobState: {
        JobState.QUEUED: Shape(RING, Colour.NONE),
        JobState.RUNNING: Shape(RING_DOT, Colour.ACCENT),
        JobState.DONE: Shape(FULL_DISC_TICK, Colour.OK),
        JobState.FAILED: Shape(FULL_SQUARE_CROSS, Colour.STOP),
        JobState.PARKED: Shape(FULL_SQUARE_BAR, Colour.STOP),
        JobState.CANCELLED: Shape(DASH, Colour.NONE),
    },
    StepState: {
        StepState.TO_COME: Shape(RING, Colour.NONE),
        StepState.RUNNING: Shape(RING_DOT, Colour.ACCENT),
        StepState.DONE: Shape(FULL_DISC_TICK, Colour.OK),
        StepState.FAILED: Shape(FULL_SQUARE_CROSS, Colour.STOP),
    },
}

Shown = Verdict | Status | ItemState | RiskState | WaiverState | JobState | StepState | Answer


def shape_of(shown: Shown) -> Shape:
    """The shape and colour of a term of the vocabulary."""
    return _SHAPES[type(shown)][shown]
