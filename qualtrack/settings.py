"""The one settings module. The environment decides; `docs/configuration.md` says what it may set."""

from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import environ
from django.contrib.messages import constants as message_levels

from qualtrack import caches, database, environment, identity, policies, storage
from qualtrack.environment import SettingsError
from qualtrack.production import production_problems

BASE_DIR = Path(__file__).resolve().parent.parent

if environment.text("QUALTRACK_ENV") not in ("development", "production"):
    raise SettingsError("QUALTRACK_ENV is neither development nor production: set it to one of them.")
PRODUCTION = environment.text("QUALTRACK_ENV") == "production"
if PRODUCTION and (problems := production_problems()):
    raise SettingsError(" ".join(problems))

VAR_DIR = Path(environment.text("QUALTRACK_VAR") or BASE_DIR / "var").resolve()
PORT = environment.number("QUALTRACK_PORT")
HOST = environment.address("QUALTRACK_HOST")
if not PRODUCTION and not ip_address(HOST).is_loopback:
    raise SettingsError(f"QUALTRACK_HOST is {HOST}: only production serves more than the loopback address.")
TRUSTED_PROXY = environment.address("QUALTRACK_TRUSTED_PROXY")
LOADS_DEMONSTRATION = environment.switch("QUALTRACK_DEMO") and not PRODUCTION

SECRET_KEY = environment.text("SECRET_KEY") or environment.kept_secret(VAR_DIR / "secret-key")
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS")
DEBUG = environment.switch("DEBUG")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
QUALTRACK_URL = environment.text("QUALTRACK_URL").rstrip("/") or (
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else f"http://127.0.0.1:{PORT}"
)

INSTALLED_APPS = [
    "qualtrack",
    "demonstration",
    "packs",
    "readiness",
    "evidence",
    "parties",
    "jobs",
    "journal",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "rules",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "qualtrack.middleware.request_id",
    "qualtrack.middleware.no_body_for_head",
    "qualtrack.policies.policy_headers",
    "csp.middleware.CSPMiddleware",
    # Before whatever needs a right host name, HTTPS or the database.
    "qualtrack.health.health",
    "qualtrack.compression.CompressPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before whatever reads a form.
    "evidence.uploads.keep_names",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "parties.middleware.RequireSignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "parties.middleware.RequireTotpMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, since it puts its own page in place of the answer to one sign-in too many.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "qualtrack.urls"
WSGI_APPLICATION = "qualtrack.wsgi.application"
ASGI_APPLICATION = "qualtrack.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["readiness.templatetags.ids"],  # sentences with ids are everywhere
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
MESSAGE_TAGS = {message_levels.ERROR: "danger", message_levels.DEBUG: "secondary"}


DATABASES = {"default": database.chosen(VAR_DIR / "qualtrack.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "parties.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first, to turn away who is locked out
    "rules.permissions.ObjectPermissionBackend",
    "parties.backends.PersonBackend",
]
_RULE = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": f"{_RULE}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": f"{_RULE}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_RULE}.CommonPasswordValidator"},
    {"NAME": f"{_RULE}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "readiness:home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "parties.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # no sign-up is open; its fields must fit the sign-in
# An invitation has shown whose address it is.
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_SESSION_REMEMBER = False
# Failed passwords and codes, beside the lockout below: guesses spread over addresses or over people.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/15m/ip,10/15m/key"}
ACCOUNT_FORMS = {
    "login": "parties.forms.sign_in.SignInForm",
    "reauthenticate": "parties.forms.sign_in.ConfirmForm",
    "change_password": "parties.forms.sign_in.ChangePasswordForm",
    "reset_password": "parties.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "parties.forms.sign_in.NewPasswordForm",
}
MFA_ADAPTER = "parties.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "qualtrack"
MFA_FORMS = {
    "authenticate": "parties.forms.sign_in.CodeForm",
    "reauthenticate": "parties.forms.sign_in.ConfirmByCodeForm",
    "activate_totp": "parties.forms.sign_in.SetUpTotpForm",
}
REQUIRE_TOTP = (
    environment.switch("QUALTRACK_REQUIRE_TOTP") if environment.text("QUALTRACK_REQUIRE_TOTP") else PRODUCTION
)

OIDC_ISSUER = identity.issuer(*(["https"] if PRODUCTION else ["https", "http"]))
OIDC_NAME = environment.text("OIDC_NAME")
SOCIALACCOUNT_ADAPTER = "parties.single_sign_on.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = identity.providers(OIDC_ISSUER)

AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "parties.lockout.address_tried"
AXES_LOCKOUT_CALLABLE = "parties.lockout.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = not PRODUCTION
MEDIA_ROOT = VAR_DIR / "files"  # where STORAGE_URL names no other place
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["evidence.uploads.InMemory", "evidence.uploads.OnDisk"]
STORAGES = {
    "default": storage.chosen(environment.text("STORAGE_URL")),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CLAMAV_URL = environment.url("CLAMAV_URL", "clamd", "unix")
SCAN_PATIENCE = 30  # seconds, for each of the two questions to the scanner

CACHES = caches.chosen(environment.text("REDIS_URL"))

# Without a broker to reach, the launcher runs a worker beside the pages, and the broker is its own memory.
EMBEDS_WORKER = not environment.text("REDIS_URL") and not PRODUCTION
CELERY_BROKER_URL = environment.text("REDIS_URL") or "memory://localhost"
# Nothing announces a task in memory: the worker looks this often, in seconds.
CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.1} if EMBEDS_WORKER else {}
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TRACK_STARTED = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# It would take fewer tasks after the broker was away, and for ever if what ran then was killed.
CELERY_WORKER_ENABLE_PREFETCH_COUNT_REDUCTION = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
JOB_LEASE = environment.seconds("QUALTRACK_JOB_LEASE")
JOB_TRIES = environment.number("QUALTRACK_JOB_TRIES")
FILE_CHECKED_EVERY = environment.days("QUALTRACK_FILE_CHECK_DAYS")

vars().update(environment.read_url("EMAIL_URL", environ.Env.email_url_config, "consolemail://"))
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL")
EMAIL_TIMEOUT = 10  # seconds

# A browser takes a cookie whose name begins so only over HTTPS, for this very host and all of its pages.
_COOKIES_BEGIN = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{_COOKIES_BEGIN}session"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_COOKIES_BEGIN}csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
THEME_COOKIE_NAME = f"{_COOKIES_BEGIN}theme"
# Messages name parties and papers, so they wait in the session and not in a cookie.
MESSAGE_STORAGE = "qualtrack.said_once.SaidOnce"

CONTENT_SECURITY_POLICY = {"DIRECTIVES": policies.CONTENT}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = policies.HEADERS["Referrer-Policy"]
SECURE_CROSS_ORIGIN_OPENER_POLICY = policies.HEADERS["Cross-Origin-Opener-Policy"]
X_FRAME_OPTIONS = policies.HEADERS["X-Frame-Options"]
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
# Browsers' preload list is for whole domains; that is for the domain's owner to ask.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Django's own default writes errors nowhere that is seen while DEBUG is off.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"ids": {"()": "qualtrack.log.WithIds"}},
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} [request {request_id}, job {job_id}]: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["ids"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A worker that tells what it does shall not tell each style sheet and font.
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
