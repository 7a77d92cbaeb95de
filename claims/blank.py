"""Whether a text has anything in it to read."""


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in the text: it is empty, or white space and invisible characters only."""
    # A zero-width space or a byte order mark is no white space to Python, but it is not printable either.
    return not any(character.isprintable() and not character.isspace() for character in text)
