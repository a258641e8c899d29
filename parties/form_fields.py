"""Form fields that all rooms ask with: a day, and words, with sentences that say what to change."""

from __future__ import annotations

from typing import Any

from django import forms

from parties.fields import IN_SPAN, TEXT, plain_words

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
NOT_A_DAY = "Give a day such as 14 May 2025."
NOT_WORDS = {
    "max_length": f"Use at most {TEXT:,} characters.",
    "null_characters_not_allowed": "Leave out the null character; it came with the text that was pasted.",
}


class DayField(forms.DateField):
    """A day, within the span that facts documents have."""

    def __init__(self, *, error_messages: dict[str, str] | None = None, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=DAY_FORMATS,
            validators=IN_SPAN,
            error_messages={"invalid": NOT_A_DAY} | (error_messages or {}),
            **options,
        )


class WordsField(forms.CharField):
    """Words of a person, as many as a facts document may have in one place."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("validators", [plain_words])
        super().__init__(max_length=TEXT, error_messages=NOT_WORDS, **options)


def put_in(form: forms.Form, name: str, value: Any) -> None:
    """Let a form hold something as if it had been typed."""
    typed: Any = form.data
    form.data = typed = typed.copy()
    typed[name] = value
    form.cleaned_data[name] = value
