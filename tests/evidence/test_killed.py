"""A program that is killed while a paper is handed in: the paper is there whole, or it is not there."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.launched import ROOT, environment_of_its_own

BEGIN = """
import os
from unittest.mock import patch
from assumptions.vocabulary import EvidenceKind
from django.core.files.base import ContentFile
from evidence.actions import submit_evidence
from parties.models import Person, Role, SmartDataService

def die(*_, **__):
    os.kill(os.getpid(), 9)

def write_a_part(store, name, content):
    place = store.path(name)
    os.makedirs(os.path.dirname(place))
    with open(place, "wb") as file:
        file.write(content.read(1000))
    die()

paper = b"%PDF-1.7" + bytes(1_000_000)
actor = Person.objects.create_user("r@example.test", "x", name="R", role=Role.REVIEWER)
with patch({place!r}, {instead}):
    submit_evidence(
        actor=actor, service=SmartDataService.objects.get(), kind=EvidenceKind.DBT_COMPLETION, details={{}},
        upload=ContentFile(paper, "paper.pdf"),
    )
"""
LOOK = """
import json
from datetime import timedelta
from unittest.mock import patch
from evidence.models import EvidenceFile
from evidence.stores import store
from evidence.sweeping import sweep_files

def seen():
    sizes = [len(file.content.open("rb").read()) for file in EvidenceFile.objects.filter(name="paper.pdf")]
    return sizes, sorted(place.split("/")[0] for place, _ in store.written(""))

found = [seen()]
sweep_files()
found.append(seen())
with patch("evidence.sweeping.OLD", timedelta(days=-1)):
    sweep_files()
found.append(seen())
print(json.dumps(found))
"""
WHOLE = len(b"%PDF-1.7") + 1_000_000
LEFT, TAKEN = [[], ["incoming"]], [[WHOLE], ["evidence"]]
STEPS = {
    "while it is written": ("evidence.stores.local.LocalStore._save", "write_a_part", [LEFT, LEFT, [[], []]]),
    "before its rows": ("evidence.actions.items.place_use", "die", [LEFT, LEFT, [[], []]]),
    "before the commit": ("evidence.actions.items.record_change", "die", [LEFT, LEFT, [[], []]]),
    "after the commit": ("evidence.files._settle", "die", [[[WHOLE], ["incoming"]], TAKEN, TAKEN]),
}


def manage(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = environment_of_its_own(var) | {"QUALTRACK_DEMO": "off"}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """An installation with one SDS and no files."""
    place: Path = tmp_path_factory.mktemp("installed")
    manage(place, "migrate", "--verbosity", "0")
    example = ROOT / "tests/assumptions/examples/ready-with-waivers.json"
    assert manage(place, "import_facts", str(example)).returncode == 0
    return place


@pytest.mark.parametrize("step", STEPS)
def test_a_paper_is_whole_or_not_there(installed, tmp_path, step):
    shutil.copytree(installed, tmp_path, dirs_exist_ok=True)
    place, instead, expected = STEPS[step]

    killed = manage(tmp_path, "shell", "--no-imports", "-c", BEGIN.format(place=place, instead=instead))
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    looked = manage(tmp_path, "shell", "--no-imports", "-c", LOOK)
    assert json.loads(looked.stdout or "null") == expected, looked.stderr
