"""Which store STORAGE_URL names, in Django's own terms."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from qualtrack import environment
from qualtrack.environment import SettingsError

OPTIONS = {"endpoint": "endpoint_url", "region": "region_name", "links": "links"}
ANY_REGION = "us-east-1"  # stores that have no regions go by this name


def chosen(url: str) -> dict[str, Any]:
    """The backend and its options; ``SettingsError`` says what is wrong with the URL."""
    parts = urlsplit(url)
    if not url:
        return {"BACKEND": "evidence.stores.local.LocalStore"}
    if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
        options = {"location": unquote(parts.path)}
        return {"BACKEND": "evidence.stores.local.LocalStore", "OPTIONS": options}
    if parts.scheme == "s3" and parts.netloc:
        return {
            "BACKEND": "evidence.stores.s3.S3Store",
            "OPTIONS": {
                "bucket_name": parts.netloc,
                "location": unquote(parts.path).strip("/"),
                **_asked_for(parts.query),
                **_keys(),
            },
        }
    raise SettingsError(f"STORAGE_URL is {url!r}: set it to file:///directory or s3://bucket/folder.")


def _asked_for(query: str) -> dict[str, str]:
    given = dict(parse_qsl(query, keep_blank_values=True))
    for name, value in given.items():
        if name not in OPTIONS:
            raise SettingsError(f"STORAGE_URL asks for {name}: it may ask for {', '.join(OPTIONS)}.")
        if name != "region" and not value.startswith(("https://", "http://")):
            raise SettingsError(f"STORAGE_URL has {name}={value}: give a whole address, https://...")
    if "endpoint" in given:
        given.setdefault("region", ANY_REGION)
    return {OPTIONS[name]: value for name, value in given.items()}


def _keys() -> dict[str, str]:
    key, secret = environment.text("AWS_ACCESS_KEY_ID"), environment.text("AWS_SECRET_ACCESS_KEY")
    if bool(key) != bool(secret):
        raise SettingsError("Set both of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither.")
    return {"access_key": key, "secret_key": secret} if key else {}
