"""What a change of settings, an SDS, routes or gates would turn, SDS by SDS, before it is made."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assumptions import Evaluation, InvalidFacts, RuleFault, evaluate, read_facts
from assumptions.sentences import listed
from assumptions.vocabulary import Gate, Verdict
from parties.models import Person, SmartDataService
from readiness.effects import Effect, effect_between
from readiness.facts import Document
from readiness.queries.at_gates import SETTLED, due
from readiness.queries.sight import effect_in_sight, sight_of
from readiness.standing import Standing, standings

logger = logging.getLogger(__name__)
Change = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Late:
    """A gate at which an SDS would become late, or be late no more."""

    gate: Gate
    becomes: bool


@dataclass(frozen=True, slots=True)
class Flip:
    """What turns for one SDS. Without ``effect`` the rules could not say."""

    service: SmartDataService
    effect: Effect | None
    late: tuple[Late, ...] = ()
    asked: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def turns(self) -> bool:
        """Whether a verdict, a risk or lateness is another afterwards."""
        return self.effect is None or bool(self.effect.turned or self.effect.risks or self.late)

    @property
    def is_something(self) -> bool:
        return self.turns or bool(self.effect and (self.effect.gates or self.effect.findings))


@dataclass(frozen=True, slots=True)
class Flips:
    """What a change does on a day: to each SDS to which it does anything, and how many it leaves alone."""

    on: date
    each: tuple[Flip, ...]
    untouched: int

    @property
    def in_words(self) -> str:
        """How many verdicts and risks turn, in one sentence."""
        effects = [flip.effect for flip in self.each if flip.effect and flip.turns]
        verdicts = sum(len(gate.gates) for effect in effects for gate in effect.turned)
        risks = sum(len(effect.risks) for effect in effects)
        told = [_counted(number, name) for number, name in ((verdicts, "verdict"), (risks, "risk")) if number]
        if not told:
            turned = "No verdict and no risk turns."
        else:
            of_how_many = f" of {_counted(len(effects), 'service')}" if len(self.each) > 1 else ""
            turned = f"{listed(told)}{of_how_many} turn{'s' if verdicts + risks == 1 else ''}."
        return " ".join([turned, *self._late_in_words()])

    def _late_in_words(self) -> Iterator[str]:
        late = [each.becomes for flip in self.each for each in flip.late]
        if becomes := sum(late):
            yield f"{_counted(becomes, 'gate')} {'becomes' if becomes == 1 else 'become'} late."
        if no_more := len(late) - sum(late):
            yield f"{_counted(no_more, 'gate')} {'is' if no_more == 1 else 'are'} late no more."


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def flips_of(services: Iterable[SmartDataService], change: Change, *, on: date, person: Person) -> Flips:
    """What the change would do to each SDS on a day, in words that the person may read."""
    found = [_flip(stands, change) for stands in standings(services, as_of=on)]
    # Only those of whom something is told cost a look at what the person may see.
    shown = tuple(_in_sight(flip, person) for flip in found if flip.is_something)
    return Flips(on, shown, len(found) - len(shown))


def flip_of(service: SmartDataService, change: Change, *, on: date, person: Person) -> Flips:
    """What the change would do to one SDS, which is read anew."""
    return flips_of(SmartDataService.objects.filter(pk=service.pk), change, on=on, person=person)


def _flip(stands: Standing, change: Change) -> Flip:
    service, document, on, before = stands.service, stands.document, stands.as_of, stands.evaluation
    if before is None:
        return Flip(service, None)
    try:
        changed = change(document)
        after = evaluate(read_facts(changed), as_of=on)
        effect = effect_between(service, before, after)
    except (RuleFault, InvalidFacts):
        logger.exception("What a change does to %s could not be evaluated", service.slug)
        return Flip(service, None)
    late = tuple(_lateness((document, before), (changed, after), on))
    return Flip(service, effect, late, _only_in(after, before), _only_in(before, after))


def _in_sight(flip: Flip, person: Person) -> Flip:
    if flip.effect is None:
        return flip
    return replace(flip, effect=effect_in_sight(flip.effect, sight_of(person, flip.service)))


def _only_in(there: Evaluation, other: Evaluation) -> tuple[str, ...]:
    """The blocking requirements that one result asks for and the other doesn't, by their titles."""
    asked = [_asked_by(each) for each in (there, other)]
    return tuple(dict.fromkeys(title for key, title in asked[0].items() if key not in asked[1]))


def _asked_by(evaluation: Evaluation) -> dict[tuple[str, str | None], str]:
    return {
        (finding.requirement.id, finding.scope): finding.requirement.title
        for result in evaluation.gates.values()
        for finding in result.findings
        if finding.blocking
    }


def _lateness(
    before: tuple[Document, Evaluation], after: tuple[Document, Evaluation], on: date
) -> Iterator[Late]:
    was, becomes = _late_at(*before, on), _late_at(*after, on)
    return (Late(gate, gate in becomes) for gate in Gate if (gate in was) is not (gate in becomes))


def _late_at(document: Document, evaluation: Evaluation, on: date) -> Sequence[Gate]:
    return [
        gate
        for gate, result in evaluation.gates.items()
        if result.verdict not in {*SETTLED, Verdict.NOT_APPLICABLE}
        and result.passed_on is None
        and (due_on := due(document, gate)) is not None
        and due_on < on
    ]
