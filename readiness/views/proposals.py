"""A form that is sent twice over: first to see what would follow, then to have it done.

What is typed travels in hidden fields in between, with a digest of it and of what it was looked at against;
where either is another by then, what would follow is shown anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from parties.errors import Refused
from parties.forms.refusals import show_refusal
from parties.requests import SignedInRequest
from readiness.flips import Flips
from readiness.timeline_words import Value

NOTHING_NEW = "Nothing here is other than it was. Change something, or leave it as it is."


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be another, and what would follow; ``overtaken`` tells of what came in between.

    ``remarks`` are what may be a slip and is nevertheless kept, if it is wanted so.
    """

    heading: str
    said: Sequence[Value]
    flips: Flips | None
    save: str
    undo: str
    overtaken: str = ""
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """``seen`` is what it is looked at against; ``is_so`` says that nothing is left to be done."""

    page: str
    context: Mapping[str, Any]
    seen: str
    is_so: Callable[[], bool]
    outlook: Callable[[], Outlook]
    act: Callable[[], object]
    done: str


def put_forward(request: SignedInRequest, form: Form, proposal: Proposal) -> HttpResponse | None:
    """The page to be shown next: the form, or what would follow; None once it is done."""
    is_sent = request.method == "POST" and form.is_valid() and "back" not in request.POST
    confirmed = request.POST.get("confirmed", "")
    if is_sent and proposal.is_so():
        if confirmed:
            return None
        form.add_error(None, NOTHING_NEW)
    elif is_sent:
        # What would follow comes first, as it can find that the form was overtaken.
        digest = _digest(form, proposal.seen)
        if confirmed == digest and _carried_out(form, proposal.act):
            messages.success(request, proposal.done)
            return None
        if not form.errors:
            told = {"outlook": proposal.outlook(), "confirmed": _digest(form, proposal.seen)}
            meanwhile = {"changed_meanwhile": confirmed not in ("", digest)}
            return render(
                request, "readiness/outlook.html", {**proposal.context, "form": form, **told, **meanwhile}
            )
    return render(request, proposal.page, {**proposal.context, "form": form})


def _carried_out(form: Form, act: Callable[[], object]) -> bool:
    """Whether it was done; if not, the form says why."""
    try:
        act()
    except (Refused, ValidationError) as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _digest(form: Form, seen: str) -> str:
    typed = {name: getattr(value, "pk", value) for name, value in form.cleaned_data.items()}
    said = json.dumps([typed, seen], default=str, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
