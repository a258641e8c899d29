"""The one file of a paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from evidence.admission import file_type_of
from evidence.hygiene.types import BY_ENDING, NAMES_AND_SIZES
from parties.errors import Refused

MISSING = "Choose the file."


class UploadField(forms.FileField):
    """A file of a type that can be handed in; what speaks against it is said in the action's words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=options.pop("label", "One file"),
            help_text=NAMES_AND_SIZES,
            # Emptiness is judged with everything else about the file.
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": ",".join(BY_ENDING)}),
            error_messages={
                "required": MISSING,
                "missing": MISSING,
                "invalid": "Nothing came with the form. Choose the file again.",
            },
            **options,
        )

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        upload: UploadedFile | None = super().clean(data, initial)
        if upload:
            try:
                file_type_of(upload)
            except Refused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return upload
