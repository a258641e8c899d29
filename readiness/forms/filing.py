"""Where an item is filed, what else it serves, and why it is taken back."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet

from evidence.models import QadSection
from parties.form_fields import WordsField

NO_SUCH_SECTION = "Choose a section of this service's QAD."


class QadFilingForm(forms.Form):
    """A section of the SDS's QAD, by its name there, or the QAD as a whole."""

    section = forms.ModelChoiceField(
        queryset=QadSection.objects.none(),
        to_field_name="local_id",
        required=False,
        empty_label="The QAD as a whole",
    )

    def __init__(self, *args: Any, sections: QuerySet[QadSection], **options: Any) -> None:
        super().__init__(*args, **options)
        section = self.fields["section"]
        assert isinstance(section, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        section.queryset = sections


class WithdrawalForm(forms.Form):
    why = WordsField(
        label="Why",
        help_text="It is kept in the journal.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
