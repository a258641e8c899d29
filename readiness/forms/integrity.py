"""Why an incident is closed, and why a document is erased."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from parties.form_fields import WordsField


class WhyForm(forms.Form):
    """The reason, which has to be given."""

    why = WordsField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, help_text: str, if_missing: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].help_text = help_text
        self.fields["why"].error_messages["required"] = if_missing
        self.helper = FormHelper(self)
        self.helper.form_tag = False
