"""Two renderings differ only by what the database holds: time stands still and chance repeats itself.

Offers `frozen` (around everything), `repeated` (around one request) and `gone_afterwards` (what is stored is undone).
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Final
from unittest.mock import patch

from django.db import transaction
from tests.promises.worlds.town import NOW

SECRET: Final = "s" * 32
CLOCK: Final = SimpleNamespace(time=NOW.timestamp)


@contextmanager
def frozen() -> Iterator[None]:
    """Let it be `NOW`, the token against forged forms be the same every time, refusals make no noise.

    A PDF is compared as the text that it is set from, which holds no less.
    """
    with (
        patch.object(logging.getLogger("django.request"), "disabled", new=True),
        patch("vugge.web.login.middleware.time", CLOCK),
        patch("tests.web.logging_in.time", CLOCK),
        patch("django.utils.cache.http_date", lambda _moment: "now"),
        patch("vugge.web.family.own_data.pdf_of", lambda html, **_options: html.encode()),
        patch("django.utils.timezone.now", lambda: NOW),
        patch("django.middleware.csrf._get_new_csrf_string", lambda: SECRET),
        patch("django.middleware.csrf._mask_cipher_secret", lambda secret: secret * 2),
    ):
        yield


@contextmanager
def repeated(request: str) -> Iterator[None]:
    """Let the ids that a request makes up depend on nothing but which request it is."""
    count = iter(range(1_000_000))

    def urandom(size: int) -> bytes:
        return hashlib.shake_128(f"{request} {next(count)}".encode()).digest(size)

    with patch("uuid.os", SimpleNamespace(urandom=urandom)):
        yield


@contextmanager
def gone_afterwards() -> Iterator[None]:
    """Undo what is stored inside. Pages open a transaction of their own, which Django allows inside a test's only."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # how Django's own tests nest them
    with block:
        yield
        transaction.set_rollback(True)
