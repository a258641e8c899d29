"""The environment decides, and a setting that production cannot have is refused by name."""

import stat
from pathlib import Path

import pytest

from qualtrack.production import production_problems

GOOD = {
    "QUALTRACK_ENV": "production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP",
    "ALLOWED_HOSTS": "qualtrack.example",
    "DATABASE_URL": "postgres://user:hR4-kettle@db.example/qualtrack",
    "REDIS_URL": "redis://broker.example:6379/0",
    "EMAIL_URL": "smtp+tls://user:hR4-kettle@mail.example:587",
    "STORAGE_URL": "s3://files.example/qualtrack?region=eu-west-2",
}
SET = GOOD | {"DEBUG": "", "QUALTRACK_URL": ""}


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
        ({"EMAIL_URL": ""}, "EMAIL_URL is not set."),
        ({"STORAGE_URL": ""}, "STORAGE_URL is not set."),
        ({"SECRET_KEY": "changeme-" + GOOD["SECRET_KEY"]}, "SECRET_KEY is weak"),
        ({"ALLOWED_HOSTS": ".example"}, "ALLOWED_HOSTS is open"),
        ({"ALLOWED_HOSTS": "."}, "ALLOWED_HOSTS is open"),
        ({"QUALTRACK_URL": "http://qualtrack.example"}, "QUALTRACK_URL does not begin with https://"),
        ({"DATABASE_URL": "postgres://user:password@db/q"}, "DATABASE_URL has a placeholder for its secret"),
        ({"REDIS_URL": "redis://:changeme@db/0"}, "REDIS_URL has a placeholder for its secret"),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere/key"}, "SECRET_KEY_FILE names a file that cannot"),
    ],
)
def test_each_problem_of_production_is_named(monkeypatch, changed, said):
    for name, value in (SET | changed).items():
        monkeypatch.setenv(name, value)

    problems = production_problems()

    assert len(problems) == 1
    assert problems[0].startswith(said)


def test_production_has_no_problem_where_all_is_set(monkeypatch):
    for name, value in SET.items():
        monkeypatch.setenv(name, value)

    assert production_problems() == []


@pytest.mark.parametrize("start", [("manage.py", "migrate"), ("-m", "qualtrack.launch")])
def test_production_refuses_to_start_and_names_every_problem_at_once(run, start):
    result = run(*start, QUALTRACK_ENV="production", DEBUG="on", SECRET_KEY="short", ALLOWED_HOSTS="*")

    assert result.returncode == 1
    assert result.stderr == (
        "qualtrack cannot start. "
        "DATABASE_URL is not set. REDIS_URL is not set. STORAGE_URL is not set. EMAIL_URL is not set. "
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
        ("QUALTRACK_HOST", "localhost", "QUALTRACK_HOST is 'localhost': set it to one IP address."),
        ("QUALTRACK_DEMO", "perhaps", "QUALTRACK_DEMO is 'perhaps': set it to on or off."),
    ],
)
def test_a_value_that_is_not_understood_is_named(run, setting, value, said):
    result = run("manage.py", "migrate", **{setting: value})

    assert result.returncode == 1
    assert said in result.stderr


def test_any_setting_may_come_from_a_file(run, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(f"  {GOOD['SECRET_KEY']}\n")
    shown = show("settings.SECRET_KEY, settings.PRODUCTION")

    result = run(*shown, **(GOOD | {"SECRET_KEY": "", "SECRET_KEY_FILE": str(secret)}))

    assert result.stdout.strip() == f"{GOOD['SECRET_KEY']} True", result.stderr


@pytest.mark.parametrize(
    ("content", "also", "said"),
    [
        (b"", {}, "SECRET_KEY_FILE names an empty file"),
        (b"\xff\xfe", {}, "it is not text"),
        (b"fine", {"SECRET_KEY": "as well"}, "SECRET_KEY and SECRET_KEY_FILE are both set"),
        (None, {}, "No such file or directory"),
    ],
)
def test_a_file_that_gives_no_setting_is_named(run, tmp_path, content, also, said):
    secret = tmp_path / "secret"
    if content is not None:
        secret.write_bytes(content)

    result = run("manage.py", "check", SECRET_KEY_FILE=str(secret), **also)

    assert result.returncode == 1
    assert said in result.stderr


@pytest.mark.parametrize("setting", ["DATABASE_URL", "EMAIL_URL"])
@pytest.mark.parametrize("value", ["mysql://me:tell-nobody@db/q", "smtp://me:tell-nobody@db:port/q"])
def test_a_url_that_is_not_understood_is_named_without_its_password(run, setting, value):
    result = run("manage.py", "check", **{setting: value})

    assert result.returncode == 1
    assert result.stderr.startswith(f"qualtrack cannot start. {setting} is ")
    assert "tell-nobody" not in result.stderr


def test_more_than_loopback_is_served_in_production_alone(run):
    shown = show("settings.HOST, settings.TRUSTED_PROXY, settings.EMBEDS_WORKER")
    wide = {"QUALTRACK_HOST": "0.0.0.0", "QUALTRACK_TRUSTED_PROXY": "10.0.0.1"}

    assert run(*shown, **GOOD, **wide).stdout.strip() == "0.0.0.0 10.0.0.1 False"
    refused = run("-m", "qualtrack.launch", QUALTRACK_HOST="0.0.0.0")
    assert refused.returncode == 1
    assert "QUALTRACK_HOST is 0.0.0.0: only production serves more than" in refused.stderr


@pytest.mark.parametrize("value", ["*", "proxy.example", "10.0.0.0/8"])
def test_one_address_alone_is_believed_as_the_proxy(run, value):
    result = run("manage.py", "check", **GOOD, QUALTRACK_TRUSTED_PROXY=value)

    assert result.returncode == 1
    assert f"QUALTRACK_TRUSTED_PROXY is {value!r}: set it to one IP address." in result.stderr


def test_a_worker_refuses_to_start_too(run):
    result = run("-m", "celery", "-A", "qualtrack", "worker", QUALTRACK_ENV="production")

    assert result.returncode != 0
    assert "SECRET_KEY is not set." in result.stderr


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
