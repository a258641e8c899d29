"""Nobody is led to a page that is not there for them."""

import pytest

from tests.access.following import reached
from tests.access.world import (
    ADMINISTRATOR,
    CODE_BODY,
    COLLECTOR,
    OWN_ADMINISTRATOR,
    QWG,
    REVIEWER,
    make_world,
)
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", [OWN_ADMINISTRATOR, COLLECTOR, REVIEWER, CODE_BODY, QWG, ADMINISTRATOR])
def test_every_link_that_somebody_is_shown_leads_somewhere(monkeypatch, who):
    assert len(reached(signed_in(make_world(monkeypatch).people[who]))) >= 4
