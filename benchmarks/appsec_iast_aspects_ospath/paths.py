"""Functions of os.path. To be imported by bm.iast, so that ddtrace can rewrite it."""

import os

TEXT = "/path/to/file.txt"


def basename(value: str):
    return os.path.basename(value)


def join(value: str):
    return os.path.join("/root", value, "more")


def normcase(value: str):
    return os.path.normcase(value)


def split(value: str):
    return os.path.split(value)


def splitdrive(value: str):
    return os.path.splitdrive(value)


def splitext(value: str):
    return os.path.splitext(value)
