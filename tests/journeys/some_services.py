"""A demonstration of the services that are told at length: quick to load, few enough to walk through."""

import subprocess
import sys

from demonstration.scenario import AT_LENGTH
from tests.launched import PATIENCE, ROOT

LOADING = """
import sys
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("load_demo", *sys.argv[1:])
"""


def load_some(environment: dict[str, str]) -> None:
    """Load them where a launcher in this environment will find them."""
    subprocess.run(
        [sys.executable, "-c", LOADING, *(sds.slug for sds in AT_LENGTH)],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "qualtrack.settings"},
        check=True,
        timeout=PATIENCE,
    )
