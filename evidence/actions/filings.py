"""Filing an item's use in the PIT evidence or in the QAD of its SDS (A198, A200)."""

from __future__ import annotations

from assumptions.vocabulary import FilingPlace
from evidence.models import Filing, QadSection, Use
from journal import clock
from parties.actions import next_position, save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Person
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def file_in_pit(*, actor: Person, use: Use) -> Filing:
    require(actor, "evidence.file_in_pit", use.service)
    return _file(actor, use, FilingPlace.PIT, None)


@in_one_transaction
def file_in_qad(*, actor: Person, use: Use, section: QadSection | None = None) -> Filing:
    """File under a section of the SDS's own QAD, or in the QAD as a whole."""
    require(actor, "evidence.file_in_qad", use.service)
    if section and section.service_id != use.service_id:
        raise Refused(f"Choose a section of the QAD of {use.service}.", field="section")
    return _file(actor, use, FilingPlace.QAD, section)


def _file(actor: Person, use: Use, place: FilingPlace, section: QadSection | None) -> Filing:
    use = Use.objects.select_for_update(of=("self",)).select_related("item__about", "service").get(pk=use.pk)
    today = clock.today()
    if use.item.withdrawn_on is not None:
        raise Refused("This item is withdrawn, so it can't be filed. Hand in a newer one.")
    if use.item.submitted_on > today:
        raise Refused(
            f"This item is handed in on {use.item.submitted_on:%-d %B %Y}; file it from that day on."
        )
    if any(filing.is_there_on(today) for filing in use.filings.filter(place=place, section=section)):
        raise Refused(f"It is filed in the {place.label} already.", field="section")
    filing = save_valid(
        Filing(use=use, position=next_position(use.filings), place=place, section=section, on=today)
    )
    record_change(
        action=f"file_in_{place}",
        actor=actor,
        subject=use.item,
        about=use.item.about,
        services=[use.service],
        new={"service": use.service.slug, "place": place, "section": section and section.local_id},
    )
    return filing


@in_one_transaction
def withdraw_filing(*, actor: Person, filing: Filing) -> Filing:
    """The item is filed there no more from today on."""
    require(actor, "evidence.withdraw_filing", filing.use.service)
    filing = Filing.objects.select_for_update().get(pk=filing.pk)
    if filing.withdrawn_on is not None:
        raise Refused(f"This filing was withdrawn already, on {filing.withdrawn_on:%-d %B %Y}.")
    # A filing dated ahead never takes effect: it ends on the day on which it would have begun.
    filing.withdrawn_on = max(filing.on, clock.today())
    save_valid(filing)
    use = filing.use
    record_change(
        action="withdraw_filing",
        actor=actor,
        subject=use.item,
        about=use.item.about,
        services=[use.service],
        old={"service": use.service.slug, "place": filing.place, "withdrawn_on": None},
        new={"service": use.service.slug, "place": filing.place, "withdrawn_on": filing.withdrawn_on},
    )
    return filing
