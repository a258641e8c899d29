"""Web, worker and scheduler as processes of their own, on Redis and PostgreSQL, and each of them dies.

Workers are killed; between kills the broker is emptied or restarted, the database restarted, the scheduler
killed. Nothing is lost or half.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from redis import Redis

from tests.kills.installation import Installation, Process, connected_to, installed
from tests.kills.killing import Killing, Owners, killings
from tests.services import postgres, redis
from tests.services.holding import directory_for, free_ports

GOOD = {HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}
SLACK = 2.0  # seconds in which a request that met a restart is answered


class Restarted:
    """A server that can be stopped at once and started again as it was."""

    def __init__(self, running: Callable[[], AbstractContextManager[str]]) -> None:
        self.running = running
        self.away: list[tuple[float, float]] = []
        self._held = ExitStack()

    def __enter__(self) -> Restarted:
        self.url = self._held.enter_context(self.running())
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def restart(self) -> None:
        since = time.monotonic()
        self._held.close()
        self._held.enter_context(self.running())
        self.away.append((since, time.monotonic() + SLACK))

    def was_away(self, at: float) -> bool:
        return any(since <= at <= until for since, until in self.away)


class Deployment:
    """What an operator runs: two servers and three processes."""

    def __init__(self, installation: Installation, database: Restarted, broker: Restarted) -> None:
        self.installation, self.database, self.broker = installation, database, broker
        self.web = installation.launch()
        self.worker = installation.start(
            "celery", "-A", "qualtrack", "worker", "--concurrency", "2", "--loglevel", "WARNING"
        )
        self.scheduler = installation.start("qualtrack.scheduler")
        installation.serves()

    def empty_broker(self) -> str:
        Redis.from_url(self.broker.url).flushall()
        return "emptied the broker"

    def restart_broker(self) -> str:
        self.broker.restart()
        return "restarted the broker"

    def restart_database(self) -> str:
        self.database.restart()
        return "restarted the database"

    def kill_scheduler(self) -> str:
        self.scheduler.kill()
        self.scheduler.start()
        return "killed the scheduler"


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    with _servers(tmp_path) as (database, broker):
        settings = {"DATABASE_URL": database.url, "REDIS_URL": broker.url}
        with installed(tmp_path / "program", **settings) as installation:
            yield Deployment(installation, database, broker)


@contextmanager
def _servers(directory: Path) -> Iterator[tuple[Restarted, Restarted]]:
    with ExitStack() as places, ExitStack() as servers:
        cluster = places.enter_context(directory_for("postgres", None))
        memory = places.enter_context(directory_for("redis", None))
        port = free_ports(1)[0]
        database = servers.enter_context(Restarted(lambda: postgres.running(cluster)))
        broker = servers.enter_context(Restarted(lambda: redis.running(memory, port)))
        _keep_what_is_committed(database.url)
        yield database, broker


def _keep_what_is_committed(url: str) -> None:
    """The server for tests confirms before it writes, and would lose the last commits with its process."""
    with connected_to(url) as connection, connection.cursor() as cursor:
        cursor.execute("ALTER ROLE qualtrack SET synchronous_commit = on")


def test_every_pack_is_made_once_though_all_around_it_die(deployment, record_property):
    with killings(deployment.installation, record_property) as killing:
        meanwhile = [
            deployment.empty_broker,
            deployment.restart_database,
            deployment.restart_broker,
            deployment.kill_scheduler,
            deployment.restart_database,
            deployment.empty_broker,
        ]
        for place, step in enumerate(killing.steps):
            killing.kill_within(step, lambda owners: kill(deployment.worker, killing, owners))
            if place < len(meanwhile):
                killing.disturb(meanwhile[place])
        killing.check()
        takers = killing.takers
        assert takers.seen.keys() <= GOOD | {HTTPStatus.SERVICE_UNAVAILABLE}
        assert not [at for at in takers.failed_at if not deployment.database.was_away(at)]


def kill(worker: Process, killing: Killing, owners: Owners) -> tuple[str, Owners]:
    """Kill one of the worker's processes that has a job, or all of it, which is then started again."""
    theirs = [owner for owner in owners if _is_of(worker, _pid(owner))]
    if theirs and killing.random.random() < 0.5:
        chosen = killing.random.choice(theirs)
        os.kill(_pid(chosen), signal.SIGKILL)
        return "a process of the worker", [chosen]
    worker.kill()
    worker.start()
    return "the whole worker", owners


def _pid(owner: str) -> int:
    return int(owner.split(":")[1])


def _is_of(worker: Process, pid: int) -> bool:
    try:
        return os.getpgid(pid) == worker.process.pid
    except ProcessLookupError:
        return False
