"""Steps that hand in papers and say what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from demonstration.papers.facts import Facts
from demonstration.papers.making import make_paper
from demonstration.scenario.programme import CODE_BODY, REVIEWER, SECOND_REVIEWER
from demonstration.scenario.terms import Deed, Paper, Sds, Turn
from demonstration.stage import Stage, Step
from evidence import actions
from evidence.actions.items import whom_it_is_about
from evidence.models import EvidenceItem, Recipient, Use
from parties.models import Person


def steps_of_sharing(sds: Sds) -> Iterator[Step]:
    if sds.shared_with_qwg_on:
        yield Step(sds.shared_with_qwg_on, partial(share, sds, sds.member, Recipient.QWG))
    if sds.no_longer_shared_on:
        yield Step(sds.no_longer_shared_on, partial(share_no_longer, sds))
    for on, email in sds.shared_with_provider:
        yield Step(on, partial(share, sds, email, Recipient.PROVIDER))


def share(sds: Sds, email: str, recipient: Recipient, stage: Stage) -> None:
    service, member = stage.services[sds.slug], stage.people[email]
    stage.consents[sds.slug, recipient] = actions.give_consent(
        actor=member, service=service, recipient=recipient
    )


def share_no_longer(sds: Sds, stage: Stage) -> None:
    consent = stage.consents[sds.slug, Recipient.QWG]
    actions.withdraw_consent(actor=stage.people[sds.member], consent=consent)


def steps_of_paper(sds: Sds, paper: Paper) -> Iterator[Step]:
    yield Step(paper.on, partial(hand_in, sds, paper))
    for turn in paper.then:
        yield Step(turn.on, partial(TURNS[turn.deed], sds, paper, turn))


def hand_in(sds: Sds, paper: Paper, stage: Stage) -> None:
    """The provider's member hands it in, or whom the paper names; a check is recorded by the Code Body."""
    routes = [stage.routes[sds.slug, key] for key in paper.routes]
    service, details = stage.services[sds.slug], stage.calendar.details(paper.details)
    upload = make_paper(facts_of_file(paper, stage))
    if paper.kind.is_a_check:
        item = actions.record_check(
            actor=stage.people[CODE_BODY.email],
            service=service,
            route=routes[0],
            kind=paper.kind,
            details=details,
            upload=upload,
            is_generated=True,
        )
    else:
        item = actions.submit_evidence(
            actor=stage.people[paper.by or sds.member],
            service=service,
            kind=paper.kind,
            routes=routes,
            details=details,
            upload=upload,
            expires_on=stage.calendar.day(paper.expires_on) if paper.expires_on else None,
            is_generated=True,
        )
    stage.items[paper.reference] = item
    stage.stored += [file.content.name for file in item.files.all()]


def facts_of_file(paper: Paper, stage: Stage) -> Facts:
    """What the file says: for a paper that shows another one, what that other says."""
    sds, shown = stage.papers[paper.shows or paper.reference]
    collectors = [stage.routes[sds.slug, key].collector for key in shown.routes]
    # A paper is issued on the working day before it is handed in, a check recorded as it is made.
    before = timedelta(0 if shown.kind.is_a_check else 3 if shown.on.weekday() == 0 else 1)
    return Facts(
        kind=shown.kind,
        reference=shown.reference,
        party=whom_it_is_about(stage.services[sds.slug], collectors).name,
        issued_on=stage.calendar.day(shown.on - before),
        details={
            name: stage.calendar.day(value) if hasattr(value, "isoformat") else value
            for name, value in shown.details.items()
        },
        to=paper.by or sds.member,
        is_a=shown.is_a,
    )


def accept(_sds: Sds, paper: Paper, turn: Turn, stage: Stage) -> None:
    actions.accept_evidence(
        actor=_who_decides(paper, stage),
        item=stage.items[paper.reference],
        until=stage.calendar.day(turn.until) if turn.until else None,
        reason=stage.calendar.text(turn.reason),
    )


def query(_sds: Sds, paper: Paper, turn: Turn, stage: Stage) -> None:
    actions.query_evidence(
        actor=_who_decides(paper, stage),
        item=stage.items[paper.reference],
        reason=stage.calendar.text(turn.reason),
    )


def reject(_sds: Sds, paper: Paper, turn: Turn, stage: Stage) -> None:
    actions.reject_evidence(
        actor=_who_decides(paper, stage),
        item=stage.items[paper.reference],
        reason=stage.calendar.text(turn.reason),
    )


def file_in_pit(sds: Sds, paper: Paper, turn: Turn, stage: Stage) -> None:
    slug = turn.service or sds.slug
    actions.file_in_pit(actor=stage.member_of(slug), use=_use(stage.items[paper.reference], slug))


def file_in_qad(sds: Sds, paper: Paper, turn: Turn, stage: Stage) -> None:
    slug = turn.service or sds.slug
    actions.file_in_qad(
        actor=stage.member_of(slug),
        use=_use(stage.items[paper.reference], slug),
        section=stage.sections[slug, turn.section],
    )


def withdraw(sds: Sds, paper: Paper, turn: Turn, stage: Stage) -> None:
    actions.withdraw_evidence(
        actor=stage.people[paper.by or sds.member],
        item=stage.items[paper.reference],
        why=stage.calendar.text(turn.reason),
    )


def use_elsewhere(_sds: Sds, paper: Paper, turn: Turn, stage: Stage) -> None:
    """The programme's reviewer lets it count in another provider's service, whose member can't see it yet."""
    actions.add_use(
        actor=stage.people[REVIEWER.email],
        item=stage.items[paper.reference],
        service=stage.services[turn.service],
        routes=[stage.routes[turn.service, key] for key in turn.routes],
    )


TURNS = {
    Deed.ACCEPT: accept,
    Deed.QUERY: query,
    Deed.REJECT: reject,
    Deed.FILE_IN_PIT: file_in_pit,
    Deed.FILE_IN_QAD: file_in_qad,
    Deed.USE: use_elsewhere,
    Deed.WITHDRAW: withdraw,
}


def _who_decides(paper: Paper, stage: Stage) -> Person:
    """The two reviewers share the papers: what concerns a route, and the rest."""
    return stage.people[(REVIEWER if paper.routes else SECOND_REVIEWER).email]


def _use(item: EvidenceItem, slug: str) -> Use:
    return Use.objects.get(item=item, service__slug=slug)
