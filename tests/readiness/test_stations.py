"""The line of gates on the page of an SDS: how far its way lies behind."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from journal import clock
from tests.parties.builders import programme, reviewer, service
from tests.readiness.pages import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("gone", "quarters"), [(0, 0), (1, 0), (10, 1), (20, 2), (39, 4)])
def test_the_line_knows_how_far_the_day_is_on_the_way_to_the_next_gate(gone: int, quarters: int):
    last, following = clock.today() - timedelta(days=gone), clock.today() + timedelta(days=40 - gone)
    dates = {"qualification_testing": last.isoformat(), "qualification": following.isoformat()}
    programme(gate_dates=dates)
    markup = page(reviewer(), reverse("readiness:service", args=[service().pk]))
    first, second = re.findall(r'<li class="([^"]*)">\s*<a href="\?gate=', markup)
    assert [one for one in first.split() if one.startswith("qt-now")] == [f"qt-now-{quarters}"]
    assert ("qt-past" in first.split()) is (gone > 0)
    assert "qt-past" not in second
    assert "qt-now-" not in second
