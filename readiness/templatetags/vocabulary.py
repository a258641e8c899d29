"""Verdicts, statuses, risks and citations as people see them: word, shape and colour."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from assumptions.sources import SOURCES
from assumptions.vocabulary import Gate, ItemState, RiskState, Status, Verdict
from jobs.models import JobState, StepState
from readiness.models import WaiverState
from readiness.next_steps import Actor
from readiness.shapes import Colour, Shown, shape_of

register = template.Library()

SHORT = {Verdict.READY_WITH_WAIVERS: "Waivers"}
SHORT_GATES = {
    Gate.SIT_CIT: "CIT",
    Gate.SIT_FUNCTIONAL: "Functional",
    Gate.SIT_MIGRATION: "Migration",
    Gate.SIT_NON_FUNCTIONAL: "Non-Funct.",
    Gate.SIT_OPERATIONAL: "Operational",
    Gate.QUALIFICATION_TESTING: "Qual. Testing",
    Gate.QUALIFICATION: "Qualification",
}


IN_SENTENCE = {
    Actor.PROVIDER: "the provider",
    Actor.REVIEWER: "a programme reviewer",
    Actor.CODE_BODY: "a Code Body",
}


@register.filter
def short_gate(gate: Gate) -> str:
    """A gate's name where columns are narrow."""
    return SHORT_GATES[gate]


@register.filter
def short_actor(who: Actor) -> str:
    """Who acts, where columns are narrow."""
    return "Reviewer" if who is Actor.REVIEWER else who.label


@register.filter
def in_sentence(who: Actor) -> str:
    """Who acts, in the middle of a sentence."""
    return IN_SENTENCE.get(who, who.label)


@register.simple_tag
def shape(shown: Shown, colour: str = "") -> SafeString:
    """The shape alone; a word must stand beside it."""
    drawn = shape_of(shown)
    return format_html(
        '<svg class="qt-shape qt-{}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>',
        colour or drawn.colour,
        mark_safe(drawn.drawing),  # noqa: S308 - our own drawing
    )


@register.simple_tag
def verdict(shown: Verdict | str, short: bool = False) -> SafeString:
    """A gate's verdict; short where columns are narrow, and a dash alone where the gate is not asked."""
    found = Verdict(shown)
    if short and found is Verdict.NOT_APPLICABLE:
        return _marked(found, found.label, "qt-verdict", hide_word=True)
    return _marked(found, SHORT.get(found, found.label) if short else found.label, "qt-verdict")


@register.simple_tag
def verdict_word(shown: Verdict | str) -> SafeString:
    """The word in its colour, where the shape stands elsewhere."""
    found = Verdict(shown)
    return format_html('<span class="qt-verdict qt-{}">{}</span>', shape_of(found).colour, found.label)


@register.simple_tag
def status(shown: Status | str, blocking: bool = True) -> SafeString:
    """A finding's status; unmet advice keeps its shape and loses the colour."""
    found = Status(shown)
    return _marked(found, found.label, "qt-status", status_colour(found, blocking))


@register.simple_tag
def status_word(shown: Status | str, blocking: bool = True) -> SafeString:
    """The word in its colour, where the shape stands elsewhere."""
    return format_html(
        '<strong class="qt-{}">{}</strong>', status_colour(shown, blocking), Status(shown).label
    )


@register.simple_tag
def status_colour(shown: Status | str, blocking: bool = True) -> Colour:
    """Unmet advice loses its colour."""
    found = Status(shown)
    return shape_of(found).colour if blocking or found.is_settled else Colour.ADVICE


@register.simple_tag
def item_state(shown: ItemState | str) -> SafeString:
    """What an evidence item is today; what the rules don't see is withdrawn."""
    found = ItemState(shown)
    return _marked(found, "Withdrawn" if found is ItemState.ABSENT else found.label, "qt-status")


@register.simple_tag
def risk_state(shown: RiskState | str) -> SafeString:
    found = RiskState(shown)
    return _marked(found, found.label, "qt-status")


@register.simple_tag
def waiver_state(shown: WaiverState) -> SafeString:
    return _marked(shown, shown.label, "qt-status")


@register.simple_tag
def job_state(shown: JobState | str, tried: bool = False) -> SafeString:
    """How a piece of background work stands; what failed and waits for its next try says so."""
    found = JobState(shown)
    again = tried and found is JobState.QUEUED
    return _marked(found, "To be tried again" if again else str(found.label), "qt-status")


@register.simple_tag
def step_state(shown: StepState | str) -> SafeString:
    found = StepState(shown)
    return _marked(found, str(found.label), "qt-status")


def _marked(
    shown: Shown, word: str, css: str, colour: Colour | None = None, hide_word: bool = False
) -> SafeString:
    painted = colour or shape_of(shown).colour
    return format_html(
        '<span class="{} qt-{}">{}<span class="{}">{}</span></span>',
        css,
        painted,
        shape(shown, painted),
        "visually-hidden" if hide_word else "qt-word",
        word,
    )


@register.inclusion_tag("parts/citations.html")
def citations(sources: tuple[str, ...], linked: bool = True) -> dict[str, object]:
    """The references of a finding, each leading to where it is told in our words; as text within a label."""
    return {"sources": [SOURCES[source] for source in sources], "linked": linked}
