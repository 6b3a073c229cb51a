"""Who asks. This shop has no accounts: `?user=ann` says it."""

from contextvars import ContextVar

current_user = ContextVar("current_user", default=None)


def remember_user(get_response):
    """A middleware that tells whoever reports errors whom they strike."""

    def respond(request):
        works_for(request.GET.get("user"))
        return get_response(request)

    return respond


def works_for(user):
    """What fails from here on strikes this user; None: nobody that is known."""
    current_user.set(user)
    try:
        import sentry_sdk
    except ImportError:
        return
    sentry_sdk.set_user({"id": user} if user else None)
