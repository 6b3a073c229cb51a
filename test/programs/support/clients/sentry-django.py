"""What a Django project does with Debian's sentry-sdk, unchanged: argv is its DSN and what it does."""
import json
import logging
import sys

import sentry_sdk
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from sentry_sdk.integrations.django import DjangoIntegration

dsn, *doings = sys.argv[1:]
log = logging.getLogger("shop.orders")


def price(order):
    prices = {"a": 1}
    return prices["order-%d" % order]


def boom(request, order):
    sentry_sdk.set_user({"id": "7", "email": "jane@example.com", "ip_address": "10.1.2.3"})
    sentry_sdk.set_tag("tenant", "acme")
    password = "geheim-in-a-variable"
    return HttpResponse(price(order) + password)


def chained(request):
    try:
        int("not-a-number")
    except ValueError as error:
        raise RuntimeError("could not parse quantity") from error


def logerr(request, order):
    log.error("payment timeout for order %s after %d ms", order, 1234)
    return HttpResponse("ok")


settings.configure(
    SECRET_KEY="none",
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    LOGGING_CONFIG=None,
)
urlpatterns = [
    path("boom/<int:order>/", boom),
    path("chained/", chained),
    path("logerr/<int:order>/", logerr),
]
sentry_sdk.init(
    dsn=dsn,
    integrations=[DjangoIntegration()],
    release="shop@1.4.2",
    environment="production",
    server_name="web-1",
    traces_sample_rate=1.0,
    send_default_pii=True,
)
shop = get_wsgi_application()
requests = RequestFactory(
    HTTP_HOST="shop.example.com",
    HTTP_AUTHORIZATION="Bearer geheim-in-a-header",
    HTTP_COOKIE="sid=geheim-in-a-cookie",
    HTTP_X_FORWARDED_FOR="192.0.2.33",
)
for doing in doings:
    if doing.startswith("POST "):
        form = {"card": "4111111111111111", "password": "geheim-in-a-form", "sku": "A1"}
        request = requests.post(doing[5:], form)
    else:
        request = requests.get(doing)
    answer = shop(request.environ, lambda status, headers: None)
    answer.close()
    sentry_sdk.flush(10)
paused = sentry_sdk.Hub.current.client.transport._disabled_until
print(json.dumps({"paused": sorted(str(category) for category in paused)}))
