"""The WSGI application, for a server other than the launcher's."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qualtrack.settings")

application = get_wsgi_application()
