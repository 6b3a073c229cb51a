"""A shop of Django's that mails its errors: the arguments are the port, the password and whether to add pages."""

import sys

from django.conf import settings
from django.http import HttpResponse
from django.urls import path

port, password, pages = sys.argv[1:]

MAIL = {"class": "django.utils.log.AdminEmailHandler", "include_html": pages == "pages"}
settings.configure(
    ADMINS=[("Ops", "shop@quell.example.com")],
    ALLOWED_HOSTS=["*"],
    EMAIL_HOST="127.0.0.1",
    EMAIL_HOST_PASSWORD=password,
    EMAIL_HOST_USER="quell",
    EMAIL_PORT=int(port),
    LOGGING={
        "version": 1,
        "handlers": {"mail": MAIL},
        "loggers": {"django.request": {"handlers": ["mail"], "propagate": False}},
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY="s3cret-key-of-django",
    SERVER_EMAIL="root@shop.example.com",
)


def price(order):
    prices = {"order-1": 10}
    return prices["order-%d" % order]


def boom(request, order):
    return HttpResponse(str(price(order)))


urlpatterns = [path("boom/<int:order>/", boom)]

if __name__ == "__main__":
    import django
    from django.test import Client

    django.setup()
    client = Client(raise_request_exception=False, HTTP_AUTHORIZATION="Bearer t0ken")
    print(client.get("/boom/5/?token=t0ken").status_code)
