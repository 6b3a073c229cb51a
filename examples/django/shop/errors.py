"""What can go wrong, by how bad it is."""


class MinorWarning(Exception):
    """Not worth anybody's time: the rule in quell.yml has it counted and never shown."""


class UserInputError(ValueError):
    """Somebody typed something wrong, and is told so."""
