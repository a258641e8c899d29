"""Making a pack, step by step. The browser's task and the command line make it here, with the same bytes."""

from __future__ import annotations

from datetime import date
from typing import IO, Protocol

from assumptions.sentences import in_full
from assumptions.vocabulary import Verdict
from packs.models import PackKind
from packs.qad_contents import carried
from packs.qad_zip import QadZip, write_files, write_index
from packs.readiness_pdf import render_readiness_pdf
from packs.snapshot import Snapshot, apply_rules, freeze_facts
from packs.stood import Stood
from packs.withheld import withheld_from, without
from parties.models import Person, SmartDataService

BEGINNING = {"facts": "Facts frozen", "rules": "Rules applied", "pdf": "Readiness PDF written"}
STEPS = {
    PackKind.READINESS: {**BEGINNING, "stored": "Stored"},
    PackKind.QAD: {
        **BEGINNING,
        "files": "Files copied and hashed",
        "index": "Index and manifest",
        "stored": "Stored",
    },
}


class Progress(Protocol):
    """Whoever wants to know how far it is."""

    def begin(self, step: str) -> None: ...

    def note(self, words: str) -> None: ...


def write_pack(
    *,
    service: SmartDataService,
    kind: PackKind,
    as_of: date,
    to: IO[bytes],
    progress: Progress,
    asked_by: Person | None = None,
) -> Snapshot:
    """Write a whole pack to a file, but for storing it; the snapshot that it was made from.

    It holds what ``asked_by`` may see, and everything where nobody is named, as on the command line.
    ``PackNotMade`` says why where it can't be made; what is in the file then is worth nothing.
    """
    progress.begin("facts")
    frozen = freeze_facts(service, as_of=as_of)
    progress.note(f"facts version {frozen['facts_version']}, as of {in_full(as_of)}")
    progress.begin("rules")
    snapshot = apply_rules(frozen)
    if asked_by:
        snapshot = without(snapshot, withheld_from(asked_by, service))
    stood = Stood(snapshot)
    progress.note(_ruled(stood))
    progress.begin("pdf")
    pdf = render_readiness_pdf(snapshot)
    progress.note("1 page" if pdf.pages == 1 else f"{pdf.pages} pages")
    if kind is PackKind.READINESS:
        to.write(pdf.content)
    else:
        _write_qad(stood, service, pdf.content, to, progress)
    return snapshot


def _ruled(stood: Stood) -> str:
    rules, gates = stood.snapshot["result"]["rules"], stood.gates
    not_ready = sum(stood.verdict(gate) is Verdict.NOT_READY for gate in gates)
    return f"rules version {rules['version']}, {len(gates)} gates, {not_ready} not ready"


def _write_qad(
    stood: Stood, service: SmartDataService, pdf: bytes, to: IO[bytes], progress: Progress
) -> None:
    pack, files = QadZip(to, stood), carried(stood)
    with pack.zip:
        progress.begin("files")
        write_files(pack, service, files, progress.note)
        progress.begin("index")
        write_index(pack, files, pdf)
    progress.note(f"{len(pack.listed)} files listed")
