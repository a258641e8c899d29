"""The launcher as a person starts it: in a process of its own, on a free port."""

import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.launched import PATIENCE, ROOT


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_serves_pages_and_stops_cleanly(launch, port, how):
    launched = launch()
    address = launched.line_with("qualtrack is at").split()[3]

    with urllib.request.urlopen(address, timeout=PATIENCE) as page:
        assert page.url == f"http://127.0.0.1:{port}/sign-in/?next=/"
        assert "Sign in" in page.read().decode()

    assert launched.stop(how) == 0
    assert launched.lines[-1] == "Stopped."
    assert not [line for line in launched.lines if "Traceback" in line or "ERROR" in line]


@pytest.mark.parametrize("path", ["/sign-in/", "/nothing-there/"])
def test_an_answer_to_head_is_a_head_alone(launch, port, path):
    launch().line_with("qualtrack is at")
    asked = f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        connection.sendall(asked.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 ")
    assert body == b""


def test_serves_the_style_sheets_that_it_ships(launch, port):
    launched = launch()
    launched.line_with("qualtrack is at")

    address = f"http://127.0.0.1:{port}/static/vendor/bootstrap/bootstrap.min.css"
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        assert answer.read() == (ROOT / "static/vendor/bootstrap/bootstrap.min.css").read_bytes()


def test_says_so_when_the_port_is_taken_and_touches_nothing(launch, environment, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        launched = launch()
        code = launched.process.wait(PATIENCE)

    said = f"Port {port} is already taken: choose another with QUALTRACK_PORT={port + 1}."
    assert said in launched.line_with("cannot start")
    assert code == 1
    assert not (Path(environment["QUALTRACK_VAR"]) / "qualtrack.sqlite3").exists()


def test_loads_the_demonstration_on_the_first_start_only(launch):
    first = launch(QUALTRACK_DEMO="on")
    first.line_with("Loading the demonstration programme")
    first.line_with("qualtrack is at")
    assert first.stop(signal.SIGINT) == 0

    second = launch(QUALTRACK_DEMO="on")
    second.line_with("qualtrack is at")
    assert second.stop(signal.SIGINT) == 0
    assert not [line for line in second.lines if "Loading the demonstration" in line]


def test_says_how_the_first_person_is_added_where_nobody_can_sign_in(launch, run):
    first = launch()
    assert "manage.py add_administrator EMAIL" in first.line_with("Nobody can sign in yet")
    first.line_with("qualtrack is at")
    assert first.stop(signal.SIGINT) == 0

    assert run("manage.py", "add_administrator", "ada@programme.example", "Ada Marsh").returncode == 0
    second = launch()
    second.line_with("qualtrack is at")
    assert second.stop(signal.SIGINT) == 0
    assert not [line for line in second.lines if "Nobody can sign in" in line]


def test_leaves_the_work_to_other_processes_where_there_is_a_broker(launch):
    launched = launch(REDIS_URL="redis://127.0.0.1:1/0")

    assert "make worker" in launched.line_with("Background work")
    assert launched.stop(signal.SIGINT) == 0
