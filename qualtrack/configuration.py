"""The page docs/configuration.md, from the table of settings."""

from qualtrack.environment import TABLE, Setting

INTRODUCTION = """\
# Configuration

The environment alone decides; there is one settings module and no file of settings to edit. With nothing
set, qualtrack runs on SQLite with files under `var/`, does its background work beside the pages, prints its
mail on the console and serves the loopback address only.

With `QUALTRACK_ENV=production`, it refuses to start while a setting that is required is missing, or one is
weak, and names each. It then expects a proxy that ends TLS, sets `X-Forwarded-Proto` and `X-Forwarded-For`,
and asks from the address that `QUALTRACK_TRUSTED_PROXY` names.

Any setting may be given by a file instead, as secrets are in containers: `SECRET_KEY_FILE=/run/secrets/key`
takes what that file holds, without the white space around it. To set both is an error.

| Setting | Default | Meaning |
|---|---|---|
"""
ENDING = "\nThis page is made from `qualtrack/environment.py` by `make docs`.\n"


def page() -> str:
    return INTRODUCTION + "".join(row(setting) for setting in TABLE) + ENDING


def row(setting: Setting) -> str:
    required = " Required in production." if setting.required_in_production else ""
    default = setting.shown_default or f"`{setting.default}`"
    return f"| `{setting.name}` | {default} | {setting.meaning}{required} |\n"
