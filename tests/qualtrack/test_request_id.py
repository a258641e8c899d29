"""A request's id is in its answer, its log lines and its error page, and a job's id in those of its work."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client

from qualtrack import log
from tests.parties.builders import reviewer
from tests.qualtrack.policy import sign_in
from tests.readiness.pages import words

OURS = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the console handler of the settings would print."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging_of_ours: Any = project.LOGGING
    line = logging_of_ours["formatters"]["line"]
    handler.setFormatter(logging.Formatter(line["format"], style=line["style"]))
    handler.addFilter(log.WithIds())
    assert logging_of_ours["handlers"]["console"]["filters"] == ["ids"]
    logger = logging.getLogger("django")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


@pytest.mark.django_db
def test_each_request_gets_an_id_of_its_own():
    ids = [Client().get(sign_in())["X-Request-ID"] for _ in range(2)]
    assert all(OURS.fullmatch(given) for given in ids)
    assert ids[0] != ids[1]


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["req-2041.of_proxy", "0123456789abcdef" * 4])
def test_a_well_formed_id_of_the_proxy_is_taken_over(given):
    assert Client().get(sign_in(), headers={"x-request-id": given})["X-Request-ID"] == given


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "two words of text", "a<script>bcdefg", "-starts-ill", "üüüüüüüüüü"]
)
def test_another_is_not(given):
    assert OURS.fullmatch(Client().get(sign_in(), headers={"x-request-id": given})["X-Request-ID"])


@pytest.mark.django_db
@pytest.mark.urls("tests.qualtrack.failing_urls")
@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_page_and_the_log_name_the_request(status, written):
    client = Client(raise_request_exception=False)
    client.force_login(reviewer())

    response = client.get(f"/fails/{status}/")

    given = response["X-Request-ID"]
    assert response.status_code == status
    assert f"name the request {given}" in words(response.content.decode())
    first_line = written.getvalue().splitlines()[0]
    assert f"[request {given}, job -]" in first_line


@pytest.mark.django_db
def test_a_form_without_its_token_names_it_too():
    response = Client(enforce_csrf_checks=True).post(sign_in(), {})
    assert response["X-Request-ID"] in words(response.content.decode())


@pytest.mark.django_db
def test_nothing_of_a_request_is_left_once_its_answer_is_closed(rf, written):
    Client().get(sign_in()).close()
    logging.getLogger("django").error("Later")
    assert "[request -, job -]: Later" in written.getvalue()


def test_the_work_of_a_job_names_it(written):
    log.name_the_job(args=["3f0c"])
    logging.getLogger("django").error("At work")
    log.forget_the_job()
    logging.getLogger("django").error("Idle")
    assert "[request -, job 3f0c]: At work" in written.getvalue()
    assert "[request -, job -]: Idle" in written.getvalue()
