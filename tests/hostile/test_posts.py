"""probe"""
import pytest
from html.parser import HTMLParser
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.access.expected import PAGES
from tests.access.world import make_world, undone, REVIEWER, PROVIDER, COLLECTOR, QWG, CODE_BODY, ADMINISTRATOR, OWN_ADMINISTRATOR
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db
VALUES = ("", "\0", "a\0b", "0001-01-01", "9999-12-31", "1 January 0001", "31 December 9999", "0", "-1", "9"*40, "²", "\U0010ffff\u202e", "x"*200000, "00000000-0000-0000-0000-000000000000", "nan", "[]", "{}", "null", "true")

class Fields(HTMLParser):
    def __init__(self):
        super().__init__(); self.found = {}; self.sel=None
    def handle_starttag(self, tag, attrs):
        a = dict(attrs); n = a.get("name")
        if tag == "select" and n: self.found.setdefault(n, ""); self.sel = n
        if tag == "option" and self.sel and a.get("value"):
            if not self.found[self.sel] or "selected" in a: self.found[self.sel] = a["value"]
        if tag == "textarea" and n: self.found[n] = "words"
        if tag in ("input", "button") and n:
            t = a.get("type", "text")
            if t in ("radio","checkbox"): self.found.setdefault(n, a.get("value","on"))
            elif t == "file": self.found[n] = None
            else: self.found.setdefault(n, a.get("value") or "words")
    def handle_endtag(self, tag):
        if tag == "select": self.sel=None

@pytest.fixture
def world(monkeypatch):
    return make_world(monkeypatch)

class Bad(Exception): pass
def watch(bad):
    def w(execute, sql, params, many, context):
        for p in params or ():
            if isinstance(p, str) and "\0" in p and '{' not in p[:1]: bad.add(("NUL", sql[:60]))
            if isinstance(p, int) and abs(p) >= 2**31 : bad.add(("INT", p, sql[:60]))
        return execute(sql, params, many, context)
    return w

EXTRA = {"readiness:hand_in_evidence": "paper", "readiness:grant_waiver": "requirement"}

@pytest.mark.parametrize("who", [REVIEWER, PROVIDER, COLLECTOR, CODE_BODY, ADMINISTRATOR, OWN_ADMINISTRATOR])
def test_fuzz(world, who):
    c = Client(raise_request_exception=False)
    c.force_login(world.people[who])
    bad = set(); done = set()
    for page in PAGES:
        if page.post is None or who not in page.who or page.url in done: continue
        done.add(page.url)
        things = [world.things[page.thing].pk] if page.thing else []
        named = [world.things[n].pk if n in world.things else n for n in page.also]
        base = reverse(page.url, args=[*things, *([page.word] if page.word else []), *named])
        targets = [base]
        if page.get:
            with undone(): html = c.get(base).content.decode()
            import re
            if page.url in EXTRA:
                more = re.findall(r'href="([^"]*%s=[^"]*)"' % EXTRA[page.url], html)
                targets += [t.replace("&amp;", "&") for t in more[:2]]
                if page.url.endswith("hand_in_evidence"):
                    keys = re.findall(r'value="([a-z_]+\.[0-9a-f-]{36})"', html)
                    targets += [base + "?paper=" + k for k in keys[:2]]
        for t in targets:
            fields = {}
            if page.get:
                with undone(): r = c.get(t)
                p = Fields(); p.feed(r.content.decode()); fields = p.found
            for drop in ("csrfmiddlewaretoken", "q"): fields.pop(drop, None)
            fields.update(page.sends and {k: str(world.things[v].pk) for k, v in page.sends.items()} or {})
            for n in ("confirmed", "note", "why", "on", "move", "look"): fields.setdefault(n, "words") if n in ("confirmed","note","why") else None
            for n in fields:
                for v in VALUES:
                    for drops in ((), ("look","read","back")):
                        data = {k: (SimpleUploadedFile("a\0.pdf", b"%PDF-1.4 x") if x is None else x) for k, x in fields.items() if k not in drops}
                        if n in drops: continue
                        data[n] = v
                        with undone(), connection.execute_wrapper(watch(sq:=set())):
                            code = c.post(t, data).status_code
                        if code >= 500 or sq: bad.add((page.url, n, v[:20], code, *sq))
    assert not bad, "\n".join(map(str, sorted(bad, key=str)))
