"""The id of the request that a page answers, for pages that are made without their request too."""

from django import template

from qualtrack import log

register = template.Library()


@register.simple_tag
def request_id() -> str:
    return log.request_id.get()
