"""Ways to split a text. To be imported by bm.iast, so that ddtrace can rewrite it."""

TEXT = "first line\nsecond line\nthird line"


def split(value: str):
    return value.split()


def rsplit(value: str):
    return value.rsplit()


def splitlines(value: str):
    return value.splitlines()
