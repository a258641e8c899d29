"""Live says that the program answers; ready says what keeps it from working, by name, and nothing secret."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from jobs.models import Job, JobState
from tests.qualtrack.policy import problems_of
from tests.services.holding import free_ports

LIVE, READY = "/health/live/", "/health/ready/"


def reasons(client: Client | None = None) -> dict[str, str]:
    response = (client or Client()).get(READY)
    said = response.json()
    assert response.status_code == (503 if said.get("reasons") else 200)
    assert said["status"] == ("not ready" if said.get("reasons") else "ready")
    return dict(said.get("reasons", {}))


def waiting(minutes: int, **fields) -> Job:
    since = timezone.now() - timedelta(minutes=minutes)
    return Job.objects.create(**{"task": "none", "queued_at": since, "due_at": since} | fields)


def test_live_asks_nothing_of_anybody(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = Client().get(LIVE)
    assert (response.status_code, response.json()) == (200, {"status": "live"})


@pytest.mark.django_db
@pytest.mark.parametrize("path", [LIVE, READY])
def test_whoever_asks_needs_no_host_name_no_https_and_no_session(path, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get(path, headers={"host": "10.0.0.9:8000"})
    assert response.status_code == 200
    assert problems_of({name.lower(): value for name, value in response.headers.items()}) == []
    assert not response.cookies
    assert Client().get(path.rstrip("/")).status_code == 200
    assert Client().head(path).content == b""
    assert Client().post(path).status_code != 200


@pytest.mark.django_db
def test_ready_where_all_is_well():
    waiting(14)
    waiting(60, state=JobState.DONE, ended_at=timezone.now())
    waiting(60, due_at=timezone.now() + timedelta(minutes=1))  # it is tried again, later
    assert reasons() == {}


@pytest.mark.django_db
def test_a_job_that_nobody_takes():
    waiting(16)
    assert reasons() == {"queue": "A job has waited 16 minutes: look whether a worker runs."}


@pytest.mark.django_db
def test_a_store_that_cannot_be_written(settings, tmp_path: Path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "below"
    assert reasons() == {"storage": "It does not answer."}


@pytest.mark.django_db
def test_a_store_that_is_nearly_full(monkeypatch):
    monkeypatch.setattr("qualtrack.health.LEAST_FREE", 2**80)
    assert reasons() == {"storage": "Less than 100 MB is free."}


@pytest.mark.django_db
def test_a_look_at_the_store_leaves_nothing(settings):
    assert reasons() == {}
    assert list(Path(settings.MEDIA_ROOT).iterdir()) == []


@pytest.mark.django_db
def test_a_broker_that_is_gone_is_told_without_its_address(settings, redis_url, caplog):
    settings.EMBEDS_WORKER = False
    settings.CELERY_BROKER_URL = redis_url
    assert reasons() == {}

    port = free_ports(1)[0]
    settings.CELERY_BROKER_URL = f"redis://:tell-nobody@127.0.0.1:{port}/0"
    response = Client().get(READY)

    assert response.json()["reasons"] == {"broker": "It does not answer."}
    assert str(port) not in response.content.decode()
    assert "The check of the broker failed" in caplog.text
    assert "tell-nobody" not in caplog.text


@pytest.mark.django_db
def test_a_database_of_before_an_upgrade():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'packs'")
    assert reasons() == {"migrations": "The database is older than the program."}


def test_a_database_that_is_gone_is_told_without_its_address(run, tmp_path):
    """In a process of its own, whose database is not there; the page for people fails as it must."""
    ask = (
        "import django; django.setup(); from django.test import Client; "
        f"live, ready = Client().get('{LIVE}'), Client().get('{READY}'); "
        "print(live.status_code, ready.status_code, ready.content.decode())"
    )
    port = free_ports(1)[0]
    url = f"postgres://user:tell-nobody@127.0.0.1:{port}/gone"
    result = run("-c", ask, DATABASE_URL=url, DJANGO_SETTINGS_MODULE="qualtrack.settings")

    reasons = '{"status": "not ready", "reasons": {"database": "It does not answer."}}'
    assert result.stdout.strip() == f"200 503 {reasons}", result.stderr
    assert "The check of the database failed" in result.stderr
    assert "tell-nobody" not in result.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(("secret", "said"), [(None, {}), ("wrong", {"storage": "It does not answer."})])
def test_a_store_elsewhere_is_asked_with_our_keys(settings, s3, secret, said):
    options = {
        "bucket_name": s3.bucket,
        "endpoint_url": s3.endpoint,
        "access_key": s3.access_key,
        "secret_key": secret or s3.secret_key,
    }
    store = {"BACKEND": "evidence.stores.s3.S3Store", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": store}
    assert reasons() == said
