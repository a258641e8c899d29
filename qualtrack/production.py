"""What must not be in production: each problem is a sentence that names its setting."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from qualtrack.environment import TABLE, SettingsError, names, switch, text

# What stands in examples until somebody puts a secret of their own in its place.
PLACEHOLDERS = (
    "changeme",
    "change-me",
    "change_me",
    "placeholder",
    "replace-me",
    "your-",
    "example",
    "django-insecure-",
)
GUESSED_FIRST = {
    "",
    "password",
    "passwd",
    "secret",
    "admin",
    "postgres",
    "redis",
    "qualtrack",
    "test",
    "12345678",
}


def production_problems() -> list[str]:
    """Every problem at once, so that nobody has to start five times."""
    if unreadable := list(_unreadable()):
        return unreadable
    return [*_missing(), *_weak(), *_open()]


def _unreadable() -> Iterator[str]:
    for setting in TABLE:
        try:
            text(setting.name)
        except SettingsError as error:
            yield str(error)


def _missing() -> Iterator[str]:
    return (f"{s.name} is not set." for s in TABLE if s.required_in_production and not text(s.name))


def _weak() -> Iterator[str]:
    key = text("SECRET_KEY")
    if key and (len(key) < 50 or len(set(key)) < 5 or _is_placeholder(key)):
        yield "SECRET_KEY is weak: use at least 50 random characters."
    for setting in TABLE:
        secret = _secret_in(setting.name)
        if setting.name != "SECRET_KEY" and secret is not None and _is_placeholder(secret):
            yield f"{setting.name} has a placeholder for its secret: put the real one in."


def _secret_in(name: str) -> str | None:
    """The secret that a setting is, or holds as a URL's password; None where it holds none."""
    value = text(name)
    if name.endswith(("_KEY", "_SECRET")):
        return value or None
    try:
        return urlsplit(value).password if "://" in value else None
    except ValueError:
        return None


def _is_placeholder(secret: str) -> bool:
    lowered = secret.lower()
    return lowered in GUESSED_FIRST or any(word in lowered for word in PLACEHOLDERS)


def _open() -> Iterator[str]:
    if switch("DEBUG"):
        yield "DEBUG is on: turn it off."
    if any(_is_open(name) for name in names("ALLOWED_HOSTS")):
        yield "ALLOWED_HOSTS is open to every name: list the names that are served."
    if text("QUALTRACK_URL") and not text("QUALTRACK_URL").startswith("https://"):
        yield "QUALTRACK_URL does not begin with https://: people sign in over HTTPS only."


def _is_open(host: str) -> bool:
    """Whether a name of the list stands for every host, or for all hosts under one top-level name."""
    return host == "*" or (host.startswith(".") and "." not in host[1:])
