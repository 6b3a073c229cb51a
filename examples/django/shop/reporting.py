"""How errors get to Quell: with sentry-sdk, or with logging alone. A project needs one of the two."""


def start_sdk(dsn, release, environment):
    """Begins to report what no view catches, and what is logged as an error. Without a DSN nothing is sent."""
    if not dsn:
        return
    import sentry_sdk

    sentry_sdk.init(
        dsn=dsn,
        release=release,
        environment=environment,
        # Quell draws no traces; errors and the counts of requests that went well are enough.
        traces_sample_rate=0,
    )


def logging_for(url, key, release, environment):
    """The LOGGING setting: to the console, and to Quell where there is a URL."""
    handlers = {"console": {"class": "logging.StreamHandler"}}
    if url:
        handlers["quell"] = {
            "()": "shop.logs.to_quell",
            "level": "ERROR",
            "url": url,
            "key": key,
            "release": release,
            "environment": environment,
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": handlers,
        # Django's own loggers hand on to this one what they log, django.request included.
        "root": {"level": "INFO", "handlers": list(handlers)},
    }
