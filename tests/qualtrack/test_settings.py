"""The environment decides, and a setting that production cannot have is refused by name."""

import stat
from pathlib import Path

import pytest

from qualtrack.environment import production_problems

GOOD = {
    "QUALTRACK_ENV": "production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP",
    "ALLOWED_HOSTS": "qualtrack.example",
    "DATABASE_URL": "postgres://user:password@db.example/qualtrack",
    "REDIS_URL": "redis://broker.example:6379/0",
}


def show(expression: str) -> tuple[str, str]:
    return "-c", f"from qualtrack import settings; print({expression})"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "ab" * 30}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "django-insecure-" + GOOD["SECRET_KEY"]}, "SECRET_KEY is weak"),
        ({"DEBUG": "on"}, "DEBUG is on"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set."),
        ({"ALLOWED_HOSTS": "qualtrack.example,*"}, "ALLOWED_HOSTS is open"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set."),
        ({"REDIS_URL": " "}, "REDIS_URL is not set."),
    ],
)
def test_each_problem_of_production_is_named(monkeypatch, changed, said):
    for name, value in (GOOD | {"DEBUG": ""} | changed).items():
        monkeypatch.setenv(name, value)

    problems = production_problems()

    assert len(problems) == 1
    assert problems[0].startswith(said)


def test_production_has_no_problem_where_all_is_set(monkeypatch):
    for name, value in (GOOD | {"DEBUG": ""}).items():
        monkeypatch.setenv(name, value)

    assert production_problems() == []


@pytest.mark.parametrize("start", [("manage.py", "migrate"), ("-m", "qualtrack.launch")])
def test_production_refuses_to_start_and_names_every_problem_at_once(run, start):
    result = run(*start, QUALTRACK_ENV="production", DEBUG="on", SECRET_KEY="short", ALLOWED_HOSTS="*")

    assert result.returncode == 1
    assert result.stderr == (
        "qualtrack cannot start. DATABASE_URL is not set. REDIS_URL is not set. "
        "SECRET_KEY is weak: use at least 50 random characters. DEBUG is on: turn it off. "
        "ALLOWED_HOSTS is open to every name: list the names that are served.\n"
    )


def test_production_keeps_cookies_to_https_and_takes_the_real_services(run):
    shown = "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, "
    shown += "settings.DATABASES['default']['HOST'], settings.CELERY_BROKER_URL, settings.LOADS_DEMONSTRATION"

    result = run(*show(shown), **GOOD)

    assert result.stdout.strip() == "True True True db.example redis://broker.example:6379/0 False"


def test_production_passes_the_checks_of_a_deployment(run):
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **GOOD)

    assert result.returncode == 0, result.stderr
    assert result.stdout == "System check identified no issues (1 silenced).\n"


def test_production_cookies_are_for_this_host_over_https_alone(run):
    shown = "[(getattr(settings, f'{kind}_COOKIE_NAME'), getattr(settings, f'{kind}_COOKIE_HTTPONLY'), "
    shown += "getattr(settings, f'{kind}_COOKIE_SAMESITE')) for kind in ('SESSION', 'CSRF')], "
    shown += "[name for name in dir(settings) if name.endswith(('COOKIE_DOMAIN', 'COOKIE_PATH'))]"

    result = run(*show(shown), **GOOD)

    cookies = [("__Host-session", True, "Lax"), ("__Host-csrf", True, "Lax")]
    assert result.stdout.strip() == f"{cookies} []"


def test_people_are_sent_to_the_address_that_is_set_and_to_their_authenticator_apps(run):
    shown = show("settings.QUALTRACK_URL, settings.REQUIRE_TOTP")

    assert run(*shown, QUALTRACK_PORT="8123").stdout.strip() == "http://127.0.0.1:8123 False"
    assert run(*shown, **GOOD).stdout.strip() == "https://qualtrack.example True"
    set_otherwise = {"QUALTRACK_URL": "https://q.example/", "QUALTRACK_REQUIRE_TOTP": "off"}
    assert run(*shown, **GOOD, **set_otherwise).stdout.strip() == "https://q.example False"
    assert run(*shown, QUALTRACK_REQUIRE_TOTP="on").stdout.strip().endswith("True")


def test_what_must_count_for_every_process_is_kept_beside_the_broker(run):
    shown = show("settings.CACHES['default']['BACKEND'], settings.CACHES['default']['LOCATION']")

    assert run(*shown, **GOOD).stdout.split() == [
        "django.core.cache.backends.redis.RedisCache",
        "redis://broker.example:6379/0",
    ]


def test_nothing_set_runs_on_what_is_at_hand(run, environment):
    shown = "settings.DATABASES['default']['NAME'], settings.MEDIA_ROOT, settings.CELERY_BROKER_URL, "
    shown += "settings.DEBUG, settings.ALLOWED_HOSTS"

    result = run(*show(shown))

    var = environment["QUALTRACK_VAR"]
    hosts = ["localhost", "127.0.0.1", "[::1]"]
    assert result.stdout.strip() == f"{var}/qualtrack.sqlite3 {var}/files memory://localhost False {hosts}"


def test_the_secret_is_made_once_and_for_its_owner_only(run, environment):
    first = run(*show("settings.SECRET_KEY")).stdout
    second = run(*show("settings.SECRET_KEY")).stdout

    secret = Path(environment["QUALTRACK_VAR"]) / "secret-key"
    assert first == second
    assert len(first.strip()) >= 50
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("QUALTRACK_ENV", "prod", "QUALTRACK_ENV is neither development nor production"),
        ("QUALTRACK_PORT", "80a", "QUALTRACK_PORT is '80a': set it to a whole number."),
        ("QUALTRACK_DEMO", "perhaps", "QUALTRACK_DEMO is 'perhaps': set it to on or off."),
    ],
)
def test_a_value_that_is_not_understood_is_named(run, setting, value, said):
    result = run("manage.py", "migrate", **{setting: value})

    assert result.returncode == 1
    assert said in result.stderr


@pytest.mark.parametrize("url", ["3310", "http://scanner.example:3310", "clamd://", "unix:"])
def test_a_scanner_that_can_not_be_asked_is_named(run, url):
    result = run("manage.py", "check", CLAMAV_URL=url)

    assert result.returncode == 1
    assert (
        result.stderr
        == f"qualtrack cannot start. CLAMAV_URL is {url!r}: begin it with clamd://, or unix://.\n"
    )


@pytest.mark.parametrize("url", ["clamd://scanner.example:3310", "unix:///run/clamav/clamd.ctl"])
def test_a_scanner_is_asked_where_it_is_set(run, url):
    assert run(*show("settings.CLAMAV_URL"), CLAMAV_URL=url).stdout.strip() == url


OIDC = {"OIDC_ISSUER": "https://login.example/p/", "OIDC_CLIENT_ID": "q", "OIDC_CLIENT_SECRET": "s"}


@pytest.mark.parametrize("name", OIDC)
def test_what_a_provider_needs_is_set_together(run, name):
    result = run("manage.py", "check", **OIDC | {name: ""})

    assert result.returncode == 1
    together = "OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET go together."
    assert result.stderr == f"qualtrack cannot start. {name} is not set: {together}\n"


def test_people_sign_in_by_a_provider_with_pkce_where_one_is_set(run):
    shown = "settings.OIDC_ISSUER, settings.OIDC_NAME, "
    shown += "settings.SOCIALACCOUNT_PROVIDERS['openid_connect']['OAUTH_PKCE_ENABLED'], "
    shown += "settings.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0]['settings']"

    result = run(*show(shown), **OIDC, OIDC_NAME="Fellside Login")

    server = {"server_url": "https://login.example/p"}
    assert result.stdout.strip() == f"https://login.example/p/ Fellside Login True {server}"
    assert run(*show("repr(settings.OIDC_ISSUER)")).stdout.strip() == "''"


def test_production_asks_a_provider_over_https_alone(run):
    issuer = {"OIDC_ISSUER": "http://login.example"}

    result = run("manage.py", "check", **GOOD, **OIDC | issuer)

    assert result.returncode == 1
    said = "OIDC_ISSUER is 'http://login.example': begin it with https://."
    assert result.stderr == f"qualtrack cannot start. {said}\n"
    assert run("manage.py", "check", **OIDC | issuer).returncode == 0
