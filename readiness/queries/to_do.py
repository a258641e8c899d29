"""Who does what next at a gate, from its open findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from readiness.next_steps import Actor
from readiness.queries.found import Found
from readiness.queries.next_steps import Step


@dataclass(slots=True)
class Task:
    """One step, with the routes and sections that it is to be done for, and how long it waits or takes."""

    step: Step
    when: str = ""
    subjects: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Desk:
    """What waits for one who acts, by name: ``open`` findings, and the steps that settle them."""

    name: str
    open: int = 0
    tasks: list[Task] = field(default_factory=list)

    def add(self, found: Found, step: Step) -> None:
        self.open += 1
        task = next((task for task in self.tasks if task.step == step), None)
        if task is None:
            self.tasks.append(task := Task(step, found.when))
        if found.subject and found.subject not in step.says.do:
            task.subjects.append(found.subject)


def desks(found: Iterable[Found], *, provider: str) -> list[Desk]:
    """The open blocking findings by who acts, equal steps together."""
    by_actor = {actor: Desk(actor.named(provider)) for actor in Actor}
    for each in found:
        if each.is_open and each.step:
            by_actor[each.step.says.who].add(each, each.step)
    return [desk for desk in by_actor.values() if desk.open]
