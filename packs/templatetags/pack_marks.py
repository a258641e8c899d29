"""Status marks for paper: the word, with its shape drawn beside it in the light colours."""

from __future__ import annotations

from base64 import b64encode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assumptions.vocabulary import Status
from jobs.models import StepState
from packs.report.rest import cite
from readiness.shapes import Colour, Shown, shape_of
from readiness.templatetags.vocabulary import shape

register = template.Library()

ON_PAPER = {
    Colour.OK: "#1b6b3a",
    Colour.WAIVED: "#6a3a9c",
    Colour.WAIT: "#855000",
    Colour.STOP: "#b0241d",
    Colour.NONE: "#5f656c",
    Colour.ADVICE: "#454b52",
    Colour.ACCENT: "#1a4f9f",
}


@register.simple_tag
def mark(shown: Shown, word: str = "", advice: bool = False) -> SafeString:
    """A verdict, status or risk; ``word`` if another stands beside the shape; advice has no colour."""
    drawn = shape_of(shown)
    unmet = not isinstance(shown, Status) or not shown.is_settled
    colour = ON_PAPER[Colour.ADVICE if advice and unmet else drawn.colour]
    # As a background the shape is decoration to a screen reader: the word says it all.
    return format_html(
        '<span class="mark" style="color: {}; background-image: url(data:image/svg+xml;base64,{})">{}</span>',
        colour,
        _picture(drawn.drawing, colour),
        word or shown.label,
    )


@register.filter
def citation(source: str) -> str:
    """A citation as people read it."""
    return cite(source)


@register.simple_tag
def step_shape(state: str) -> SafeString:
    """The shape of a job's step, for pages; its word stands beside it."""
    return shape(StepState(state))


@register.filter
def short_digest(sha256: str) -> str:
    """The ends of a SHA-256, by which one knows it again."""
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-4:]}"


def _picture(drawing: str, colour: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{drawing}</svg>'
    return b64encode(svg.replace("currentColor", colour).encode()).decode()
