"""Ways to use a pattern. To be imported by bm.iast, so that ddtrace can rewrite it."""

import re

TEXT = "foo bar foo"

FOO = re.compile("foo")
WORDS = re.compile(r"(\w+) (\w+) (\w+)")


def expand(value: str):
    return WORDS.match(value).expand(r"\2 and \1")


def findall(value: str):
    return FOO.findall(value)


def finditer(value: str):
    return list(FOO.finditer(value))


def fullmatch(value: str):
    return WORDS.fullmatch(value)


def group(value: str):
    return WORDS.match(value).group(1)


def groups(value: str):
    return WORDS.match(value).groups()


def match(value: str):
    return FOO.match(value)


def search(value: str):
    return FOO.search(value)


def sub(value: str):
    return FOO.sub("_", value)


def subn(value: str):
    return FOO.subn("_", value)
