"""The settings of the shop. What differs from place to place comes from the environment."""

import os
from pathlib import Path

from shop.reporting import logging_for, start_sdk

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = os.environ.get("SECRET_KEY", "only-for-trying-it-out")
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
INSTALLED_APPS = ["shop"]
MIDDLEWARE = ["shop.who.remember_user"]
USE_TZ = True

RELEASE = os.environ.get("RELEASE", "shop@1.4.2")
ENVIRONMENT = os.environ.get("ENVIRONMENT", "production")

# Either: errors go to Quell with sentry-sdk. QUELL_DSN is http://KEY@HOST:PORT/PROJECT.
QUELL_DSN = os.environ.get("QUELL_DSN", "")
start_sdk(QUELL_DSN, RELEASE, ENVIRONMENT)

# Or: without any package, with Python's own logging. QUELL_LOG_URL is http://HOST:PORT/hooks/shop-logs.
LOGGING = logging_for(
    url=os.environ.get("QUELL_LOG_URL", ""),
    key=os.environ.get("QUELL_LOG_KEY", ""),
    release=RELEASE,
    environment=ENVIRONMENT,
)
