"""Steps that open the QAD, move its sections on, and have it signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from assumptions.vocabulary import SectionStatus
from demonstration.scenario.programme import CODE_BODY
from demonstration.scenario.terms import Entry, Sds, Section
from demonstration.stage import Stage, Step
from evidence import actions
from evidence.models import SectionEntry

MOVES: Mapping[SectionStatus, Callable[..., SectionEntry]] = {
    SectionStatus.DRAFTING: actions.draft_section,
    SectionStatus.SUBMITTED: actions.submit_section,
    SectionStatus.QUERIED: actions.query_section,
    SectionStatus.AGREED: actions.agree_section,
}
ANSWERS = {SectionStatus.QUERIED, SectionStatus.AGREED}


def steps_of_qad(sds: Sds) -> Iterator[Step]:
    for section in sds.sections:
        if sds.qad_opened_on:
            yield Step(sds.qad_opened_on, partial(add_section, sds, section))
        for entry in section.history:
            yield Step(entry.on, partial(move_section, sds, section, entry))
    for on, signatory in sds.signed:
        yield Step(on, partial(sign, sds, signatory))


def add_section(sds: Sds, section: Section, stage: Stage) -> None:
    stage.sections[sds.slug, section.key] = actions.add_section(
        actor=stage.people[sds.member],
        service=stage.services[sds.slug],
        local_id=section.key,
        title=section.title,
        route_kinds=section.route_kinds,
    )


def move_section(sds: Sds, section: Section, entry: Entry, stage: Stage) -> None:
    """The provider writes, the Code Body answers."""
    MOVES[entry.status](
        actor=stage.people[CODE_BODY.email if entry.status in ANSWERS else sds.member],
        section=stage.sections[sds.slug, section.key],
        note=stage.calendar.text(entry.note),
    )


def sign(sds: Sds, signatory: str, stage: Stage) -> None:
    actions.sign_qad(actor=stage.people[sds.member], service=stage.services[sds.slug], signatory=signatory)
