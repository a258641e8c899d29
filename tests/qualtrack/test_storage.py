"""STORAGE_URL chooses where files are kept, and is refused by name where it can't be followed."""

import pytest

from qualtrack.environment import SettingsError
from qualtrack.storage import chosen

S3 = "evidence.stores.s3.S3Store"


@pytest.fixture
def keys(monkeypatch) -> dict[str, str]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "us")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    return {"access_key": "us", "secret_key": "hush"}


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("s3://papers", {"bucket_name": "papers", "location": ""}),
        (
            "s3://papers/qual%20track/?region=eu-west-2",
            {"bucket_name": "papers", "location": "qual track", "region_name": "eu-west-2"},
        ),
        (
            "s3://papers/q?endpoint=http://store:8333&links=https%3A%2F%2Ffiles.example",
            {
                "bucket_name": "papers",
                "location": "q",
                "region_name": "us-east-1",
                "endpoint_url": "http://store:8333",
                "links": "https://files.example",
            },
        ),
    ],
)
def test_a_bucket_with_what_is_asked_of_it(keys, url, options):
    assert chosen(url) == {"BACKEND": S3, "OPTIONS": options | keys}


def test_a_directory_where_one_is_named_else_below_what_the_program_writes():
    backend = "evidence.stores.local.LocalStore"
    assert chosen("") == {"BACKEND": backend}
    assert chosen("file:///srv/our%20files") == {
        "BACKEND": backend,
        "OPTIONS": {"location": "/srv/our files"},
    }


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("files", "STORAGE_URL is 'files': set it to file:///directory or s3://bucket/folder."),
        ("file://srv/files", "set it to file:///directory"),
        ("s3:///folder", "set it to file:///directory or s3://bucket/folder."),
        ("s3://bucket?public=yes", "STORAGE_URL asks for public: it may ask for endpoint, region, links."),
        ("s3://bucket?endpoint=store:8333", "STORAGE_URL has endpoint=store:8333: give a whole address"),
    ],
)
def test_another_url_is_refused(url, said):
    with pytest.raises(SettingsError, match=said.replace("?", r"\?")):
        chosen(url)


def test_a_key_without_its_secret_is_refused(keys, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "")
    with pytest.raises(SettingsError, match="Set both of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"):
        chosen("s3://papers")


def test_without_keys_the_machines_own_role_is_taken():
    assert chosen("s3://papers")["OPTIONS"] == {"bucket_name": "papers", "location": ""}


def test_the_program_starts_with_files_where_the_setting_says(run):
    shown = "-c", "from qualtrack import settings; print(settings.STORAGES['default']['OPTIONS'])"
    assert run(*shown, STORAGE_URL="file:///srv/files").stdout.strip() == "{'location': '/srv/files'}"
    refused = run("manage.py", "check", STORAGE_URL="ftp://files")
    assert refused.returncode == 1
    assert refused.stderr.startswith("qualtrack cannot start. STORAGE_URL is 'ftp://files'")
