"""Loading the demonstration into an empty database, and emptying one that is marked as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction

from demonstration.calendar import Calendar
from demonstration.scenario import SERVICES
from demonstration.scenario.programme import ADMINISTRATOR, OPENED_ON, PASSWORD
from demonstration.scenario.terms import Sds
from demonstration.stage import Stage, Step
from demonstration.steps.evidence import steps_of_paper, steps_of_sharing
from demonstration.steps.parties import steps_of_programme, steps_of_service
from demonstration.steps.qad import steps_of_qad
from evidence.files import FOLDER
from evidence.stores import store
from evidence.stores.promises import INCOMING
from journal import clock
from journal.actions import Reference
from journal.triggers import lifted
from parties.actions import add_administrator
from parties.changes import record_change
from parties.models import Organisation, Person, Programme, SmartDataService

LOADING = Reference("command", None, "Loading of the demonstration")
FOLDERS = (INCOMING, f"{FOLDER}/", "packs/")


def is_empty() -> bool:
    """Whether nobody has begun to use this database."""
    tables = (SmartDataService, Organisation, Person)
    return not any(table.objects.exists() for table in tables)


def is_demonstration() -> bool:
    return Programme.objects.filter(is_demonstration=True).exists()


def load_demonstration(services: Sequence[Sds] = SERVICES) -> None:
    """Play the scenario, so that its fixed day is today. If a step fails, no row and no file is left."""
    calendar = Calendar(clock.today())
    members = {sds.slug: sds.member for sds in services}
    papers = {paper.reference: (sds, paper) for sds in services for paper in sds.papers}
    stored: list[str] = []
    try:
        with transaction.atomic():
            with clock.as_if_at(calendar.moment(OPENED_ON, 0, 1)):
                administrator = begin()
            play(steps(services), Stage(calendar, administrator, members, papers, stored=stored))
            # Hashed once: to do so for each person would be most of the time that loading takes.
            Person.objects.update(password=make_password(PASSWORD))
    except BaseException:
        for name in stored:
            store.delete(name)
        raise


def begin() -> Person:
    """Mark the database, and make the one person whom nobody here could have added."""
    programme, _ = Programme.objects.get_or_create()
    Programme.objects.update(is_demonstration=True)
    record_change(
        action="mark_as_demonstration",
        actor=LOADING,
        subject=Reference("programme", programme.uuid, str(programme)),
        old={"is_demonstration": programme.is_demonstration},
        new={"is_demonstration": True},
    )
    return add_administrator(actor=LOADING, email=ADMINISTRATOR.email, name=ADMINISTRATOR.name)


def play(steps: Iterable[Step], stage: Stage) -> None:
    """Take every step at a moment of its day, oldest first; what is of one day stays in the order written."""
    in_order = sorted(steps, key=attrgetter("on"))
    for day, of_the_day in groupby(in_order, key=attrgetter("on")):
        taken = list(of_the_day)
        for place, step in enumerate(taken):
            with clock.as_if_at(stage.calendar.moment(day, place, len(taken))):
                step.take(stage)


def steps(services: Sequence[Sds]) -> Iterator[Step]:
    yield from steps_of_programme(services)
    for sds in services:
        yield from steps_of_service(sds)
        yield from steps_of_qad(sds)
        yield from steps_of_sharing(sds)
    for sds in services:
        for paper in sds.papers:
            yield from steps_of_paper(sds, paper)


def empty_demonstration() -> None:
    """Remove every row and every file of a database that is marked as demonstration."""
    with lifted():
        call_command("flush", interactive=False, verbosity=0)
    for folder in FOLDERS:
        for name, _ in store.written(folder):
            store.remove(name)
