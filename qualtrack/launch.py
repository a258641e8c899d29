"""The launcher: `python -m qualtrack.launch` serves pages and does background work until stopped."""

import errno
import os
import signal
import socket
import sys
from types import FrameType
from typing import Any

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from waitress.server import create_server

from qualtrack import embedded_worker, scheduler
from qualtrack.environment import SettingsError
from qualtrack.utf_8 import utf_8_alone

STOPS = (signal.SIGINT, signal.SIGTERM)
NOBODY_YET = 'Nobody can sign in yet. Add the first administrator: manage.py add_administrator EMAIL "NAME".'
LARGEST_REQUEST = 55 * 1024 * 1024  # bytes: a file of 50 MB and what stands around it


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qualtrack.settings")
    for stop in STOPS:  # a shell's background process is started without Ctrl-C
        signal.signal(stop, interrupt)
    try:
        django.setup()
        listener = take_port(settings.HOST, settings.PORT)
        prepare()
        serve(listener)
    except SettingsError as error:
        print(f"qualtrack cannot start. {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    print("Stopped.", flush=True)
    return 0


def take_port(host: str, port: int) -> socket.socket:
    """A listening socket, taken before anything else so that a second launcher changes nothing."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OverflowError:
        raise SettingsError(f"QUALTRACK_PORT is {port}: set it to a number from 1 to 65535.") from None
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise SettingsError(f"QUALTRACK_HOST is {host}, which is no address of this machine.") from None
        why = "is already taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        raise SettingsError(f"Port {port} {why}: choose another with QUALTRACK_PORT={port + 1}.") from None
    return listener


def prepare() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    if settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)
    if settings.LOADS_DEMONSTRATION:
        call_command("load_demo")  # on a later start, this says who can sign in
    if not get_user_model().objects.filter(is_active=True).exists():
        print(NOBODY_YET, flush=True)


def serve(listener: socket.socket) -> None:
    server = create_server(
        utf_8_alone(get_wsgi_application()),
        sockets=[listener],
        threads=8,
        max_request_body_size=LARGEST_REQUEST,
        clear_untrusted_proxy_headers=True,
        **proxy(),
    )
    # Half started, nothing could be stopped; and the threads never see these signals.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    worker = embedded_worker.start() if settings.EMBEDS_WORKER else None
    scheduling = scheduler.start() if settings.EMBEDS_WORKER else None
    shown = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        print(f"qualtrack is at http://{shown}:{settings.PORT}/ - Ctrl-C stops it.", flush=True)
        if not worker:
            print("Background work is for other processes: `make worker` and `make scheduler`.", flush=True)
        server.run()  # until it is interrupted
    except KeyboardInterrupt:
        pass
    print("Stopping; what is running is finished first. Ctrl-C again stops at once.", flush=True)
    for stop in STOPS:
        signal.signal(stop, stop_at_once)
    if scheduling:
        scheduling.set()
    if worker:
        embedded_worker.stop(worker)


def proxy() -> dict[str, Any]:
    """In production one proxy ends TLS, and is believed on who asks and how."""
    if not settings.PRODUCTION:
        return {}
    return {
        "trusted_proxy": settings.TRUSTED_PROXY,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def stop_at_once(_signal: int, _frame: FrameType | None) -> None:
    # Safe at any moment: unfinished jobs are in the database, and taken up at the next start.
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
