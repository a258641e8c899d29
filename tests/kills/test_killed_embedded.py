"""The launcher with its own worker, killed again and again while packs are made: nothing is lost or half."""

from __future__ import annotations

from http import HTTPStatus

from tests.kills.installation import installed
from tests.kills.killing import Owners, killings

GOOD = {HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}


def test_every_pack_is_made_once_though_the_launcher_is_killed(tmp_path, record_property):
    with installed(tmp_path) as installation:
        launcher = installation.launch()
        installation.serves()

        def kill(owners: Owners) -> tuple[str, Owners]:
            launcher.kill()
            return "the launcher", owners

        with killings(installation, record_property) as killing:
            for step in killing.steps:
                killing.kill_within(step, kill)
                launcher.start()
                installation.serves()
            killing.check()
            assert killing.takers.seen.keys() <= GOOD
        assert launcher.interrupt() == 0
