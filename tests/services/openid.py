"""An OpenID provider of one's own, with the people that a test tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from tests.services.holding import NotStarted, answers, directory_for, free_ports, held

PROVIDER = Path(__file__).parent / "openid_provider"
CALLBACK = "/sign-in/single/callback/"
IN_TESTS = f"http://testserver{CALLBACK}"
CLIENT, SECRET = "qualtrack", "told to nobody else"


@dataclass(frozen=True)
class OpenId:
    """A provider that runs; what it knows of people stands in a file."""

    issuer: str
    people: Path

    @property
    def settings(self) -> dict[str, str]:
        """What the environment is set to, to sign in by it."""
        return {
            "OIDC_ISSUER": self.issuer,
            "OIDC_CLIENT_ID": CLIENT,
            "OIDC_CLIENT_SECRET": SECRET,
            "OIDC_NAME": "Fellside Login",
        }

    def knows(self, login: str, **claims: Any) -> None:
        """From now on somebody signs in there by this name; their address is the same unless it is said."""
        told = {"sub": login, "email": login, "email_verified": True} | claims
        known = json.loads(self.people.read_text())
        self.people.write_text(json.dumps(known | {login: told}))


@contextmanager
def running(
    directory: Path | None = None, port: int | None = None, callbacks: Sequence[str] = (IN_TESTS,)
) -> Iterator[OpenId]:
    """Start a provider, which sends people back to these addresses alone."""
    if not (PROVIDER / "node_modules" / "oidc-provider").is_dir():
        raise NotStarted("The OpenID provider was not found. Install it: scripts/set-up.sh test")
    node, _ = compute_driver_executable()
    port = port or free_ports(1)[0]
    with directory_for("openid", directory) as place:
        started = OpenId(issuer=f"http://127.0.0.1:{port}", people=place / "people.json")
        if not started.people.exists():
            started.people.write_text("{}")
        told = {"issuer": started.issuer, "port": port, "client": CLIENT, "secret": SECRET}
        told |= {"callbacks": list(callbacks), "people": str(started.people)}
        with held(
            [node, str(PROVIDER / "provider.js")],
            directory=place,
            ready=lambda: answers(port),
            keeps_directory=directory is not None,
            environment={"OPENID": json.dumps(told)},
        ):
            yield started
