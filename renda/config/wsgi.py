"""The WSGI application that `renda serve` runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")
application = get_wsgi_application()
