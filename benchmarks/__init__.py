"""What things cost. Each benchmark runs on SQLite in a temporary directory, and touches nothing else."""

import os
import tempfile

import django
from django.apps import apps

if not apps.ready:
    _directory = tempfile.TemporaryDirectory(prefix="benchmark-")  # removed when the program ends
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {"QUALTRACK_VAR": _directory.name, "DJANGO_SETTINGS_MODULE": "qualtrack.settings"}
    django.setup()
