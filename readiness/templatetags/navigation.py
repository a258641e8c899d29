"""What stands around every page: how much waits, and what the programme is."""

from __future__ import annotations

from django import template
from django.template import Context

from assumptions import RULES_VERSION, SOURCE
from evidence import queries
from journal import clock
from parties.models import Programme
from parties.permissions import may
from readiness.navigation import PEOPLE, PLACES, PROGRAMME

register = template.Library()


@register.simple_tag(takes_context=True)
def items_to_decide(context: Context) -> int:
    """How many items wait for a reviewer today; a page that has counted them says so itself."""
    counted = context.get("items_waiting")
    return queries.items_to_decide(clock.today()).count() if counted is None else int(counted)


@register.simple_tag(takes_context=True)
def places(context: Context) -> list[dict[str, str]]:
    """The places to which the reader is led from here. People stand under Programme for who sees that."""
    seen = [place for place in PLACES if not place.permission or may(context["user"], place.permission)]
    if PROGRAMME not in seen and may(context["user"], PEOPLE.permission):
        seen.append(PEOPLE)
    here = getattr(context["request"].resolver_match, "view_name", "")
    return [
        {"words": place.words, "page": place.page, "key": place.key, "current": place.current(here)}
        for place in seen
    ]


@register.simple_tag(takes_context=True)
def allowed(context: Context, permission: str) -> bool:
    """Whether the table lets the reader do this, whatever it is done to."""
    return may(context["user"], permission)


@register.simple_tag(takes_context=True)
def is_demonstration(context: Context) -> bool:
    """Whether all of it is made up; with who signed in comes the answer."""
    known = getattr(context.get("user"), "sees_demonstration", None)
    if known is not None:
        return bool(known)
    return Programme.objects.filter(is_demonstration=True).exists()


@register.simple_tag
def rules_source() -> str:
    return f"{SOURCE}, rules version {RULES_VERSION}"
