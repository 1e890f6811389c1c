"""Every setting of Vugge. All of them come from the environment, and the default is a real installation.

| variable                | meaning                                                                  |
|-------------------------|--------------------------------------------------------------------------|
| VUGGE_MODE              | `production` (when nothing is said), `demo` or `test`                    |
| VUGGE_SECRET_KEY        | production: at least 50 random characters; else a new one at each start  |
| VUGGE_ALLOWED_HOSTS     | production: the names the site answers to, with commas between           |
| VUGGE_DATABASE_URL      | production: postgresql://...; else SQLite in the folder of VUGGE_VAR     |
| VUGGE_DATABASE_POOL     | connections to PostgreSQL for each server process, at most; 8; 0: no pool |
| VUGGE_BEHIND_PROXY      | true when a proxy ends TLS and itself sets X-Forwarded-Proto             |
| VUGGE_VAR               | the folder for everything made while running; `var` in the project       |
| VUGGE_PACKAGES          | the folder that npm filled; `node_modules` in the project                |
| VUGGE_LOG_LEVEL         | WARNING, or INFO to hear more                                            |
| VUGGE_DEBUG             | true shows tracebacks in the browser; production refuses it              |

Each may instead be named with _FILE behind it and hold the path of a file that has the value, as secrets
do in containers.
"""

from pathlib import Path
from typing import Any, Final

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environs import FileAwareEnv

MODES: Final = ("production", "demo", "test")
SECRET_KEY_LENGTH: Final = 50  # what `manage check --deploy` asks for
SECRET_KEY_LETTERS: Final = 5  # different ones; also from there


def refusals(*, secret_key: str, debug: bool, hosts: list[str], engine: str) -> list[str]:
    """Say in Danish why these settings may not serve real people; nothing when they may.

    >>> refusals(secret_key="", debug=False, hosts=["vugge.example"], engine="django.db.backends.postgresql")
    ['VUGGE_SECRET_KEY mangler eller kan gættes: giv mindst 50 tilfældige tegn.']
    """
    guessable = len(secret_key) < SECRET_KEY_LENGTH or len(set(secret_key)) < SECRET_KEY_LETTERS
    wrong = {
        "VUGGE_SECRET_KEY mangler eller kan gættes: giv mindst 50 tilfældige tegn.": (
            guessable or secret_key.startswith("django-insecure-")
        ),
        "VUGGE_DEBUG er slået til og ville vise systemets indre: fjern den.": debug,
        "VUGGE_ALLOWED_HOSTS mangler: giv de navne, som siden svarer på, uden jokertegn.": (not hosts or "*" in hosts),
        "VUGGE_DATABASE_URL mangler eller er ikke PostgreSQL: SQLite er kun til demo og test.": (
            not engine.endswith("postgresql")
        ),
    }
    return [sentence for sentence, applies in wrong.items() if applies]


env = FileAwareEnv(prefix="VUGGE_", strip_whitespace=True)

MODE = env.str("MODE", "production")
if MODE not in MODES:
    wrong_mode = f"VUGGE_MODE er {MODE!r}, men skal være en af: {', '.join(MODES)}."
    raise ImproperlyConfigured(wrong_mode)
IN_PRODUCTION = MODE == "production"

PROJECT = Path(__file__).resolve().parents[2]
VAR = Path(env.str("VAR", str(PROJECT / "var"))).absolute()
PACKAGES = Path(env.str("PACKAGES", str(PROJECT / "node_modules"))).absolute()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", "" if IN_PRODUCTION else get_random_secret_key())
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if IN_PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])

# Any: Django's own shape of a database
DATABASE: dict[str, Any] = dict(env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR / 'vugge.sqlite3'}"))
DATABASES = {"default": DATABASE}
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["CONN_MAX_AGE"] = 60  # opening the file and its settings anew costs more than a kept page
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits at the start, instead of failing half-way
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
elif MODE != "test":
    DATABASE["CONN_HEALTH_CHECKS"] = True
    if pool := env.int("DATABASE_POOL", 8):
        DATABASE["OPTIONS"] = {"pool": {"min_size": 1, "max_size": pool, "timeout": 5}}

if IN_PRODUCTION and (
    reasons := refusals(secret_key=SECRET_KEY, debug=DEBUG, hosts=ALLOWED_HOSTS, engine=DATABASE["ENGINE"])
):
    raise ImproperlyConfigured("Vugge starter ikke i drift. " + " ".join(reasons))

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "vugge.audit",
    "vugge.areas",
    "vugge.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "vugge.web.urls"
WSGI_APPLICATION = "vugge.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # src/vugge/web/templates, and those of a room that has its own
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}}}

# Language: Danish without a prefix in the address, English below /en/
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "Engelsk")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"

# Files for the browser: `vugge prepare` fills VAR/assets and collects all into VAR/static
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [VAR / "assets"]
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]  # the folder is made when the files are prepared
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is uploaded to disk
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = IN_PRODUCTION
SESSION_COOKIE_SECURE = IN_PRODUCTION
LANGUAGE_COOKIE_SECURE = IN_PRODUCTION
SECURE_SSL_REDIRECT = IN_PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IN_PRODUCTION
SECURE_HSTS_PRELOAD = IN_PRODUCTION
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Django writes the path of a failed request, never its query string, and SQL with its values only when
# somebody sets a logger below WARNING: so neither what people search for nor who they are gets here.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Whoever knocks with another name has been refused already; a traceback for each would fill the log.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "vugge": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "WARNING"), "propagate": False},
    },
}
