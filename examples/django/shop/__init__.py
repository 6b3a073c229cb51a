"""A small shop, in which a few things go wrong."""
