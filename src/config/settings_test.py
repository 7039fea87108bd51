"""Settings of the test suite: the same house, with cheap passwords and plain static files."""

import os

from config import environment

# Before the settings are read: the suite has keys, files and a private server of its own.
os.environ["YANGGUAN_DATA"] = str(environment.test_data_dir())

from config.settings import *  # noqa: F403  # the suite differs in what follows only

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# A page shows what the test before has left otherwise; the tests of the memory switch it on.
PAGE_CACHE_SECONDS = 0
# The tests of the code tables look for themselves; elsewhere no statement comes in between.
CODE_TABLE_SECONDS = 0
