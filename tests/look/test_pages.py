"""The pages of a long list: the ways to those before and after, with what else the address says."""

from __future__ import annotations

import html
import re

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.look.style import ROOT
from tests.readiness.pages import words


def pages(number: int, length: int = 120, **named: str) -> str:
    request = RequestFactory().get("/list/", {"party": "Höhe & Co", "kind": "uep check", "page": str(number)})
    page = Paginator(range(length), 50).get_page(number)
    return render_to_string("parts/pages.html", {"page": page, **named}, request)


@pytest.mark.parametrize(
    ("number", "said", "leads_to"),
    [
        (1, "1 to 50 of 120 Next", [2]),
        (2, "51 to 100 of 120 Previous Next", [1, 3]),
        (3, "101 to 120 of 120 Previous", [2]),
    ],
)
def test_each_page_leads_to_its_neighbours_and_keeps_the_filter(number: int, said: str, leads_to: list[int]):
    markup = pages(number)
    assert words(markup) == said
    filtered = "?party=H%C3%B6he+%26+Co&kind=uep+check&page="
    assert [html.unescape(each) for each in re.findall(r'href="([^"]*)"', markup)] == [
        f"{filtered}{page}" for page in leads_to
    ]


def test_the_ways_may_have_other_names():
    assert words(pages(2, before="Newer", after="Older")) == "51 to 100 of 120 Newer Older"


def test_a_list_of_one_page_says_nothing_of_pages():
    assert words(pages(1, length=50)) == ""


def test_no_list_draws_its_own():
    drawn = [each for each in (ROOT / "templates").rglob("*.html") if "has_other_pages" in each.read_text()]
    assert [each.name for each in drawn] == ["pages.html"]
