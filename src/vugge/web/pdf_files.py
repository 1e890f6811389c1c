"""What a PDF may read: our own static files from disk, and nothing else."""

from mimetypes import guess_type
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage


def read_static(url: str) -> tuple[bytes, str]:
    """Return a static file and its media type; raises ValueError for every other address."""
    path = unquote(urlsplit(url).path)
    if not path.startswith(settings.STATIC_URL):
        message = f"a PDF may not read {url}"
        raise ValueError(message)
    name = path.removeprefix(settings.STATIC_URL)
    with staticfiles_storage.open(name) as file:
        return file.read(), guess_type(name)[0] or "application/octet-stream"
