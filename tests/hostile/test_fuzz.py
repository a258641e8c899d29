"""probe"""
import pytest
from django.test import Client
from django.urls import reverse
from tests.access.expected import PAGES
from tests.access.world import make_world, undone, STRANGER, REVIEWER, PROVIDER, COLLECTOR, QWG, CODE_BODY, ADMINISTRATOR

pytestmark = pytest.mark.django_db
NAMES = ("as_of","page","sort","gate","view","q","scope","month","order","requirement","paper","state","service","number","find","verdict","late","route","participation","acts","kind","status","next","show","day","due","overdue","owner","who","party","organisation","section","risk","sorting","read","use","file","from","to")
VALUES = ("", "\0", "a\0b", "0001-01-01", "9999-12-31", "2026-13-45", "0", "-1", "999999999999999999999999", "²", "٣", "\ud7ff\U0010ffff\u202e", "%00", "x"*5000, "sit", "qualification", "heat-map", "00000000-0000-0000-0000-000000000000", "'\"<script>", "{{", "EV-1", "ev-99999999999999999999", "None", "true", "nan", "1e5", "open", "next", "name", "A203", "QAD.SECTION")

@pytest.fixture
def world(monkeypatch):
    return make_world(monkeypatch)

@pytest.mark.parametrize("who", [REVIEWER, PROVIDER, COLLECTOR, QWG, CODE_BODY])
def test_fuzz(world, who):
    c = Client(raise_request_exception=False)
    c.force_login(world.people[who])
    seen_bad = set()
    done = set()
    for page in PAGES:
        if page.get is None or who not in page.who: continue
        things = [world.things[page.thing].pk] if page.thing else []
        named = [world.things[n].pk if n in world.things else n for n in page.also]
        address = reverse(page.url, args=[*things, *([page.word] if page.word else []), *named])
        if (page.url) in done: continue
        done.add(page.url)
        if "download_file" in page.url or "preview" in page.url or "pack" in page.url: names = ("number","page")
        else: names = NAMES
        for v in VALUES:
            # all names at once, then single ones only if it broke
            with undone():
                code = c.get(address, dict.fromkeys(names, v)).status_code
            if code >= 500:
                for n in names:
                    with undone():
                        code = c.get(address, {n: v}).status_code
                    if code >= 500: seen_bad.add((page.url, n, v[:30], code))
                else:
                    seen_bad.add((page.url, "*", v[:30], code))
    assert not seen_bad, sorted(seen_bad)
