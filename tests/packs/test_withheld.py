"""What a collector has not shared is in no pack that a provider's member asks for."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions import accept_evidence, give_consent, withdraw_consent
from evidence.models import EvidenceFile, Recipient
from packs.actions import download_pack, retry_pack
from packs.models import Pack, PackKind
from packs.readiness_pdf import RenderedPdf, readiness_html
from packs.verify import main as verify
from parties.actions import accept_invitation, remove_person
from parties.errors import NotAllowed
from tests.packs.stocked import break_rule, made
from tests.parties.builders import (
    administrator,
    code_body,
    file_named,
    invitation,
    item,
    member,
    organisation,
    qwg,
    reviewer,
    use_of,
)
from tests.parties.changes import refused
from tests.readiness.pages import page, signed_in, words

SECRET = "Quillfeather"


@pytest.fixture(autouse=True)
def _as_words(monkeypatch):
    monkeypatch.setattr(
        "packs.making.render_readiness_pdf",
        lambda snapshot: RenderedPdf(readiness_html(snapshot).encode(), 1),
    )


@pytest.fixture
def collector(sds):
    """A member of the collector, who handed in a paper that is accepted, with secrets in it."""
    route = sds.routes.get(kind="supplier_roles")
    somebody = member(route.collector)
    file = file_named(f"{SECRET}.pdf", f"%PDF-1.7\n% {SECRET}\n".encode())
    paper = item(sds, EvidenceKind.OUTPUT_TEST, [route], {}, by=somebody, file=file)
    accept_evidence(actor=reviewer(), item=paper, reason=f"{SECRET} is right")
    return somebody


def contents(pack: Pack) -> bytes:
    return bytes(pack.content.open("rb").read())


def zipped(pack: Pack) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(contents(pack)))


@pytest.mark.parametrize("kind", PackKind)
def test_a_members_pack_leaves_it_out_and_those_of_the_programme_hold_it(sds, collector, kind):
    by_member = made(sds, kind, by=member(sds.provider))
    assert SECRET.encode() not in contents(by_member)
    assert SECRET not in json.dumps(by_member.snapshot)
    for somebody in (reviewer(), code_body()):
        assert SECRET.encode() in contents(made(sds, kind, by=somebody))


def test_the_index_says_who_holds_it_and_the_pack_is_whole(sds, collector, tmp_path):
    pack = zipped(made(sds, PackKind.QAD, by=member(sds.provider)))
    rows = list(csv.DictReader(io.StringIO(pack.read("index.csv").decode("utf-8-sig"))))
    held = [row["Path"] for row in rows if "not shared" in row["Path"]]
    assert held == ["held by Tarnwick Energy, not shared"]
    assert b"Held by Tarnwick Energy, not shared." in pack.read("readiness.pdf")
    assert "Of 1 item the details and files are not shared" in pack.read("README.txt").decode()
    pack.extractall(tmp_path / "pack")
    assert verify([str(tmp_path / "pack")]) == 0


def test_the_verdicts_are_those_of_the_whole_facts(sds, collector):
    whole = made(sds, by=reviewer()).snapshot
    cut = made(sds, by=member(sds.provider)).snapshot
    assert whole
    assert cut
    for gate, result in whole["result"]["gates"].items():
        assert cut["result"]["gates"][gate]["verdict"] == result["verdict"]
        statuses = [finding["status"] for finding in result["findings"]]
        assert [finding["status"] for finding in cut["result"]["gates"][gate]["findings"]] == statuses


def test_with_consent_it_is_there_and_can_be_taken_until_that_is_withdrawn(sds, collector):
    provider = member(sds.provider)
    consent = give_consent(actor=collector, service=sds, recipient=Recipient.PROVIDER)
    pack = made(sds, PackKind.QAD, by=provider)
    assert SECRET.encode() in contents(pack)
    download_pack(actor=provider, pack=pack)
    withdraw_consent(actor=collector, consent=consent)
    with refused("It holds papers that Tarnwick Energy shares no more. Make the pack again."):
        download_pack(actor=provider, pack=pack)
    answer = signed_in(provider).get(f"/packs/{pack.pk}/download/", follow=True)
    assert "Tarnwick Energy shares no more" in answer.content.decode()


def test_a_member_takes_only_what_members_of_the_same_organisation_asked_for(sds, collector):
    by_staff, own = made(sds, by=reviewer()), made(sds, by=member(sds.provider))
    somebody = signed_in(member(sds.provider))
    assert somebody.get(f"/packs/{own.pk}/download/").status_code == 200
    assert somebody.get(f"/packs/{by_staff.pk}/download/").status_code == 404
    assert signed_in(member(organisation())).get(f"/packs/{own.pk}/download/").status_code == 404
    assert signed_in(code_body()).get(f"/packs/{own.pk}/download/").status_code == 200


def test_the_qwg_takes_what_the_provider_handed_in_and_nothing_that_a_collector_did(sds, collector):
    own = b"of the provider"
    file = file_named("overview.pdf", b"%PDF-1.7\n% " + own)
    provider = member(sds.provider)
    item(sds, EvidenceKind.PIT_COMPLETION, [], decided=DecisionOutcome.ACCEPTED, by=provider, file=file)
    give_consent(actor=provider, service=sds, recipient=Recipient.QWG)
    pack = zipped(made(sds, PackKind.QAD, by=qwg()))
    held = b"".join(pack.read(name) for name in pack.namelist())
    assert own in held
    assert SECRET.encode() not in held
    assert b"held by Tarnwick Energy, not shared" in pack.read("index.csv")


def test_a_pack_stays_with_the_party_for_which_it_was_asked_for(sds):
    maker, colleague, rival = member(sds.provider), member(sds.provider), organisation()
    pack = made(sds, by=maker)
    back = _with_another_part(maker, rival)
    assert signed_in(colleague).get(f"/packs/{pack.pk}/").status_code == 200
    assert signed_in(back).get(f"/packs/{pack.pk}/").status_code == 404
    assert f"{maker.name} {sds.provider}" in words(page(colleague, f"/services/{sds.pk}/packs/"))


def test_a_reviewers_pack_does_not_come_along_to_the_party_that_they_join(sds):
    was_reviewer = reviewer()
    pack = made(sds, by=was_reviewer)
    back = _with_another_part(was_reviewer, sds.provider)
    for somebody in (back, member(sds.provider)):
        assert signed_in(somebody).get(f"/packs/{pack.pk}/download/").status_code == 404


def test_who_decided_is_told_by_the_part_that_they_had(sds):
    decider = reviewer()
    paper = item(sds, EvidenceKind.PIT_COMPLETION, [], by=member(sds.provider))
    accept_evidence(actor=decider, item=paper)
    _with_another_part(decider, organisation())
    snapshot = made(sds, by=reviewer()).snapshot
    assert snapshot
    assert snapshot["register"][use_of(paper).local_id]["decisions"][0]["by"] == "Programme reviewer"


def _with_another_part(person, organisation):
    """Somebody who left and came back by an invitation of another organisation."""
    remove_person(actor=administrator(), person=person)
    invitation(organisation, token="another part", email=person.email)
    return accept_invitation(token="another part", name=person.name, password="tarn-heather-lantern")


def test_only_who_may_see_a_pack_has_it_made_again(sds, monkeypatch):
    break_rule(monkeypatch, "A094.SECURITY")
    failed = made(sds, by=reviewer())
    with pytest.raises(NotAllowed):
        retry_pack(actor=member(sds.provider), pack=failed)
    assert retry_pack(actor=code_body(), pack=failed)


def test_why_a_pack_failed_names_no_file(sds, collector):
    consent = give_consent(actor=collector, service=sds, recipient=Recipient.PROVIDER)
    file = EvidenceFile.objects.get(name=f"{SECRET}.pdf")
    file.content.storage.delete(file.content.name)
    failed = made(sds, PackKind.QAD, by=member(sds.provider))
    withdraw_consent(actor=collector, consent=consent)
    said = words(page(member(sds.provider), f"/packs/{failed.pk}/"))
    assert "the store could not give" in said
    assert SECRET not in said
