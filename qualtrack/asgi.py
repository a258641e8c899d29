"""The ASGI application, for a server other than the launcher's."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qualtrack.settings")

application = get_asgi_application()
