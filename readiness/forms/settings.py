"""The programme's settings, each in a field of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from assumptions.vocabulary import EvidenceKind, Gate
from parties.fields import TEXT, one_line
from parties.form_fields import DayField, WordsField, put_in
from parties.models import Programme

GATE, LEAD = "gate_date_", "lead_time_"
LONGEST = 3650  # days
NOT_DAYS = f"Give whole days, 0 to {LONGEST:,}."


def each_line(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class LinesField(forms.CharField):
    """A list, one entry to a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value: Any) -> list[str]:
        lines = list(dict.fromkeys(each_line(super().clean(value))))
        for line in lines:
            one_line(line)
            if len(line) > TEXT:
                raise ValidationError(f"Use at most {TEXT:,} characters to a line.")
        return lines


class SettingsForm(forms.Form):
    """``version`` is that of the settings that the form was filled with."""

    design_baselines = LinesField(
        label="Design baselines", help_text="That PIT and SIT are accepted against, one to a line."
    )
    mdr_scenario_versions = LinesField(
        label="Versions of the MDR test scenarios",
        help_text="That a certificate may name (A197), one to a line.",
    )
    why = WordsField(
        label="Why",
        help_text="It stands in the history, for everybody who sees the settings.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *, programme: Programme) -> None:
        super().__init__(data, initial=_as_typed(programme))
        self.fields["why"].error_messages["required"] = "Say why, for those who read it later."
        self.fields |= {GATE + gate: DayField(label=gate.label, required=False) for gate in Gate}
        self.fields |= {LEAD + kind: _lead_time(kind) for kind in EvidenceKind}
        for field in self.fields.values():
            # What is left empty means something here, so that it isn't called optional.
            field.is_asked = True  # type: ignore[attr-defined]

    def gates(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(GATE)]

    def lead_times(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(LEAD)]

    @property
    def settings(self) -> dict[str, Any]:
        """What was typed, as the ``programme`` part of a facts document."""
        typed = self.cleaned_data
        return {
            "design_baselines": typed["design_baselines"],
            "mdr_scenario_versions": typed["mdr_scenario_versions"],
            "gate_dates": {name: day.isoformat() for name, day in self._typed(GATE)},
            "lead_times": dict(self._typed(LEAD)),
        }

    def _typed(self, prefix: str) -> Iterator[tuple[str, Any]]:
        for name, value in self.cleaned_data.items():
            if name.startswith(prefix) and value is not None:
                yield name.removeprefix(prefix), value

    def was_overtaken(self, programme: Programme) -> bool:
        """Whether somebody changed the settings since the form was filled; from then on it goes by theirs."""
        seen = self.cleaned_data["version"]
        put_in(self, "version", programme.version)
        return bool(seen != programme.version)


def _lead_time(kind: EvidenceKind) -> forms.IntegerField:
    return forms.IntegerField(
        label=kind.label[:1].upper() + kind.label[1:],
        min_value=0,
        max_value=LONGEST,
        required=False,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], NOT_DAYS),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def _as_typed(programme: Programme) -> dict[str, Any]:
    dates = {GATE + gate: date.fromisoformat(day) for gate, day in programme.gate_dates.items()}
    leads = {LEAD + kind: days for kind, days in programme.lead_times.items()}
    lists = {
        "design_baselines": "\n".join(programme.design_baselines),
        "mdr_scenario_versions": "\n".join(programme.mdr_scenario_versions),
    }
    return {**dates, **leads, **lists, "version": programme.version}
