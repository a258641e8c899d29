"""One gate week by week: the verdict of each SDS at each week's start, by what the record says today."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from assumptions import Facts, InvalidFacts, RuleFault, read_facts
from assumptions.day import FactsOnDay
from assumptions.findings import findings_at
from assumptions.sentences import in_full, listed
from assumptions.verdicts import applies, verdict_of
from assumptions.vocabulary import Gate, Participation, Verdict, applicable_gates
from parties.models import Programme, SmartDataService
from readiness.facts import Document
from readiness.queries.at_gates import SETTLED
from readiness.standing import Standing

logger = logging.getLogger(__name__)
WEEK = timedelta(days=7)
BEFORE, TO_COME = 16, 4
NAMED = 3


@dataclass(frozen=True, slots=True)
class Week:
    """A column; ``after_today`` and ``after_gate`` mark the first column behind each of these days."""

    starts_on: date
    is_to_come: bool
    after_today: bool
    after_gate: bool
    is_labelled: bool
    is_early: bool


@dataclass(frozen=True, slots=True)
class Period:
    """Weeks side by side with one verdict."""

    verdict: Verdict
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class WeekRow:
    service: SmartDataService
    cells: tuple[tuple[Week, Verdict], ...]

    @property
    def periods(self) -> list[Period]:
        found = []
        for verdict, cells in groupby(self.cells, key=lambda cell: cell[1]):
            weeks = [week for week, _ in cells]
            found.append(Period(verdict, weeks[0].starts_on, weeks[-1].starts_on))
        return found

    @property
    def now(self) -> Verdict:
        return [verdict for week, verdict in self.cells if not week.is_to_come][-1]

    @property
    def fell_after(self) -> date | None:
        """The last week in which it was ready, where it is not any more."""
        if self.now in SETTLED:
            return None
        ready = [week.starts_on for week, verdict in self.cells if not week.is_to_come and verdict in SETTLED]
        return ready[-1] if ready else None


@dataclass(frozen=True, slots=True)
class WeekChart:
    gate: Gate
    gate_on: date | None
    as_of: date
    weeks: tuple[Week, ...]
    rows: tuple[WeekRow, ...]

    @property
    def ready(self) -> list[tuple[Week, int]]:
        """How many are ready, with or without waivers, in each week."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return [(column[0][0], sum(verdict in SETTLED for _, verdict in column)) for column in columns]

    @property
    def in_words(self) -> str:
        """How many are ready now and at the end of the weeks shown, and who was ready before."""
        counts = self.ready
        now = next(number for week, number in reversed(counts) if not week.is_to_come)
        then, last = counts[-1][1], counts[-1][0].starts_on
        said = (
            f"{now} of {len(self.rows)} {'is' if now == 1 else 'are'} ready for {self.gate.label} this week"
        )
        if then != now:
            said += f", {then} in the week of {in_full(last)}"
        fell = [
            f"{row.service} until the week of {in_full(day)}" for row in self.rows if (day := row.fell_after)
        ]
        return f"{said}. Ready before: {listed(fell[:NAMED])}." if fell else f"{said}."


def weeks_around(day: date, gate_on: date | None) -> tuple[Week, ...]:
    """The Mondays around a day."""
    monday = day - timedelta(days=day.weekday())
    starts = [monday + WEEK * number for number in range(1 - BEFORE, TO_COME + 1)]
    return tuple(
        Week(
            starts_on=start,
            is_to_come=start > day,
            after_today=start > day >= start - WEEK,
            after_gate=gate_on is not None and start > gate_on >= start - WEEK,
            is_labelled=(len(starts) - number) % 2 == 0,
            is_early=number < len(starts) - 9,
        )
        for number, start in enumerate(starts)
    )


def gates_of(services: Iterable[SmartDataService]) -> list[Gate]:
    """The gates that are asked of any of them."""
    asked = {gate for each in services for gate in applicable_gates(Participation(each.participation))}
    return [gate for gate in Gate if gate in asked]


def nearest_gate(gates: Sequence[Gate], day: date) -> Gate | None:
    """The next by the programme's dates; where none is to come, the last."""
    dates = _gate_dates()
    to_come = [gate for gate in gates if gate in dates and dates[gate] >= day]
    return min(to_come, key=dates.__getitem__, default=gates[-1] if gates else None)


def week_chart(stand: Iterable[Standing], gate: Gate, day: date) -> WeekChart:
    """The verdicts at one gate for those of whom it is asked."""
    asked = [each for each in stand if gate in applicable_gates(Participation(each.service.participation))]
    gate_on = _gate_dates().get(gate)
    weeks = weeks_around(day, gate_on)
    # Nothing is kept of it: fifty SDSs over twenty weeks take a third of a second.
    found = ((standing.service, _of_one(standing.document, gate, weeks)) for standing in asked)
    rows = (
        WeekRow(service, tuple(zip(weeks, verdicts, strict=True))) for service, verdicts in found if verdicts
    )
    return WeekChart(gate, gate_on, day, weeks, tuple(rows))


def _of_one(document: Document, gate: Gate, weeks: Sequence[Week]) -> list[Verdict] | None:
    """None where a rule raises; its own page says so."""
    try:
        facts = read_facts(document)
        return [_verdict(facts, gate, week.starts_on) for week in weeks]
    except (RuleFault, InvalidFacts):
        logger.exception("An SDS is left out of the chart of %s", gate.value)
        return None


def _verdict(facts: Facts, gate: Gate, day: date) -> Verdict:
    if not applies(gate, facts):
        return Verdict.NOT_APPLICABLE
    return verdict_of(findings_at(gate, FactsOnDay(facts, day)))


def _gate_dates() -> dict[Gate, date]:
    programme = Programme.objects.first()
    days = programme.gate_dates if programme else {}
    return {Gate(gate): date.fromisoformat(day) for gate, day in days.items()}
