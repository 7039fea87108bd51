"""
Settings of one installation. Everything that differs between machines comes from the environment:

- `DATABASE_URL`: a PostgreSQL 15 to 18 server; without it the program runs a private one.
- `YANGGUAN_DATA`: where files, keys and logs live; `var/` beside the checkout by default.
- `YANGGUAN_HOSTS`: host names served, comma separated.
- `YANGGUAN_SECURE`: `1` behind TLS; cookies are then sent over TLS only.
"""

from pathlib import Path

from config import environment
from yangguan.foundation.postgres.location import database_settings

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = environment.data_dir()

DEBUG = False
SECRET_KEY = environment.django_secret(DATA_DIR)
ALLOWED_HOSTS = environment.hosts()
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "yangguan.foundation.trace",
    "yangguan.foundation.events",
    "yangguan.foundation.files",
    "yangguan.foundation.idempotency",
    # Before allauth, whose sign-in templates it replaces.
    "yangguan.foundation.web",
    "allauth",
    "allauth.account",
    "yangguan.registers.organisations",
    "yangguan.registers.parties",
    "yangguan.registers.accounts",
    "yangguan.registers.standards",
    "yangguan.registers.legislation",
    "yangguan.registers.catalogue",
    "yangguan.registers.publications",
    "yangguan.registers.intermediaries",
    "yangguan.registers.drafting",
    "yangguan.registers.imports",
    "yangguan.registers.packages",
    "yangguan.handling.licences",
    "yangguan.handling.cases",
    "yangguan.oversight.evaluation",
    "yangguan.oversight.supervision",
    "yangguan.portals.applicant",
    "yangguan.portals.counter",
    "yangguan.portals.desk",
    "yangguan.portals.editor",
    "yangguan.portals.supervisor",
    "yangguan.portals.api",
    "yangguan.portals.console",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yangguan.foundation.web.layout.LayoutMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "yangguan.foundation.web.clean_text.CleanTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yangguan.registers.standards.middleware.CodeTablesMiddleware",
    "yangguan.foundation.web.access.ClosedByDefaultMiddleware",
]
# Passed by where a program calls the API (`config.wsgi`).
MIDDLEWARE_OF_PAGES = frozenset(
    {
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "yangguan.foundation.web.layout.LayoutMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "yangguan.foundation.web.clean_text.CleanTextMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
    }
)

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "yangguan.foundation.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "yangguan.foundation.web.templatetags.components",
            ],
        },
    }
]

DATABASES = {"default": database_settings(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Rate limits must count over all worker processes, so they live in the database.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    },
}

# How long a stranger's page is answered from memory at most; 0: never.
PAGE_CACHE_SECONDS = 60

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["yangguan.registers.accounts.sign_in.IdentityBackend"]
ACCOUNT_ADAPTER = "yangguan.registers.accounts.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = None
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "src" / "yangguan" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = environment.built_assets(BASE_DIR)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# West, south, east and north of the city in degrees of CGCS2000: a point beyond is a mistake.
CITY_BOUNDS = (92.2, 39.6, 95.6, 41.7)
# What the upload end-point accepts; told to people before they choose a file.
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

SUBSCRIPTIONS = "config.subscriptions.SUBSCRIPTIONS"
# Who is asked what uses a code or a data element before it changes.
USERS_OF_STANDARDS = (
    "yangguan.registers.catalogue.uses.uses_of",
    "yangguan.registers.drafting.uses.uses_of",
)
# How often a process looks whether a version of a code table was put in force; 0: never.
CODE_TABLE_SECONDS = 5
YANGGUAN_ACTOR_OF = "yangguan.registers.accounts.sign_in.actor_of"
# Where people reach the platform: the address in QR codes and documents.
PUBLIC_ADDRESS = environment.public_address()

SECURE = environment.flag("YANGGUAN_SECURE")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "yangguan.foundation.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"procrastinate": {"level": "WARNING"}},
}
