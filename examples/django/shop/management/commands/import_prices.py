"""`manage.py import_prices FILE`, as cron would run it at night."""

import logging

from django.core.management.base import BaseCommand

from shop.pricing import PRICES

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Reads prices from a file with lines such as tea=4."

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *args, file, **options):
        try:
            self.read(file)
        except Exception:
            # Cron sees the exit code only; nobody reads what a command prints at night.
            logger.exception("the import of prices failed")
            raise

    def read(self, file):
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                item, price = line.strip().split("=")
                PRICES[item] = int(price)
        self.stdout.write("%d prices" % len(PRICES))
