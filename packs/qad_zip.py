"""The QAD evidence pack: a ZIP of the accepted files by QAD section, with index, gaps and manifest.

The same snapshot makes the same bytes: fixed order and times, and nothing compressed, since what is in it
mostly is already and compressors differ from machine to machine.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from django.db.models import F
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string

from assumptions.sentences import in_full
from evidence.actions import check_file
from evidence.models import BytesFound, EvidenceFile
from packs import verify
from packs.errors import PackNotMade
from packs.qad_contents import GAPS_HEAD, INDEX_HEAD, Carried, gap_rows, index_rows
from packs.snapshot import as_bytes, digest
from packs.stood import Stood
from parties.models import SmartDataService
from readiness.spreadsheet import as_csv

CHUNK = 1024 * 1024  # bytes
NOT_RIGHT = {
    BytesFound.OTHER: "{}'s file in the store is not the one that was handed in: its SHA-256 is not the "
    "register's.",
    BytesFound.MISSING: "the store could not give {}'s file: it is not there any more.",
}
PUT_IT_BACK = "Tell the programme's office, who can put the file back; then try again."
Note = Callable[[str], None]


class QadZip:
    """A ZIP that is being written, and the manifest's entries so far."""

    def __init__(self, to: IO[bytes], stood: Stood) -> None:
        self.zip = zipfile.ZipFile(to, "w", zipfile.ZIP_STORED)
        self.stood = stood
        self.listed: list[dict[str, Any]] = []

    def add(self, path: str, content: bytes, **more: Any) -> None:
        self.add_chunks(path, [content], len(content), **more)

    def add_chunks(self, path: str, chunks: Iterable[bytes], size: int, **more: Any) -> None:
        """Write one file as its chunks come, hashing them, and list it."""
        taken, written = hashlib.sha256(), 0
        with self.zip.open(self._entry(path, size), "w") as target:
            for chunk in chunks:
                taken.update(chunk)
                written += len(chunk)
                target.write(chunk)
        self.listed.append({"path": path, "size": written, "sha256": taken.hexdigest(), **more})

    def add_manifest(self) -> None:
        """The last file: it lists all others."""
        content = as_bytes(self._manifest())
        with self.zip.open(self._entry(verify.MANIFEST, len(content)), "w") as target:
            target.write(content)

    def _entry(self, path: str, size: int) -> zipfile.ZipInfo:
        day = self.stood.as_of
        entry = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
        entry.create_system, entry.external_attr, entry.file_size = 3, 0o100644 << 16, size
        return entry

    def _manifest(self) -> dict[str, Any]:
        snapshot, facts = self.stood.snapshot, self.stood.snapshot["facts"]
        return {
            "format": verify.FORMAT,
            "service": {key: facts["service"][key] for key in ("id", "name", "provider")},
            "as_of": facts["as_of"],
            "facts": {"version": snapshot["facts_version"], "sha256": digest(facts)},
            "programme_version": snapshot["programme_version"],
            "rules": snapshot["result"]["rules"],
            "files": self.listed,
        }


def write_files(pack: QadZip, service: SmartDataService, files: list[Carried], note: Note) -> None:
    """Copy the accepted files from the store, checking each against the register.

    One that was found wrong before is checked once more first: it may have been put back.
    """
    held = [one for one in files if one.path]
    total, done = sum(one.file["size"] for one in held), 0
    stored = _stored_files(service)
    for one in held:
        file = stored.get((one.item.id, one.file["sha256"]))
        if file and file.is_wrong:
            _check_again(one, file)
    for number, one in enumerate(held, 1):
        pack.add_chunks(
            one.path,
            _checked_chunks(one, stored.get((one.item.id, one.file["sha256"]))),
            one.file["size"],
            item=one.item.id,
            section=one.place.section or None,
            decision=_decided(pack.stood, one),
        )
        done += one.file["size"]
        note(f"{number} of {len(held)} files, {filesizeformat(done)} of {filesizeformat(total)}")
    if not held:
        note("no accepted file is held")


def write_index(pack: QadZip, files: list[Carried], readiness_pdf: bytes) -> None:
    """Add the readiness PDF, facts, result, index, gaps, README verifier and manifest."""
    stood = pack.stood
    pack.add("readiness.pdf", readiness_pdf)
    pack.add("facts.json", as_bytes(stood.snapshot["facts"]))
    pack.add("result.json", as_bytes(stood.snapshot["result"]))
    pack.add("index.csv", as_csv(INDEX_HEAD, index_rows(stood, files)))
    pack.add("gaps.csv", as_csv(GAPS_HEAD, gap_rows(stood)))
    pack.add("README.txt", _readme(stood, files))
    pack.add("verify.py", Path(verify.__file__).read_bytes())
    pack.add_manifest()


def _stored_files(service: SmartDataService) -> dict[tuple[str, str], EvidenceFile]:
    """The files of an SDS's items, by the item's id in its document and the SHA-256."""
    files = EvidenceFile.objects.filter(item__uses__service=service).annotate(
        local_id=F("item__uses__local_id")
    )
    return {(file.local_id, file.sha256): file for file in files}


def _check_again(one: Carried, file: EvidenceFile) -> None:
    """Compare what the store has with the register, for the record too; ``PackNotMade`` where it differs."""
    try:
        found = check_file(file=file)
    except OSError as error:
        raise PackNotMade(f"the store could not give {one.item.id}'s file.", may_pass=True) from error
    if found is not BytesFound.AS_HANDED_IN:
        raise PackNotMade(NOT_RIGHT[found].format(one.item.id), then=PUT_IT_BACK)


def _checked_chunks(one: Carried, file: EvidenceFile | None) -> Iterable[bytes]:
    """The file's bytes from the store; ``PackNotMade`` if they can't be had or are not those handed in."""
    taken = hashlib.sha256()
    try:
        if file is None:
            raise FileNotFoundError
        with file.content.open("rb") as content:
            for chunk in content.chunks(CHUNK):
                taken.update(chunk)
                yield chunk
    except OSError as error:
        is_lost = isinstance(error, FileNotFoundError)
        if is_lost and file:
            _check_again(one, file)
        raise PackNotMade(f"the store could not give {one.item.id}'s file.", may_pass=not is_lost) from error
    if taken.hexdigest() != one.file["sha256"]:
        _check_again(one, file)
        raise PackNotMade(f"{one.item.id}'s file was being put back.")


def _decided(stood: Stood, one: Carried) -> dict[str, Any] | None:
    decision = stood.decision(one.item)
    if decision is None:
        return None
    made, more = decision
    until = made.until.isoformat() if made.until else None
    return {"on": made.on.isoformat(), "outcome": made.outcome.value, "until": until, **more}


def _readme(stood: Stood, files: list[Carried]) -> bytes:
    words = {
        "stood": stood,
        "service": stood.facts.service,
        "as_of": in_full(stood.as_of),
        "rules": stood.snapshot["result"]["rules"],
        "facts_version": stood.snapshot["facts_version"],
        "withheld": len(stood.snapshot.get("withheld", ())),
        "count": sum(1 for one in files if one.path),
    }
    return render_to_string("packs/qad/README.txt", words).encode()
