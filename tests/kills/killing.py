"""Kills at random points within named steps, where each fell, and what must be so in the end."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from uuid import UUID

from packs.making import STEPS
from packs.models import PackKind
from tests.kills.installation import Installation, within
from tests.kills.people import Askers, Browser, Takers
from tests.kills.telling import TOLD
from tests.services.holding import until

KILLS = 10  # in each of two installations
LONGEST = {"pdf": 1.0, "files": 0.2}  # seconds into a step
SHORT = 0.02  # as long as the others
PATIENCE = 90  # seconds
UNFINISHED = "SELECT count(*) FROM jobs_job WHERE state IN ('queued', 'running')"
RUNNING = (
    "SELECT j.owner, s.name FROM jobs_job j LEFT JOIN jobs_step s ON s.job_id = j.id AND s.state = 'running'"
    " WHERE j.state = 'running'"
)
PACKS = (
    "SELECT p.id, p.content, p.sha256, j.state, j.runs FROM packs_pack p JOIN jobs_job j ON j.id = p.job_id"
)
ASKED = "SELECT count(*), count(DISTINCT subject_id) FROM journal_entry WHERE action = 'request_pack'"

Owners = Collection[str]
Kill = Callable[[Owners], tuple[str, Owners]]  # what it killed, and which of the owners that were


class Killing:
    """What is done to an installation, by a seed that is told, line by line."""

    def __init__(self, installation: Installation, takers: Takers) -> None:
        self.installation, self.takers = installation, takers
        self.askers = Askers(installation, takers)
        seed = random.SystemRandom().randrange(10**6)
        self.random = random.Random(seed)
        self.told: list[str] = [f"seed {seed}"]
        self.dead: set[str] = set()
        names = list(STEPS[PackKind.QAD])
        self.steps = [*names, *self.random.choices(names, k=KILLS - len(names))]
        self.random.shuffle(self.steps)

    def kill_within(self, step: str, kill: Kill) -> None:
        """Wait until a living worker is at that step, and a random moment more; then kill, and tell."""
        self._wait_for(step)
        into = self.random.uniform(0, LONGEST.get(step, SHORT))
        threading.Event().wait(into)
        what, dead = kill([owner for owner, _ in self._alive()])
        fell = [name or "before its first step" for owner, name in self._alive() if owner in dead]
        self.dead |= set(dead)
        where = " and ".join(fell) or "between two jobs"
        self.told.append(f"killed {what}, {into * 1000:.0f} ms after {step} was seen: {where}")

    def disturb(self, act: Callable[[], str]) -> None:
        """Do something else to the installation while a job runs."""
        self._wait_for_any()
        steps = [name for _, name in self._alive()]
        self.told.append(f"{act()}, during {' and '.join(filter(None, steps)) or 'no step'}")

    def _alive(self) -> list[tuple[str, str]]:
        """Who runs a job, and at which step; a row that a dead worker left stays until its lease ends."""
        return [(owner, step) for owner, step in self.installation.rows(RUNNING) if owner not in self.dead]

    def _wait_for(self, step: str) -> None:
        self._keep_busy_until(lambda: step in [name for _, name in self._alive()], step)

    def _wait_for_any(self) -> None:
        self._keep_busy_until(lambda: any(name for _, name in self._alive()), "any step")

    def _keep_busy_until(self, seen: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not within(0.5, seen):
            self._keep_busy()
            assert time.monotonic() < deadline, f"No job came to {what}.\n{self.installation.logs()}"

    def _keep_busy(self) -> None:
        """Let there always be work under way, of both kinds."""
        ((unfinished,),) = self.installation.rows(UNFINISHED) or [(9,)]
        if unfinished < 2:
            self.askers.ask_for(self.random.choice(["qad", "qad", "readiness"]))

    def check(self) -> None:
        """Every job ended once, with its one whole file; nothing is left over; the journal is whole."""
        rows, takers = self.installation.rows, self.takers
        done = within(2 * PATIENCE, lambda: rows(UNFINISHED) == [(0,)])
        assert done, self.installation.logs()
        until(lambda: takers.waited_for == takers.taken.keys(), "all was taken")
        packs = rows(PACKS)
        recorded = {as_id(pack): sha256 for pack, _, sha256, *_ in packs}
        assert {state for *_, state, _ in packs} == {"done"}
        assert takers.waited_for <= recorded.keys()
        assert takers.taken == {pack: recorded[pack] for pack in takers.taken}
        self._check_downloads(recorded)
        self._check_store({content for _, content, *_ in packs})
        assert rows(ASKED) == [(len(packs), len(packs))]
        assert rows("SELECT DISTINCT state FROM jobs_step") == [("done",)]
        assert "The journal is whole" in self.installation.manage("verify_journal")
        runs = sum(runs for *_, runs in packs)
        self.told.append(f"{len(packs)} packs in {runs} runs; answers to downloads: {dict(takers.seen)}")

    def _check_downloads(self, recorded: dict[UUID, str]) -> None:
        browser = Browser(self.installation, self.installation.sessions[0])
        for pack, sha256 in recorded.items():
            answer = browser.download(pack)
            assert (answer.status, hashlib.sha256(answer.body).hexdigest()) == (HTTPStatus.OK, sha256)

    def _check_store(self, packs: set[str]) -> None:
        self.installation.manage("sweep_files")  # as the scheduler does each hour
        evidence = {name for (name,) in self.installation.rows("SELECT content FROM evidence_evidencefile")}
        assert self.installation.files() == packs | evidence


@contextmanager
def killings(installation: Installation, tell: Callable[[str, object], None]) -> Iterator[Killing]:
    """People at work on an installation that somebody kills; what is told comes out, pass or fail."""
    with Takers(installation) as takers:
        killing = Killing(installation, takers)
        try:
            yield killing
        finally:
            tell(TOLD, "\n".join(killing.told))


def as_id(value: object) -> UUID:
    return UUID(str(value))
