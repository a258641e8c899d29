"""Elexon's own check of a route (A203, A204)."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper

from assumptions.vocabulary import EvidenceKind
from parties.models import Programme
from parties.request_key import RequestKeyField
from readiness.forms.details import PREFIX, AsksForDetails, detail_fields, read_details
from readiness.forms.upload import UploadField

OUTCOME = f"{PREFIX}outcome"
ROLES = f"{PREFIX}roles"


class CheckForm(AsksForDetails):
    upload = UploadField(required=False)
    request_key = RequestKeyField()

    def __init__(self, *args: Any, kind: EvidenceKind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        asked = detail_fields(kind, Programme())
        asked[OUTCOME].required = True
        asked[OUTCOME].help_text = ""
        asked[OUTCOME].error_messages["required"] = "Say what the check found."
        self.asks = tuple(asked)
        self.fields |= asked
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    @property
    def details(self) -> dict[str, Any]:
        return read_details(self.kind, self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        listed = self.cleaned_data.get(OUTCOME) == "listed"
        if listed and not self.cleaned_data.get(ROLES) and ROLES in self.fields:
            self.add_error(ROLES, "Tick the roles that the list names.")
        return self.cleaned_data
