"""The application that a web server loads: `granian --interface wsgi vugge.web.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vugge.settings")

application = get_wsgi_application()
