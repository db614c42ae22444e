"""The one settings file. What differs between installations comes from the environment (env.py)."""

import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from renda.config.env import env

BASE = Path(__file__).resolve().parent.parent
DATA = env.data
KEY_FILE = DATA / "keys" / "ring.json"
FILES_ROOT = DATA / "files"
# Keys that sign voting papers, until issuing ends: in no database, in no backup. A folder in memory is best.
BALLOT_KEYS = Path(env.ballot_keys).absolute() if env.ballot_keys else DATA / "ballot-keys"


def _secret(path: Path) -> str:
    """The installation's signing secret, made on first use and readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = _secret(DATA / "keys" / "signing")
DEBUG = env.debug
ALLOWED_HOSTS = list(env.hosts)
DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "renda.ground.kernel",
    "renda.ground.county",
    "renda.ground.ui",
    "renda.ground.people",
    "renda.ground.workflow",
    "renda.ground.notices",
    "renda.ground.intake",
    "renda.ground.files",
    "renda.ground.papers",
    "renda.ground.search",
    "renda.ground.scans",
    "renda.ground.insight",
    "renda.ground.laws",
    "renda.network.deputies",
    "renda.network.stations",
    "renda.network.activities",
    "renda.network.funds",
    "renda.network.brands",
    "renda.network.menus",
    "renda.network.standards",
    "renda.network.contacts",
    "renda.chamber.meetings",
    "renda.chamber.observers",
    "renda.chamber.participations",
    "renda.chamber.ballots",
    "renda.chamber.elections",
    "renda.chamber.decisions",
    "renda.chamber.deliberations",
    "renda.chamber.appointments",
    "renda.voice.opinions",
    "renda.voice.suggestions",
    "renda.voice.motions",
    "renda.voice.pressing",
    "renda.voice.campaigns",
    "renda.readings.assessments",
    "renda.readings.duty",
    "renda.readings.workbench",
    "renda.readings.portal",
    "renda.readings.dashboards",
    "renda.readings.halls",
    "renda.readings.topics",
    "renda.demo",
    # After ours: pages of ground/people/templates stand in for the library's.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "renda.chamber.ballots.middleware.NamelessMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "renda.ground.ui.middleware.PlainAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "renda.ground.files.middleware.RequestSizeMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "renda.ground.people.middleware.ActorMiddleware",
    "renda.ground.ui.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "renda.config.urls"
WSGI_APPLICATION = "renda.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "renda.ground.ui.context.page",
                "renda.readings.workbench.context.rail_counts",
            ],
            "builtins": ["renda.ground.ui.templatetags.rd"],
        },
    }
]
FORM_RENDERER = "renda.ground.ui.forms.Renderer"
# Where lights and the rail come from: ui knows neither the county nor the subjects.
RULE_BOOK = "renda.ground.county.services.rule_book"
RAIL = "renda.config.rail.RAIL"
# Which cited articles are loaded, for links to them; ui knows no laws.
LAWS = "renda.ground.laws.citing.known"
# What live screens may be told, and where a browser reaches the process that tells it (docs/operate/live.md).
LIVE_TOPICS = "renda.config.live.TOPICS"
LIVE_PORT, LIVE_URL = env.live_port, env.live_url
# What can be searched, in the order in which kinds are shown; ground/search knows no subject.
SCANNING = ["renda.voice.opinions.scanning"]
SEARCH = [
    "renda.voice.suggestions.search",
    "renda.voice.motions.search",
    "renda.voice.opinions.search",
    "renda.voice.pressing.search",
    "renda.voice.campaigns.search",
    "renda.chamber.meetings.search",
    "renda.chamber.participations.search",
    "renda.chamber.decisions.search",
    "renda.chamber.deliberations.search",
    "renda.chamber.appointments.search",
    "renda.chamber.elections.search",
    "renda.chamber.ballots.search",
    "renda.network.activities.search",
    "renda.network.brands.search",
    "renda.network.deputies.search",
    "renda.network.stations.search",
    "renda.ground.laws.search",
]
INSIGHT = ["renda.voice.opinions.insight", "renda.voice.suggestions.insight"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "renda.ground.files.s3.S3Storage", "OPTIONS": {"location": env.s3_url}}
    if env.s3_url
    else {"BACKEND": "renda.ground.files.storage.FolderStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["renda.ground.people.auth.CountyBackend"]
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # a login name is unique within its county; the backend asks for both
ACCOUNT_ADAPTER = "renda.ground.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = False  # people.services.throttle counts for all processes together
MFA_RATE_LIMITS = False
MFA_ADAPTER = "renda.ground.people.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.is_secure
ALLAUTH_TRUSTED_PROXY_COUNT = env.proxies
TELL_PHONE = "renda.ground.notices.services.tell_phone"  # the channel people's sign-in codes go by
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/desk/"
SESSION_ENGINE = "renda.ground.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.is_secure
SECURE_HSTS_SECONDS = 31_536_000 if env.is_secure else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "renda.ground.ui.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
CHANNELS = {"sms": env.sms_url, "email": env.email_url, "chat": env.chat_url}
CHANNEL_KEY = env.channel_key
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "renda.ground.kernel.logs.Formatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.log_level},
}
