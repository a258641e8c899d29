"""The forms of a page as its markup has them, and what is tried by each: nothing, nonsense, all of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile

from journal import clock
from tests.parties.builders import page_named

Value = str | list[str] | SimpleUploadedFile
NONSENSE = "31 February §"
NO_FIELDS = {"submit", "button", "reset", "image"}
Attributes = dict[str, str]


@dataclass
class Field:
    """What is sent by one name; ``values`` are all that may be chosen, or what stands in it."""

    type: str
    values: list[str] = field(default_factory=list)

    def filled(self) -> Value:
        """What may well be right."""
        if self.type == "file":
            return page_named("letter.pdf")
        if self.type in ("hidden", "radio", "select"):
            return next((value for value in reversed(self.values) if value), "")
        if self.type == "checkbox":
            return self.values
        return {"date": clock.today().isoformat(), "number": "1"}.get(self.type, "Something")


@dataclass
class Form:
    """A form that changes something, each of its buttons, and what htmx sends by it besides."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)

    def sent(self) -> Iterator[dict[str, Value]]:
        """All that is tried: by each button what is hidden alone, then nonsense, then every field filled."""
        hidden = {name: each.filled() for name, each in self.fields.items() if each.type == "hidden"}
        shown = {name: each for name, each in self.fields.items() if each.type != "hidden"}
        for button in self.buttons:
            yield {**hidden, **button}
            yield {**hidden, **dict.fromkeys(shown, NONSENSE), **button}
            yield {**hidden, **{name: each.filled() for name, each in shown.items()}, **button}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._list = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open(has)
        elif self._form and tag in ("input", "button", "select", "textarea"):
            self._add(self._form, tag, has)
        elif self._form and tag == "option" and self._list:
            self._form.fields[self._list].values.append(has.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._list = ""

    def _open(self, has: Attributes) -> None:
        self._form = Form(has.get("action", ""))
        if has.get("method") == "post":
            self.forms.append(self._form)
            if "hx-vals" in has:
                self._form.buttons.append(json.loads(has["hx-vals"]))

    def _add(self, form: Form, tag: str, has: Attributes) -> None:
        name = has.get("name", "")
        kind = has.get("type", "submit" if tag == "button" else "text") if tag in ("input", "button") else tag
        if kind == "submit":
            form.buttons.append({name: has.get("value", "")} if name else {})
        elif name and kind not in NO_FIELDS:
            there = form.fields.setdefault(name, Field(kind))
            there.values += [has["value"]] if "value" in has else []
            self._list = name if tag == "select" else self._list


def forms_of(markup: str) -> list[Form]:
    """Those of the page itself, not of the head and foot that every page has."""
    reader = _Reader()
    reader.feed(markup.partition("<main")[2].partition("</main>")[0])
    return reader.forms
