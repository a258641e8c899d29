"""How pages look to whom they are for."""

from __future__ import annotations

from django import template
from django.template import Context

from parties.models import Theme
from parties.theme import theme_of

register = template.Library()


@register.simple_tag(takes_context=True)
def theme(context: Context) -> Theme:
    return theme_of(context.get("request"))


@register.simple_tag
def themes() -> list[Theme]:
    return [Theme.LIGHT, Theme.DARK, Theme.SYSTEM]
