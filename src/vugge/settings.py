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
| VUGGE_SEALING_KEYS      | production: keys for what is encrypted at rest, newest first, with commas |
| VUGGE_HASH_KEY          | production: the key under which CPR numbers are looked up; never changes |
| VUGGE_STATISTICS_KEY    | production: the key that rounds figures about people; never changes      |
| VUGGE_LOG_KEY           | the key that signs the log's checkpoints                                 |
| VUGGE_CHECKPOINT_FOLDER | where checkpoints are kept elsewhere: a folder that must be there; none   |
| VUGGE_JOURNEY_FOLDER    | a folder of municipalities' own stations on the route; none               |
| VUGGE_ADDRESS           | where people log in, as reminders write it; from the first allowed host   |
| VUGGE_EMAIL_URL         | the mail server, `submission://user:word@host`; without it no mail leaves |
| VUGGE_EMAIL_FROM        | who mail is from; `vugge@` and the host of the address                    |
| VUGGE_SMS_URL           | the SMS gateway, https; without it nobody can choose SMS                  |
| VUGGE_SMS_TOKEN         | what the gateway knows this installation by                               |
| VUGGE_PROXIES           | proxies in front, each adding to X-Forwarded-For; 1 behind a proxy, else 0 |
| VUGGE_OIDC              | the providers that people log in with: `staff,citizen` when nothing is said |
| VUGGE_OIDC_<NAME>_...   | one provider, see docs/handbook/log-ind.md                               |

Each may instead be named with _FILE behind it and hold the path of a file that has the value, as secrets
do in containers.
"""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any, Final

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environs import FileAwareEnv

from vugge.web.login.configured import providers

MODES: Final = ("production", "demo", "test")
SECRET_KEY_LENGTH: Final = 50  # what `manage check --deploy` asks for
SECRET_KEY_LETTERS: Final = 5  # different ones; also from there
KEY_LENGTH: Final = 40  # of the keys that seal, hash and sign: 32 random bytes are 43 letters


def refusals(*, secret_key: str, debug: bool, hosts: list[str], engine: str, keys: tuple[str, ...]) -> list[str]:
    """Say in Danish why these settings may not serve real people; nothing when they may.

    >>> keys = ("kv8Jm2Qx7Tz4Bn6Wd9Lf1Hs3Rc5Yg0PaEoUiXeVtK", "Zr4Mw8Nc2Vb6Xq1Ld5Jf9Gh3Ks7Tp0YeAuIoRiQwE")
    >>> refusals(secret_key="", debug=False, hosts=["vugge.example"], engine="django.db.backends.postgresql", keys=keys)
    ['VUGGE_SECRET_KEY mangler eller kan gættes: giv mindst 50 tilfældige tegn.']
    """
    guessable = len(secret_key) < SECRET_KEY_LENGTH or len(set(secret_key)) < SECRET_KEY_LETTERS
    weak = any(len(key) < KEY_LENGTH or len(set(key)) < SECRET_KEY_LETTERS for key in keys)
    wrong = {
        "VUGGE_SECRET_KEY mangler eller kan gættes: giv mindst 50 tilfældige tegn.": (
            guessable or secret_key.startswith("django-insecure-")
        ),
        "VUGGE_DEBUG er slået til og ville vise systemets indre: fjern den.": debug,
        "VUGGE_ALLOWED_HOSTS mangler: giv de navne, som siden svarer på, uden jokertegn.": (not hosts or "*" in hosts),
        "VUGGE_DATABASE_URL mangler eller er ikke PostgreSQL: SQLite er kun til demo og test.": (
            not engine.endswith("postgresql")
        ),
        "VUGGE_SEALING_KEYS, VUGGE_HASH_KEY eller VUGGE_STATISTICS_KEY mangler eller kan gættes: "
        "giv mindst 40 tilfældige tegn til hver.": not keys or weak,
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


def kept_key(name: str) -> str:
    """Return a key that stays the same: made once for the demo and kept in VAR, and always the same in the tests."""
    if MODE == "test":
        return hashlib.sha256(f"key of the tests: {name}".encode()).hexdigest()
    file = VAR / "keys" / name
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        own = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600)
        with os.fdopen(own, "w", encoding="ascii") as new:
            new.write(secrets.token_urlsafe(32))
    return file.read_text(encoding="ascii").strip()


DEBUG = env.bool("DEBUG", default=False)
# What is encrypted, looked up and signed must be readable after a restart, so the demo keeps its keys in a file.
SEALING_KEYS = env.list("SEALING_KEYS", [] if IN_PRODUCTION else [kept_key("sealing")])
HASH_KEY = env.str("HASH_KEY", "" if IN_PRODUCTION else kept_key("hash"))
STATISTICS_KEY = env.str("STATISTICS_KEY", "" if IN_PRODUCTION else kept_key("statistics"))
LOG_KEY = env.str("LOG_KEY", "" if IN_PRODUCTION else kept_key("log"))
CHECKPOINT_FOLDER = env.str("CHECKPOINT_FOLDER", "")
JOURNEY_FOLDER = env.str("JOURNEY_FOLDER", "")
LOG_MUST_BE_SEALED = IN_PRODUCTION  # exports and emergencies wait for a seal; nobody's demo does
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
    reasons := refusals(
        secret_key=SECRET_KEY,
        debug=DEBUG,
        hosts=ALLOWED_HOSTS,
        engine=DATABASE["ENGINE"],
        keys=(*SEALING_KEYS, HASH_KEY, STATISTICS_KEY) if SEALING_KEYS else (),
    )
):
    raise ImproperlyConfigured("Vugge starter ikke i drift. " + " ".join(reasons))

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "vugge.audit",
    "vugge.organisations",
    "vugge.areas",
    "vugge.people",
    "vugge.access",
    "vugge.journey",
    "vugge.web",
    "allauth",  # below our own rooms, whose templates come first
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vugge.web.login.middleware.SessionRules",
    "allauth.account.middleware.AccountMiddleware",
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

# Kept pages lie in each server process; what counts failed log-ins must be the same in all of them.
OWN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}}
SHARED = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_shared_cache"}
CACHES = {"pages": OWN_MEMORY, "default": SHARED if IN_PRODUCTION else OWN_MEMORY}

# Long work waits in our own database until `vugge work` takes it: a job is stored with what asks for it, or not at all.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail and SMS: what is sent says nothing personal. Where there is no server, nobody can choose that way.
ADDRESS = env.str("ADDRESS", f"https://{ALLOWED_HOSTS[0]}/" if IN_PRODUCTION else "http://127.0.0.1:8000/")
MAIL: dict[str, Any] = dict(env.dj_email_url("EMAIL_URL", "dummy:"))  # Any: Django's own shape of a mail server
if "EMAIL_BACKEND" not in MAIL:
    wrong_mail = "VUGGE_EMAIL_URL begynder med submission:// (kryptering, port 587) eller smtp:// (uden kryptering)."
    raise ImproperlyConfigured(wrong_mail)
EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_HOST"], MAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"], MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL["EMAIL_USE_TLS"], MAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10  # seconds that the server has to answer
if MODE == "demo" and EMAIL_BACKEND.endswith("dummy.EmailBackend"):
    EMAIL_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", str(VAR / "mail")
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", f"vugge@{ADDRESS.partition('://')[2].partition('/')[0].partition(':')[0]}")
SMS_URL = env.str("SMS_URL", "")
SMS_TOKEN = env.str("SMS_TOKEN", "")
REMINDER_SENDERS = {
    "mail": "vugge.journey.actions.senders.MailSender",
    "sms": "vugge.journey.actions.senders.GatewaySender",
}
"""Who hands over a reminder, by way; an installation names its own class where the gateway is another."""

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
        "object-src": [NONE],
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
CSRF_COOKIE_NAME = "__Host-csrf" if IN_PRODUCTION else "vugge-csrf"
SESSION_COOKIE_SECURE = IN_PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if IN_PRODUCTION else "vugge-session"
LANGUAGE_COOKIE_SECURE = IN_PRODUCTION
SECURE_SSL_REDIRECT = IN_PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IN_PRODUCTION
SECURE_HSTS_PRELOAD = IN_PRODUCTION
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Log-in: decision 0017. allauth speaks OpenID Connect and keeps passkeys and codes; who gets in is ours to say.
AUTH_USER_MODEL = "organisations.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("login_name", "display_name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "vugge.web.login.passwords.NoWordsOfThePlace"},
]  # fmt: skip
SESSION_IDLE = 30 * 60  # seconds without a request, after which whoever comes back logs in again
SESSION_LONGEST = 8 * 60 * 60  # seconds after the log-in, however busy
SESSION_COOKIE_AGE = SESSION_LONGEST
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "login_done"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", int(BEHIND_PROXY))
ACCOUNT_ADAPTER = "vugge.web.login.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login_name"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key", "reauthenticate": "10/m/user"}
ACCOUNT_FORMS = {
    "login": "vugge.web.login.forms.PasswordForm",
    "reauthenticate": "vugge.web.login.forms.PasswordAgainForm",
    "change_password": "vugge.web.login.forms.NewPasswordForm",
}
SOCIALACCOUNT_ADAPTER = "vugge.web.login.adapters.ProviderAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10  # seconds that a provider has to answer
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(env, is_strict=IN_PRODUCTION)}}
MFA_ADAPTER = "vugge.web.login.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "vugge.web.login.forms.CodeForm",
    "reauthenticate": "vugge.web.login.forms.CodeAgainForm",
    "activate_totp": "vugge.web.login.forms.TelephoneForm",
    "add_webauthn": "vugge.web.login.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IN_PRODUCTION  # http://localhost
MFA_TOTP_ISSUER = "Vugge"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds by which a telephone's clock may be wrong
MFA_RECOVERY_CODES_SHOW_ONCE = True

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
