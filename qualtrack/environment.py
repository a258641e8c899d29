"""What the environment may set: one table, read by the settings and printed in docs/configuration.md."""

import ipaddress
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


class SettingsError(ImproperlyConfigured):
    """A setting that the program cannot start with; the message names it and says what to set."""


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str
    shown_default: str = ""
    required_in_production: bool = False


TABLE = (
    Setting(
        "QUALTRACK_ENV",
        "development",
        "`development`, or `production`, which sends cookies over HTTPS only and refuses to start with a "
        "missing or weak setting.",
    ),
    Setting(
        "QUALTRACK_VAR",
        "",
        "The directory for everything that the program writes: database, uploaded files, secret.",
        shown_default="`var/` beside `manage.py`",
    ),
    Setting("QUALTRACK_PORT", "8000", "The port that the launcher serves."),
    Setting(
        "QUALTRACK_HOST",
        "127.0.0.1",
        "The IP address that the launcher serves, such as `0.0.0.0` in a container that only the proxy can "
        "reach. In production alone may it be another than the loopback address.",
    ),
    Setting(
        "QUALTRACK_TRUSTED_PROXY",
        "127.0.0.1",
        "The one IP address whose `X-Forwarded-Proto` and `X-Forwarded-For` are believed, in production.",
    ),
    Setting(
        "QUALTRACK_URL",
        "",
        "The address under which people reach the pages, such as `https://qualtrack.example`: "
        "links in mail begin with it.",
        shown_default="`http://127.0.0.1:` and the port; in production `https://` and the first host name",
    ),
    Setting(
        "QUALTRACK_REQUIRE_TOTP",
        "",
        "`on` asks reviewers, Code Bodies and administrators to set up an authenticator app before "
        "anything else. Everybody else may.",
        shown_default="`on` in production, else `off`",
    ),
    Setting(
        "QUALTRACK_DEMO",
        "on",
        "`off` starts with an empty database in place of the demonstration programme, "
        "which is never loaded in production.",
    ),
    Setting(
        "SECRET_KEY",
        "",
        "Signs sessions and tokens; at least 50 random characters.",
        shown_default="made at the first start, kept in `secret-key` under `QUALTRACK_VAR`",
        required_in_production=True,
    ),
    Setting(
        "SECRET_KEY_FALLBACKS",
        "",
        "Former values of `SECRET_KEY`, with commas between: what they signed or encrypted is read still, "
        "the keys of authenticator apps among it.",
        shown_default="none",
    ),
    Setting("DEBUG", "off", "`on` shows error details in the browser. Refused in production."),
    Setting(
        "ALLOWED_HOSTS",
        "",
        "The host names that are served, with commas between. In production `*` is refused.",
        shown_default="the names of the loopback address",
        required_in_production=True,
    ),
    Setting(
        "DATABASE_URL",
        "",
        "The database, such as `postgres://user:password@host:5432/qualtrack`.",
        shown_default="SQLite, `qualtrack.sqlite3` under `QUALTRACK_VAR`",
        required_in_production=True,
    ),
    Setting(
        "REDIS_URL",
        "",
        "The broker of background work, such as `redis://host:6379/0`. "
        "With it, workers and the scheduler are processes of their own: `make worker`, `make scheduler`.",
        shown_default="within the launcher's own process",
        required_in_production=True,
    ),
    Setting(
        "STORAGE_URL",
        "",
        "Where files are kept: `file:///srv/qualtrack/files`, or a bucket of an object store such as "
        "`s3://bucket/folder?region=eu-west-2`. Of another store than Amazon's, `endpoint=https://...` is "
        "the address for us, and `links=https://...` the one for browsers where that differs. Browsers fetch "
        "files there by links that are good for a minute; from pages over HTTPS they do so over HTTPS only.",
        shown_default="`files` under `QUALTRACK_VAR`",
        required_in_production=True,
    ),
    Setting(
        "AWS_ACCESS_KEY_ID",
        "",
        "The key for the object store. It has to read, write, list and remove in the folder.",
        shown_default="what the machine's own role allows",
    ),
    Setting(
        "AWS_SECRET_ACCESS_KEY",
        "",
        "The secret of that key.",
        shown_default="what the machine's own role allows",
    ),
    Setting(
        "QUALTRACK_JOB_LEASE",
        "120",
        "Seconds after which background work whose worker has died is taken up by another. What failed for a "
        "reason that may pass is tried again after an eighth of it, then twice as late each time.",
    ),
    Setting(
        "QUALTRACK_JOB_TRIES",
        "5",
        "How often background work that fails, or ends its worker, is tried before it is set aside.",
    ),
    Setting(
        "QUALTRACK_FILE_CHECK_DAYS",
        "30",
        "Days after which each stored file is read again and compared with what was handed in. A worker does "
        "so in portions, hour by hour.",
    ),
    Setting(
        "EMAIL_URL",
        "",
        "The outgoing mail server, such as `smtp+tls://user:password@host:587`.",
        shown_default="printed on the console",
        required_in_production=True,
    ),
    Setting("DEFAULT_FROM_EMAIL", "qualtrack@localhost", "The address that mail is sent from."),
    Setting(
        "OIDC_ISSUER",
        "",
        "The OpenID provider that people may sign in by, such as `https://login.example/programme`, in the "
        "very letters in which its tokens name it. It must say that an e-mail address is verified, and send "
        "people back to `/sign-in/single/callback/` under `QUALTRACK_URL`. Over HTTPS in production.",
        shown_default="passwords alone",
    ),
    Setting("OIDC_CLIENT_ID", "", "What the OpenID provider calls us.", shown_default="none"),
    Setting(
        "OIDC_CLIENT_SECRET", "", "What we show the OpenID provider that we are we.", shown_default="none"
    ),
    Setting(
        "OIDC_NAME",
        "single sign-on",
        "What people call the OpenID provider: the button says “Sign in with” and this.",
    ),
    Setting(
        "CLAMAV_URL",
        "",
        "The virus scanner (clamd), such as `clamd://host:3310` or `unix:///run/clamav/clamd.ctl`: a file "
        "that it does not find clean is not taken. Set `StreamMaxLength 50M` or more there, and "
        "`AlertExceedsMax yes`.",
        shown_default="no file is scanned",
    ),
)
_DEFAULTS = {setting.name: setting.default for setting in TABLE}
_ON = ("on", "true", "yes", "1")
_OFF = ("off", "false", "no", "0")
BY_FILE = "_FILE"  # NAME_FILE names a file that holds the setting NAME


def text(name: str) -> str:
    """The setting as text. A name that is not in the table cannot be read, so that the table is complete."""
    default = _DEFAULTS[name]
    value = os.environ.get(name, "").strip()
    if not (path := os.environ.get(name + BY_FILE, "").strip()):
        return value or default
    if value:
        raise SettingsError(f"{name} and {name}{BY_FILE} are both set: set one of them.")
    return _content(name + BY_FILE, path)


def _content(name: str, path: str) -> str:
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise SettingsError(f"{name} names a file that cannot be read, {path}: {why}.") from None
    if not content:
        raise SettingsError(f"{name} names an empty file, {path}.")
    return content


def switch(name: str) -> bool:
    if (value := text(name).lower()) not in _ON + _OFF:
        raise SettingsError(f"{name} is {value!r}: set it to on or off.")
    return value in _ON


def number(name: str) -> int:
    try:
        return int(text(name))
    except ValueError:
        raise SettingsError(f"{name} is {text(name)!r}: set it to a whole number.") from None


def seconds(name: str) -> timedelta:
    try:
        found = timedelta(seconds=float(text(name)))
    except (ValueError, OverflowError):
        found = timedelta()
    if found <= timedelta():
        raise SettingsError(f"{name} is {text(name)!r}: set it to a number of seconds above 0.")
    return found


def days(name: str) -> timedelta:
    try:
        found = timedelta(days=float(text(name)))
    except (ValueError, OverflowError):
        found = timedelta()
    if found <= timedelta():
        raise SettingsError(f"{name} is {text(name)!r}: set it to a number of days above 0.")
    return found


def names(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def url(name: str, *schemes: str) -> str:
    """The setting as an address of one of these kinds, or nothing."""
    parts = urlsplit(text(name))
    if text(name) and (parts.scheme not in schemes or not (parts.hostname or parts.path)):
        raise SettingsError(f"{name} is {text(name)!r}: begin it with {'://, or '.join(schemes)}://.")
    return text(name)


def read_url(name: str, read: Callable[[str], dict[str, Any]], otherwise: str = "") -> dict[str, Any]:
    """What a URL says. Nobody is told the URL that can't be read: there may be a password in it."""
    try:
        return read(text(name) or otherwise)
    except (ValueError, ImproperlyConfigured):
        raise SettingsError(f"{name} is not a URL that can be read: look at its scheme and port.") from None


def set_together(*names: str) -> None:
    """Refuse to start with some of these set and others not."""
    missing = [name for name in names if not text(name)]
    if 0 < len(missing) < len(names):
        raise SettingsError(f"{missing[0]} is not set: {', '.join(names)} go together.")


def kept_secret(path: Path) -> str:
    """The secret in this file, made at the first call and readable by nobody else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


def address(name: str) -> str:
    try:
        return str(ipaddress.ip_address(text(name)))
    except ValueError:
        raise SettingsError(f"{name} is {text(name)!r}: set it to one IP address.") from None
