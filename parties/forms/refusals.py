"""An action's refusal, shown next to the field that it speaks of."""

from __future__ import annotations

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from parties.errors import Refused


def show_refusal(form: forms.Form, refusal: Refused | ValidationError) -> None:
    """Put each sentence at its field, or on top where the form has no such field."""
    if isinstance(refusal, Refused):
        found = {refusal.field or NON_FIELD_ERRORS: [str(refusal)]}
    elif hasattr(refusal, "error_dict"):
        found = refusal.message_dict
    else:
        found = {NON_FIELD_ERRORS: refusal.messages}
    for field, sentences in found.items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)
