"""What an order costs. An order of a guest has no user, which somebody forgot."""

from shop.errors import UserInputError

PRICES = {"tea": 4, "mug": 12}
DISCOUNTS = {"ann": 10}


def order_of(number):
    """The order with this number; every order but the first is a guest's."""
    order = {"number": number, "items": ["tea", "mug"]}
    if number == 1:
        order["user_id"] = "ann"
    return order


def total(order):
    """The price of all items, less the discount."""
    full = sum(PRICES[item] for item in order["items"])
    return full - discount(order, full)


def discount(order, full):
    """What whoever ordered need not pay."""
    percent = DISCOUNTS.get(order["user_id"], 0)
    return full * percent / 100


def quantity(text):
    """A number that somebody typed."""
    if not text.isdigit():
        raise UserInputError("quantity must be a number, and is %r" % text)
    return int(text)
