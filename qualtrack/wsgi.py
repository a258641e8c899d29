"""The WSGI application, for the launcher and for any other server."""

import os

from django.core.wsgi import get_wsgi_application

from qualtrack.utf_8 import utf_8_alone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qualtrack.settings")

application = utf_8_alone(get_wsgi_application())
