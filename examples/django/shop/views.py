"""The pages of the shop: most of them fail in a way of their own."""

import logging
import time

from django.http import HttpResponse

from shop.errors import MinorWarning
from shop.pricing import order_of, quantity, total
from shop.who import works_for

logger = logging.getLogger(__name__)

PAGES = """<!doctype html>
<title>Shop</title>
<h1>Shop</h1>
<ul>
  <li><a href="/ok/">A page that works</a>
  <li><a href="/orders/5/?user=ann">An error in our own code</a>
  <li><a href="/stock/tea/">An error that is caught and logged</a>
  <li><a href="/minor/">A warning that nobody wants to see</a>
  <li><a href="/cart/?quantity=many">A mistake of whoever types</a>
  <li><a href="/burst/?times=30">The same error thirty times, of thirty users</a>
  <li><a href="/slow/?seconds=2">A slow page</a>
</ul>
"""


def index(request):
    return HttpResponse(PAGES)


def ok(request):
    return HttpResponse("All is well.")


def order(request, number):
    """Fails with a KeyError, two calls below this one."""
    return HttpResponse("It costs %d." % total(order_of(number)))


def stock(request, item):
    """Goes on without what failed, and logs it."""
    try:
        left = 12 / len(())
    except ZeroDivisionError:
        logger.exception("could not count the stock of %s", item)
        left = 0
    return HttpResponse("%d left." % left)


def minor(request):
    raise MinorWarning("the logo of the season is missing")


def cart(request):
    return HttpResponse("You want %d." % quantity(request.GET.get("quantity", "1")))


def burst(request):
    """What a bad minute looks like: one error, many times, and each time another user."""
    times = min(quantity(request.GET.get("times", "30")), 50)
    for number in range(2, times + 2):
        works_for("guest-%d" % number)
        try:
            total(order_of(number))
        except KeyError:
            logger.exception("order %d has no price", number)
    return HttpResponse("It failed %d times." % times)


def slow(request):
    time.sleep(min(quantity(request.GET.get("seconds", "2")), 10))
    return HttpResponse("That took a while.")
