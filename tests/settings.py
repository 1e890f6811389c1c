"""The settings of the tests and of the type checker: the test mode, whatever the shell says."""

import os

os.environ["VUGGE_MODE"] = "test"

from vugge.settings import *  # noqa: F403  the mode must be said first; all of them are wanted

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real ones are slow on purpose
