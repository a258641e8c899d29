"""Ids in sentences, kept on one line: of items, of sections of a QAD, of packs."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ID = re.compile(r"\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+\b")


@register.filter
def ids(words: str) -> SafeString:
    """The words with each id whole; what is copied from the page is the plain id all the same."""
    return mark_safe(ID.sub(r'<span class="qt-id">\g<0></span>', conditional_escape(words)))  # noqa: S308 - escaped
