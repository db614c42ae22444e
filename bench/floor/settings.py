"""The least Django that is still fair: sessions, forms' protection, one template, one table."""

from renda.config.env import env

DATA = env.data
KEY_FILE = DATA / "keys" / "ring.json"
FILES_ROOT = DATA / "files"
STATIC_ROOT = DATA / "static"
SECRET_KEY = "measured, never served"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": env.database()}
INSTALLED_APPS = ["django.contrib.sessions", "bench.floor"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "bench.floor.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
