"""Under 100 KB for the longest pages that there are, as sent: HTML, style sheets and scripts; fonts apart."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind, Gate
from parties.models import SmartDataService
from tests.parties.builders import (
    days_ago,
    item,
    mdr_route,
    on,
    organisation,
    programme,
    reviewer,
    section,
    service,
    supplier_route,
)
from tests.readiness.granted import waiver
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db
LIGHT_ENOUGH = 100_000
ON_A_PAGE = 50
ASKED_FOR = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js))"')


def weight(client: Client, address: str) -> int:
    """Bytes of the page and of the style sheets and scripts that it asks for, as a browser is sent them."""
    html = client.get(address).content
    files = [Path(str(finders.find(name))) for name in ASKED_FOR.findall(html.decode())]
    assert {file.suffix for file in files} == {".css", ".js"}
    return sum(len(gzip.compress(part)) for part in (html, *(file.read_bytes() for file in files)))


def fifty_services() -> SmartDataService:
    """A page full of SDSs with two routes each; the first has as many items to be decided."""
    programme(gate_dates={gate: days_ago(-30 * number).isoformat() for number, gate in enumerate(Gate)})
    services = [service(name=f"Smart metering service of party {number}") for number in range(ON_A_PAGE)]
    for sds in services:
        waiver(mdr_route(sds))
        section(sds)
        supplier_route(sds, organisation())
    with on(days_ago(20)):
        for _ in range(ON_A_PAGE):
            item(services[0], EvidenceKind.DBT_COMPLETION)
    return services[0]


def test_no_page_is_heavy():
    sds = fifty_services()
    addresses = {
        reverse("readiness:home"),
        reverse("readiness:portfolio"),
        f"{reverse('readiness:portfolio')}?view=heat-map",
        reverse("readiness:risks"),
        reverse("readiness:qad"),
        reverse("readiness:waivers"),
        reverse("readiness:rulebook"),
        reverse("readiness:review_queue"),
        reverse("readiness:service", args=[sds.pk]),
        reverse("readiness:service_timeline", args=[sds.pk]),
        reverse("readiness:hand_in_evidence", args=[sds.pk]),
    }
    client = signed_in(reviewer())
    weights = {address: weight(client, address) for address in addresses}
    assert {address: found for address, found in weights.items() if found > LIGHT_ENOUGH} == {}
