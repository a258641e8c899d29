"""How pages look to whom they are for."""

from __future__ import annotations

from django import template
from django.template import Context

from parties.models import Theme
from parties.requests import page_here
from parties.theme import theme_of

register = template.Library()


@register.simple_tag(takes_context=True)
def theme(context: Context) -> Theme:
    return theme_of(context.get("request"))


@register.simple_tag
def themes() -> list[Theme]:
    return [Theme.LIGHT, Theme.DARK, Theme.SYSTEM]


@register.simple_tag(takes_context=True)
def back_to(context: Context) -> str:
    """Where the switch leads without scripts: its page, also when it alone is drawn anew."""
    return str(context.get("back_to") or page_here(context["request"]))
